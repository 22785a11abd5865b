package io.kontor.identity.throttle;

import java.time.Duration;
import java.time.Instant;

/**
 * How attempts get slower.
 *
 * @param free so many may follow each other at once
 * @param first the wait after the last free one; each further attempt doubles it
 * @param longest the wait grows no longer
 * @param forgetOneAfter an attempt is forgotten after each such stretch of quiet
 */
public record Limit(int free, Duration first, Duration longest, Duration forgetOneAfter) {
    /** Passwords of one account: nine guesses in the first hour, about one in each hour after that. */
    public static final Limit ACCOUNT = new Limit(3, Duration.ofSeconds(30), Duration.ofHours(1), Duration.ofHours(1));
    /** Passwords of any account from one network address. */
    public static final Limit NETWORK =
            new Limit(30, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofMinutes(2));

    /** @param taken attempts that still count, the one just taken among them */
    Duration waitAfter(int taken) {
        if (taken < free) {
            return Duration.ZERO;
        }
        var doublings = Math.min(taken - free, 20);
        var wait = first.multipliedBy(1L << doublings);
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    int stillCounting(int taken, Instant lastAt, Instant now) {
        var forgotten = Duration.between(lastAt, now).dividedBy(forgetOneAfter);
        return (int) Math.max(0, taken - Math.max(0, forgotten));
    }
}
