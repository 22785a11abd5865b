package io.kontor.platform.database;

import io.kontor.platform.start.StartFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How far this machine's clock is from the database's. Holds, deadlines and the age of signed messages are counted by the
 * clocks of several machines, so they must agree: the database's is the one that all of them can see.
 */
public final class ClockDifference {
    /** Holds outlast the time to pay by five minutes, and signed messages may be as old: far less than that. */
    private static final Duration MAX = Duration.ofMinutes(1);

    private ClockDifference() {}

    /** @return how far this clock is ahead; negative when it is behind */
    public static Duration of(JdbcClient db, Clock clock) {
        var asked = clock.instant();
        var there = db.sql("SELECT extract(epoch FROM clock_timestamp()) * 1000")
                .query(Long.class)
                .single();
        var waited = Duration.between(asked, clock.instant());
        return Duration.between(Instant.ofEpochMilli(there), asked.plus(waited.dividedBy(2)));
    }

    public static boolean isTooLarge(Duration difference) {
        return difference.abs().compareTo(MAX) > 0;
    }

    static void refuseTooLarge(DataSource source, Clock clock) {
        var ahead = of(JdbcClient.create(source), clock);
        if (isTooLarge(ahead)) {
            throw new StartFailure("the clock of this machine is " + ahead.abs().toSeconds() + " seconds "
                    + (ahead.isNegative() ? "behind" : "ahead of")
                    + " the database's. Set both by a time server, then start again.");
        }
    }
}
