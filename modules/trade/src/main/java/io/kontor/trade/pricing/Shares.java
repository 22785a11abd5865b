package io.kontor.trade.pricing;

import io.kontor.kernel.Money;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.stream.LongStream;

/** Division of minor units in proportion, by {@link Money#allocate}. */
final class Shares {
    /** Minor units are divided, whichever currency they are of. */
    private static final Currency ANY = Currency.getInstance("CNY");

    private Shares() {}

    static long[] of(long whole, long[] weights) {
        if (weights.length == 0 || whole == 0) {
            return new long[weights.length];
        }
        List<Long> boxed = LongStream.of(weights).boxed().toList();
        return new Money(whole, ANY)
                .allocate(boxed).stream().mapToLong(Money::minor).toArray();
    }

    static long sum(long[] amounts) {
        return Arrays.stream(amounts).reduce(0, Math::addExact);
    }
}
