package io.kontor.aftersales.request;

import io.kontor.kernel.Money;
import io.kontor.trade.UnitShare;
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
 */
public record RefundShare(Money goods, Money tax, Money delivery, Money deliveryTax) {

    /** What was paid for a line. */
    record Paid(int quantity, Money goods, Money tax, Money delivery, Money deliveryTax) {

        /** @param tax contained in goods and delivery together */
        static Paid of(int quantity, Money goods, Money delivery, Money tax) {
            var taxes = tax.allocate(List.of(goods.minor(), delivery.minor()));
            return new Paid(quantity, goods, taxes.get(0), delivery, taxes.get(1));
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
                UnitShare.next(paid.deliveryTax(), withUpTo, paid.quantity(), before.deliveryTax()));
    }

    RefundShare withDeliveryUpTo(Money limit) {
        if (delivery.compareTo(limit) <= 0) {
            return this;
        }
        var nothing = Money.zero(delivery.currency());
        var most = limit.isPositive() ? limit : nothing;
        var tax = deliveryTax.compareTo(most) < 0 ? deliveryTax : most;
        return new RefundShare(goods, this.tax, most, tax);
    }

    RefundShare withMoreDelivery(Money more, Money moreTax) {
        return new RefundShare(goods, tax, delivery.plus(more), deliveryTax.plus(moreTax));
    }

    /** Of fewer units than were asked for. */
    RefundShare of(int units, int asked) {
        var nothing = Money.zero(goods.currency());
        return new RefundShare(
                UnitShare.next(goods, units, asked, nothing),
                UnitShare.next(tax, units, asked, nothing),
                UnitShare.next(delivery, units, asked, nothing),
                UnitShare.next(deliveryTax, units, asked, nothing));
    }
}
