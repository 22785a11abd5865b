package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Shopper;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Priced;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An order in the making: one merchant's goods, how they are delivered and what they cost.
 *
 * @param groupId of all the orders of one checkout; the order's own id when it is the only one
 */
record Draft(UUID groupId, UUID orderId, Basket basket, Rate rate, PriceQuote quote) {

    /** @param since part of the ids; each order's is a millisecond later, so that they stay in this order */
    static List<Draft> of(UUID groupId, Instant since, List<Basket> merchants, List<Rate> rates, PriceQuote quote) {
        if (merchants.size() == 1) {
            return List.of(new Draft(groupId, groupId, merchants.getFirst(), rates.getFirst(), quote));
        }
        return IntStream.range(0, merchants.size())
                .mapToObj(at -> new Draft(
                        groupId,
                        Ids.named(
                                since.plusMillis(at),
                                "order",
                                groupId.toString(),
                                merchants.get(at).merchantId().toString()),
                        merchants.get(at),
                        rates.get(at),
                        quote.parcels().get(at)))
                .toList();
    }

    List<Inventory.Line> goods() {
        return quote.lines().stream()
                .map(priced ->
                        new Inventory.Line(priced.line().sku(), priced.line().quantity()))
                .toList();
    }

    /** The order that this makes: a pure function. */
    KeptOrder order(String number, OrderForm form, Shopper shopper, Instant now, Duration unpaidMax) {
        var known = basket.lines().stream()
                .collect(Collectors.toMap(line -> line.line().lineId(), line -> line));
        return new KeptOrder(
                orderId,
                number,
                groupId,
                basket.merchantId(),
                shopper.caller().isShopper() ? shopper.caller().requireAccountId() : null,
                OrderStatus.UNPAID,
                now,
                now.plus(unpaidMax),
                null,
                quote.totals(),
                form.contact(),
                form.address(),
                rate.method(),
                rate.name(),
                form.note(),
                quote.lines().stream()
                        .map(priced -> line(
                                priced,
                                Objects.requireNonNull(known.get(priced.line().lineId()))))
                        .toList(),
                List.of(new KeptOrder.Entry(now, "placed", Actor.buyer(shopper.caller()), "")),
                quote.breakdown(),
                null);
    }

    private static KeptOrder.Line line(Priced priced, Known known) {
        var line = priced.line();
        var offer = known.shown();
        return new KeptOrder.Line(
                line.lineId(),
                line.sku(),
                offer.productId(),
                offer.slug(),
                offer.name(),
                offer.options(),
                offer.image(),
                line.quantity(),
                0,
                line.listPrice(),
                line.price(),
                priced.discount(),
                priced.tax(),
                priced.deliveryShare(),
                priced.total(),
                priced.breakdown(),
                0,
                Money.zero(priced.total().currency()),
                null,
                0,
                0);
    }
}
