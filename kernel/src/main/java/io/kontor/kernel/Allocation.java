package io.kontor.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Exact division of a whole into shares by largest remainder. */
final class Allocation {
    /** Products and sums of numbers up to this fit into a long. */
    private static final long SMALL_MAX = 2_000_000_000L;

    private Allocation() {}

    static List<Long> of(long whole, List<Long> weights) {
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("Nothing to allocate to");
        }
        if (weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("A weight is not negative");
        }
        if (weights.size() == 1) {
            return List.of(whole);
        }
        if (whole < 0) {
            return of(Math.negateExact(whole), weights).stream()
                    .map(share -> -share)
                    .toList();
        }
        var all = weights.stream().mapToLong(Long::longValue).toArray();
        var most = 0L;
        for (var weight : all) {
            most = Math.max(most, weight);
        }
        if (most == 0) {
            return of(whole, weights.stream().map(_ -> 1L).toList());
        }
        return whole <= SMALL_MAX && most <= SMALL_MAX / all.length
                ? bySmallNumbers(whole, all)
                : byLargestRemainder(BigInteger.valueOf(whole), weights);
    }

    /** The same in plain numbers, as nearly every amount allows it. */
    private static List<Long> bySmallNumbers(long whole, long[] weights) {
        var sum = 0L;
        for (var weight : weights) {
            sum += weight;
        }
        var shares = new Long[weights.length];
        var remainders = new long[weights.length];
        var left = whole;
        for (var at = 0; at < weights.length; at++) {
            var part = whole * weights[at];
            shares[at] = part / sum;
            remainders[at] = part % sum;
            left -= shares[at];
        }
        for (; left > 0; left--) {
            var largest = 0;
            for (var at = 1; at < remainders.length; at++) {
                if (remainders[at] > remainders[largest]) {
                    largest = at;
                }
            }
            shares[largest]++;
            remainders[largest] = -1;
        }
        return List.of(shares);
    }

    private static List<Long> byLargestRemainder(BigInteger whole, List<Long> weights) {
        var sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        var shares = new ArrayList<Long>();
        var remainders = new ArrayList<BigInteger>();
        for (var weight : weights) {
            var parts = whole.multiply(BigInteger.valueOf(weight)).divideAndRemainder(sum);
            shares.add(parts[0].longValueExact());
            remainders.add(parts[1]);
        }
        var left = whole.longValueExact()
                - shares.stream().mapToLong(Long::longValue).sum();
        var byRemainder = IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .toList();
        LongStream.range(0, left).forEach(i -> {
            var line = byRemainder.get((int) i);
            shares.set(line, shares.get(line) + 1);
        });
        return List.copyOf(shares);
    }
}
