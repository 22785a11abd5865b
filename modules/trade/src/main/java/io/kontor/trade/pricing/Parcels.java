package io.kontor.trade.pricing;

import io.kontor.trade.pricing.PriceQuote.Asked;
import java.util.stream.IntStream;

/** Which lines are sent together: a parcel's delivery is its own lines' to pay. */
final class Parcels {
    private final int[] parcelOf;
    private final long[] prices;

    Parcels(Asked asked) {
        var parcels = asked.delivery().parcels();
        this.parcelOf = new int[asked.lines().size()];
        this.prices = parcels.isEmpty()
                ? new long[] {asked.delivery().price().minor()}
                : parcels.stream().mapToLong(parcel -> parcel.price().minor()).toArray();
        for (var at = 0; at < parcels.size(); at++) {
            for (var line = 0; line < parcelOf.length; line++) {
                if (parcels.get(at).lineIds().contains(asked.lines().get(line).lineId())) {
                    parcelOf[line] = at;
                }
            }
        }
    }

    int count() {
        return prices.length;
    }

    long[] prices() {
        return prices.clone();
    }

    /** The parcel that a line is in. */
    int of(int line) {
        return parcelOf[line];
    }

    /** The lines of a parcel. */
    int[] lines(int parcel) {
        return IntStream.range(0, parcelOf.length)
                .filter(line -> parcelOf[line] == parcel)
                .toArray();
    }

    /** Divides what each parcel has among its own lines. */
    long[] shares(long[] wholes, long[] weights) {
        if (wholes.length == 1) {
            return Shares.of(wholes[0], weights);
        }
        var shares = new long[weights.length];
        for (var parcel = 0; parcel < wholes.length; parcel++) {
            var lines = lines(parcel);
            var own = Shares.of(
                    wholes[parcel],
                    IntStream.of(lines).mapToLong(line -> weights[line]).toArray());
            for (var at = 0; at < lines.length; at++) {
                shares[lines[at]] = own[at];
            }
        }
        return shares;
    }
}
