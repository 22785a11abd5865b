package io.kontor.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Exact division of a whole into shares by largest remainder. */
final class Allocation {
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
        var sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        return sum.signum() == 0
                ? of(whole, weights.stream().map(_ -> 1L).toList())
                : byLargestRemainder(BigInteger.valueOf(whole), weights, sum);
    }

    private static List<Long> byLargestRemainder(BigInteger whole, List<Long> weights, BigInteger sum) {
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
