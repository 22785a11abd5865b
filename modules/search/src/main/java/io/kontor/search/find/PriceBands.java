package io.kontor.search.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bands of round prices that part a list of products into groups of about one size. */
final class PriceBands {
    private static final int BANDS = 5;
    private static final int[] ROUND = {10, 15, 20, 25, 30, 40, 50, 60, 80, 100};

    private PriceBands() {}

    /** @param from the least price in minor units, inclusive; {@code below} exclusive, {@code Long.MAX_VALUE} for no limit */
    record Band(long from, long below, long count) {}

    /**
     * @param prices in minor units; sorted by this
     * @param unit minor units of the least coin shown in an edge, such as 100: no edge is finer
     */
    static List<Band> of(long[] prices, long unit) {
        Arrays.sort(prices);
        if (prices.length < 2 || prices[0] == prices[prices.length - 1]) {
            return List.of();
        }
        var edges = new ArrayList<Long>(List.of(0L));
        for (var i = 1; i < BANDS; i++) {
            var edge = round(prices[(int) ((long) prices.length * i / BANDS)], unit);
            if (edge > edges.getLast() && edge > prices[0] && edge <= prices[prices.length - 1]) {
                edges.add(edge);
            }
        }
        edges.add(Long.MAX_VALUE);
        var bands = new ArrayList<Band>();
        for (var i = 0; i + 1 < edges.size(); i++) {
            var count = below(prices, edges.get(i + 1)) - below(prices, edges.get(i));
            if (count > 0) {
                bands.add(new Band(edges.get(i), edges.get(i + 1), count));
            }
        }
        return bands.size() < 2 ? List.of() : bands;
    }

    /** The nearest number of one or two telling digits. */
    private static long round(long price, long unit) {
        var scale = Math.max(unit, 1);
        while (scale * 100 <= price) {
            scale *= 10;
        }
        var best = 0L;
        for (var step : ROUND) {
            var candidate = Math.max(scale * step / 10, unit) / unit * unit;
            var wide = candidate * 10 / unit * unit;
            for (var one : new long[] {candidate, wide}) {
                if (Math.abs(one - price) < Math.abs(best - price)) {
                    best = one;
                }
            }
        }
        return best;
    }

    private static long below(long[] prices, long limit) {
        var low = 0;
        var high = prices.length;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (prices[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
