package io.kontor.trade.pricing;

import io.kontor.trade.pricing.PriceQuote.Asked;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tax of goods and delivery. All that is taxed alike is taxed together and rounded once, then the lines share it: so
 * an order's tax is what a tax office computes from its totals.
 */
final class Taxed {
    private final Asked asked;
    private final long[] left;
    private final long[] deliveryNet;
    private final long[] goodsTax;
    private final long[] deliveryTax;

    /** @param left what the lines cost after adjustments; {@code delivery} what that of each parcel does */
    Taxed(Asked asked, long[] left, Parcels parcels, long[] delivery) {
        this.asked = asked;
        this.left = left;
        this.deliveryNet = parcels.shares(delivery, left);
        this.goodsTax = new long[left.length];
        this.deliveryTax = new long[left.length];
        var own = asked.delivery().tax();
        var rates = rates();
        rates.forEach((rate, mask) -> taxTogether(rate, mask, own == null));
        if (own != null) {
            System.arraycopy(Shares.of(own.on(Shares.sum(delivery)), deliveryNet), 0, deliveryTax, 0, left.length);
        }
    }

    /** Which lines have a rate. */
    private Map<TaxRate, boolean[]> rates() {
        var rates = new LinkedHashMap<TaxRate, boolean[]>();
        for (var at = 0; at < left.length; at++) {
            rates.computeIfAbsent(asked.lines().get(at).tax(), _ -> new boolean[left.length])[at] = true;
        }
        return rates;
    }

    private void taxTogether(TaxRate rate, boolean[] meant, boolean withDelivery) {
        var bases = new long[left.length];
        Arrays.setAll(bases, at -> meant[at] ? left[at] + (withDelivery ? deliveryNet[at] : 0) : 0);
        var taxes = Shares.of(rate.on(Shares.sum(bases)), bases);
        for (var at = 0; at < bases.length; at++) {
            if (meant[at]) {
                var both = withDelivery && deliveryNet[at] > 0
                        ? Shares.of(taxes[at], new long[] {left[at], deliveryNet[at]})
                        : new long[] {taxes[at], 0};
                goodsTax[at] = both[0];
                deliveryTax[at] = both[1];
            }
        }
    }

    long goodsTax(int at) {
        return goodsTax[at];
    }

    long deliveryTax(int at) {
        return deliveryTax[at];
    }

    /** What a line costs without delivery. */
    long total(int at) {
        return left[at] + (asked.lines().get(at).tax().included() ? 0 : goodsTax[at]);
    }

    /** A line's share of the delivery, with the tax that comes on top. */
    long deliveryShare(int at) {
        return deliveryNet[at] + (isDeliveryTaxAdded(at) ? deliveryTax[at] : 0);
    }

    private boolean isDeliveryTaxAdded(int at) {
        var own = asked.delivery().tax();
        return !(own == null ? asked.lines().get(at).tax() : own).included();
    }

    /** The tax that comes on top of a line's price, and of its share of the delivery. */
    long added(int at) {
        return total(at) - left[at] + deliveryShare(at) - deliveryNet[at];
    }
}
