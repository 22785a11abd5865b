package io.kontor.aftersales.request;

import io.kontor.kernel.Money;
import io.kontor.trade.UnitShare;
import java.math.BigInteger;
import java.util.List;

/**
 * What goes back for some units of an order line: what was really paid for them.
 *
 * <p>After every request the amounts asked for stand at the line's total times the units asked for, over all its units,
 * rounded down, and never fall below what was asked for before. So amounts of parts sum to the line's total to the last
 * minor unit once every unit is asked for, in whatever order requests come and come to nothing.
 *
 * @param tax contained in {@code goods}
 * @param deliveryTax contained in {@code delivery}
 * @param tendered of goods and delivery: what points and gift cards had paid, to which it goes back
 */
public record RefundShare(Money goods, Money tax, Money delivery, Money deliveryTax, Money tendered) {

    /** What was paid for a line. @param inMoney for goods and delivery; points and gift cards paid the rest */
    record Paid(int quantity, Money goods, Money tax, Money delivery, Money deliveryTax, Money inMoney) {

        /** @param tax contained in goods and delivery together */
        static Paid of(int quantity, Money goods, Money delivery, Money tax, Money inMoney) {
            var taxes = tax.allocate(List.of(goods.minor(), delivery.minor()));
            return new Paid(quantity, goods, taxes.get(0), delivery, taxes.get(1), inMoney);
        }

        Money total() {
            return goods.plus(delivery);
        }

        Money tendered() {
            return total().minus(inMoney);
        }
    }

    /** What standing requests ask for of a line; delivery is asked for by some of them only, and some ask for what was not shipped. */
    public record Claimed(int units, int unitsLeftOut, int unitsWithDelivery, RefundShare amounts) {}

    Money total() {
        return goods.plus(delivery);
    }

    static RefundShare of(Paid paid, Claimed claimed, int units, boolean withDelivery) {
        var upTo = claimed.units() + units;
        var withUpTo = withDelivery ? claimed.unitsWithDelivery() + units : 0;
        var before = claimed.amounts();
        return new RefundShare(
                UnitShare.next(paid.goods(), upTo, paid.quantity(), before.goods()),
                UnitShare.next(paid.tax(), upTo, paid.quantity(), before.tax()),
                UnitShare.next(paid.delivery(), withUpTo, paid.quantity(), before.delivery()),
                UnitShare.next(paid.deliveryTax(), withUpTo, paid.quantity(), before.deliveryTax()),
                Money.zero(paid.goods().currency()));
    }

    RefundShare withDeliveryUpTo(Money limit) {
        if (delivery.compareTo(limit) <= 0) {
            return this;
        }
        var nothing = Money.zero(delivery.currency());
        var most = limit.isPositive() ? limit : nothing;
        var tax = deliveryTax.compareTo(most) < 0 ? deliveryTax : most;
        return new RefundShare(goods, this.tax, most, tax, tendered);
    }

    RefundShare withMoreDelivery(Money more, Money moreTax) {
        return new RefundShare(goods, tax, delivery.plus(more), deliveryTax.plus(moreTax), tendered);
    }

    /** What of it goes back in money. */
    public Money inMoney() {
        return total().minus(tendered);
    }

    /** What of a smaller amount goes back in money: no more than was paid in money. */
    Money ofItInMoney(Money amount) {
        return amount.compareTo(inMoney()) <= 0 ? amount : inMoney();
    }

    /**
     * The same, with what of it goes back in money: after every part this stands at what was paid in money times what went
     * back over all that was paid, rounded down, as far as there is so much left of either.
     *
     * @param before what went back already
     * @param money what is left of the order's money, {@code tenders} of what points and gift cards paid of it
     */
    RefundShare withTendered(Paid paid, RefundShare before, Money money, Money tenders) {
        var due = BigInteger.valueOf(paid.inMoney().minor())
                .multiply(BigInteger.valueOf(before.total().plus(total()).minor()))
                .divide(BigInteger.valueOf(Math.max(1, paid.total().minor())))
                .longValueExact();
        var whole = total().minor();
        var wanted = whole - Math.clamp(due - before.inMoney().minor(), 0, whole);
        var tendered = Math.min(Math.max(wanted, whole - Math.max(0, money.minor())), Math.max(0, tenders.minor()));
        return new RefundShare(
                goods, tax, delivery, deliveryTax, new Money(Math.min(tendered, whole), goods.currency()));
    }

    /** The same, when no more is left of the order's money, and of what points and gift cards paid of it. */
    RefundShare within(Money money, Money tenders) {
        var whole = total().minor();
        var atLeast = Math.max(tendered.minor(), whole - Math.max(0, money.minor()));
        var fitting = Math.min(Math.min(atLeast, whole), Math.max(0, tenders.minor()));
        return new RefundShare(goods, tax, delivery, deliveryTax, new Money(fitting, goods.currency()));
    }

    /** Of fewer units than were asked for. */
    RefundShare of(int units, int asked) {
        var nothing = Money.zero(goods.currency());
        var fewer = new RefundShare(
                UnitShare.next(goods, units, asked, nothing),
                UnitShare.next(tax, units, asked, nothing),
                UnitShare.next(delivery, units, asked, nothing),
                UnitShare.next(deliveryTax, units, asked, nothing),
                nothing);
        if (tendered.isZero()) {
            return fewer;
        }
        var money = UnitShare.next(inMoney(), units, asked, nothing);
        var less = fewer.total().minus(money);
        return new RefundShare(
                fewer.goods, fewer.tax, fewer.delivery, fewer.deliveryTax, less.isNegative() ? nothing : less);
    }
}
