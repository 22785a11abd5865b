package io.kontor.trade.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void whatIsLeftOverGoesToTheLargestRemaindersTheEarlierFirst() {
        assertThat(Shares.of(10, new long[] {1, 1, 1})).containsExactly(4, 3, 3);
        assertThat(Shares.of(11, new long[] {1, 1, 1})).containsExactly(4, 4, 3);
        assertThat(Shares.of(100, new long[] {3_000, 500})).containsExactly(86, 14);
        assertThat(Shares.of(-10, new long[] {1, 1, 1})).containsExactly(-4, -3, -3);
        assertThat(Shares.of(5, new long[] {0, 7, 0})).containsExactly(0, 5, 0);
        assertThat(Shares.of(5, new long[] {0, 0})).containsExactly(3, 2);
        assertThat(Shares.of(7, new long[] {})).isEmpty();
    }

    @Test
    void largeNumbersAreDividedAsSmallOnesInTheSameProportion() {
        var seed = System.nanoTime();
        System.out.println("SharesTest: seed " + seed);
        var random = new Random(seed);
        for (var number = 0; number < 5_000; number++) {
            var weights = random.longs(1 + random.nextInt(20), 0, 1_000_000).toArray();
            var whole = random.nextLong(random.nextBoolean() ? 50 : 2_000_000_000);
            var shares = Shares.of(whole, weights);
            var scaled = Arrays.stream(weights)
                    .map(weight -> weight * 1_000_000_000_000L)
                    .toArray();
            assertThat(shares).as("seed %d, case %d", seed, number).isEqualTo(Shares.of(whole, scaled));
            assertThat(Shares.sum(shares)).as("seed %d, case %d", seed, number).isEqualTo(whole);
        }
    }
}
