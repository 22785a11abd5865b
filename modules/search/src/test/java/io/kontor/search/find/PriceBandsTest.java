package io.kontor.search.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PriceBandsTest {
    @Test
    void onePriceHasNoBands() {
        assertThat(PriceBands.of(new long[] {100, 100, 100}, 100)).isEmpty();
        assertThat(PriceBands.of(new long[0], 100)).isEmpty();
    }

    @Test
    void bandsAreRoundAdjoiningAndHoldEveryPriceOnce() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 200; round++) {
            var prices = random.longs(1 + random.nextInt(300), 1, 1L << (2 + random.nextInt(30)))
                    .toArray();
            var bands = PriceBands.of(prices.clone(), 100);
            if (!bands.isEmpty()) {
                var shown = "seed " + seed + " round " + round + " " + bands;
                assertThat(bands.stream().mapToLong(PriceBands.Band::count).sum())
                        .as(shown)
                        .isEqualTo(prices.length);
                for (var band : bands) {
                    assertThat(band.from() % 100).as(shown).isZero();
                    assertThat(band.count())
                            .as(shown)
                            .isEqualTo(Arrays.stream(prices)
                                    .filter(price -> price >= band.from() && price < band.below())
                                    .count());
                }
            }
        }
    }

    @Test
    void believablePricesGiveBelievableBands() {
        var prices = new long[] {1900, 2900, 3900, 4900, 5900, 6900, 8900, 12900, 19900, 25900, 39900, 89900};
        assertThat(PriceBands.of(prices, 100).stream().map(PriceBands.Band::from))
                .containsExactly(0L, 4000L, 6000L, 15000L, 25000L);
    }
}
