package io.kontor.trade;

import io.kontor.kernel.Problem;

/** Why trade refuses. */
public enum TradeProblem implements Problem {
    /** There is no such cart, or it is another account's. */
    CART_NOT_FOUND(404, "There is no such cart"),
    /** The cart has no such line (any more). */
    LINE_NOT_FOUND(404, "The cart has no such line"),
    /** Nothing is sold under this stock code. */
    UNKNOWN_SKU(404, "Nothing is sold under this code"),
    /** A quantity is a whole number from 1 to 999. */
    QUANTITY_INVALID(400, "This quantity is not possible"),
    /** A cart has at most 200 lines. */
    CART_FULL(409, "The cart is full"),
    /** There is nothing in the cart to order, for example because it was ordered already. */
    CART_EMPTY(409, "The cart is empty"),
    /** Somebody changed the cart while it was being ordered; nothing was ordered. */
    CART_CHANGED(409, "The cart changed meanwhile"),
    /** Less is in stock than wanted; {@code shortages} names each SKU with what is left. Nothing was ordered. */
    OUT_OF_STOCK(409, "Not enough stock"),
    /** One buyer may hold only so much with orders that are not paid; {@code limits} says how much of which SKU. Nothing was ordered. */
    HOLDS_TOO_MUCH(409, "Too much held without payment"),
    /** Some of the goods are not sold any more; {@code skus} names them. Nothing was ordered. */
    NOT_ON_SALE(409, "No longer on sale"),
    /** Goods or delivery are priced in different currencies, which one order cannot hold. */
    MIXED_CURRENCIES(409, "Different currencies in one cart"),
    /** The goods are sold in other quantities, or not so many to one buyer; {@code problems} says which and what is possible. */
    QUANTITY_LIMITED(409, "Not sold in this quantity"),
    /** The order would cost something else than the buyer saw; {@code totals} says what. Nothing was ordered. */
    PRICE_CHANGED(409, "The price changed"),
    /** The delivery method is not among those on offer; {@code deliveryMethods} names them. */
    UNKNOWN_DELIVERY_METHOD(400, "There is no such delivery method"),
    /** The delivery method does not go to that address, or not with so much; {@code reason} is {@code no-zone}, {@code too-much} or {@code no-point}. Nothing was ordered. */
    NOT_DELIVERED(409, "This cannot be delivered there"),
    /** The payment method is not among those on offer; {@code paymentMethods} names them. */
    UNKNOWN_PAYMENT_METHOD(400, "There is no such payment method"),
    /** No customer has an account with that e-mail address or phone number. */
    CUSTOMER_NOT_FOUND(404, "There is no such customer"),
    /** There is no such order, or the asker may not see it. */
    ORDER_NOT_FOUND(404, "There is no such order"),
    /** The order is paid or cancelled, or the time to pay it has passed. */
    NOT_PAYABLE(409, "The order cannot be paid"),
    /** Something of the order was shipped, or it is cancelled already. */
    NOT_CANCELLABLE(409, "The order cannot be cancelled"),
    /** The order is not paid, or it is cancelled; {@code numbers} names those of several. */
    NOT_INVOICED(409, "The order has no invoice"),
    /** The order is delivered to its buyer, not picked up. */
    NOT_A_PICK_UP(409, "The order is not picked up"),
    /** It has been shipped, or was left out before. */
    NOT_LEFT_OUT(409, "It has been shipped already"),
    /** The order has not been shipped, so it cannot have arrived. */
    NOT_SHIPPED(409, "The order has not been shipped"),
    /** Something of the order was shipped, is just being shipped, or it is over: it goes where it goes. */
    ADDRESS_FIXED(409, "The address cannot be changed any more"),
    /** Another country or region, where delivery and tax may differ, or a place that the delivery costs more to. */
    ADDRESS_ELSEWHERE(409, "The address is in another region"),
    /** What was agreed can be changed of prices while the order is unpaid, of lines as long as something of it is not shipped; what was shipped, left out or given back stays. {@code orderStatus} says where it stands. */
    NOT_CHANGEABLE(409, "The order cannot be changed like this"),
    /** A payment of the order is under way and cannot be closed: it may still be captured. */
    PAYMENT_UNDER_WAY(409, "A payment is under way"),
    /** Something was added to the order that is not paid yet; {@code due} says how much. */
    AMOUNT_DUE(409, "Something of the order is not paid yet"),
    /** Nothing of the order waits for a payment. */
    NOTHING_DUE(409, "Nothing is due"),
    /** The order is not paid, is cancelled, or less of it is left to ship. */
    NOT_SHIPPABLE(409, "The order cannot be shipped like this"),
    /** Some of what is to be shipped has not come yet; {@code waiting} says what and for when it is promised. The rest can be shipped by itself. */
    NOT_THERE_YET(409, "Some of it is not there yet"),
    /** The tax table has no such rate (any more). */
    TAX_RATE_NOT_FOUND(404, "There is no such tax rate"),
    /** The tax table has at most 500 rates. */
    TAX_TABLE_FULL(409, "The tax table is full"),
    /** The filters find more orders than one file may hold, {@code max}, or reading them takes too long. */
    EXPORT_TOO_LARGE(422, "Too many orders for one file");

    private final int status;
    private final String title;

    TradeProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
