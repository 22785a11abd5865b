package io.kontor.trade.order;

import io.kontor.catalog.Catalog.Offer;
import java.util.List;
import java.util.function.ToIntFunction;

/** What goods weigh together, and the room they take: delivery goes by that. */
public record Freight(int grams, int cubicCentimetres) {
    /** Delivery is not priced any finer above ten tonnes and a hundred cubic metres. */
    private static final long GRAMS_MAX = 10_000_000;

    private static final long CUBIC_CENTIMETRES_MAX = 100_000_000;

    /** So many of an article. */
    public record Units(Offer offer, int quantity) {}

    public static Freight of(List<Units> goods) {
        return new Freight(
                sum(goods, Offer::weightGrams, GRAMS_MAX), sum(goods, Offer::volumeCm3, CUBIC_CENTIMETRES_MAX));
    }

    private static int sum(List<Units> goods, ToIntFunction<Offer> ofOne, long most) {
        var sum = goods.stream()
                .mapToLong(units -> (long) Math.max(0, units.quantity()) * Math.max(0, ofOne.applyAsInt(units.offer())))
                .sum();
        return (int) Math.min(sum, most);
    }
}
