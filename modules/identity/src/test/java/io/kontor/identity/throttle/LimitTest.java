package io.kontor.identity.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LimitTest {
    @Test
    void nobodyGuessesMoreThanTenTimesInAnyHourOfADay() {
        var guesses = guessesOfTheMostEager(Limit.ACCOUNT, Duration.ofDays(1));
        for (var from : guesses) {
            var inTheHour = guesses.stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(Duration.ofHours(1))))
                    .count();
            assertThat(inTheHour).isLessThanOrEqualTo(10);
        }
        assertThat(guesses).hasSizeLessThan(60);
    }

    @Test
    void mistakesAreForgottenWithTime() {
        var now = Instant.parse("2026-11-22T10:00:00Z");
        assertThat(Limit.ACCOUNT.stillCounting(5, now.minus(Duration.ofMinutes(59)), now))
                .isEqualTo(5);
        assertThat(Limit.ACCOUNT.stillCounting(5, now.minus(Duration.ofHours(2)), now))
                .isEqualTo(3);
        assertThat(Limit.ACCOUNT.stillCounting(5, now.minus(Duration.ofDays(9)), now))
                .isZero();
        assertThat(Limit.ACCOUNT.stillCounting(5, now.plusSeconds(60), now)).isEqualTo(5);
    }

    @Test
    void theWaitDoublesUpToTheLongest() {
        assertThat(Limit.ACCOUNT.waitAfter(2)).isZero();
        assertThat(Limit.ACCOUNT.waitAfter(3)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Limit.ACCOUNT.waitAfter(4)).isEqualTo(Duration.ofMinutes(1));
        assertThat(Limit.ACCOUNT.waitAfter(1_000_000)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void clientsCannotEscapeWithinTheirNetwork() {
        assertThat(Attempts.network("203.0.113.7")).isEqualTo("203.0.113.7");
        assertThat(Attempts.network("2001:db8:1:2::1")).isEqualTo(Attempts.network("2001:db8:1:2:ffff::9"));
        assertThat(Attempts.network("2001:db8:1:2::1")).isNotEqualTo(Attempts.network("2001:db8:1:3::1"));
        assertThat(Attempts.network("no address at all: " + "x".repeat(100))).hasSizeLessThanOrEqualTo(45);
    }

    /** Guesses as soon as each wait is over. */
    private static ArrayList<Instant> guessesOfTheMostEager(Limit limit, Duration length) {
        var guesses = new ArrayList<Instant>();
        var start = Instant.parse("2026-11-22T00:00:00Z");
        var last = start;
        var taken = 0;
        for (var now = start; now.isBefore(start.plus(length)); now = now.plus(limit.waitAfter(taken))) {
            taken = limit.stillCounting(taken, last, now) + 1;
            last = now;
            guesses.add(now);
        }
        return guesses;
    }
}
