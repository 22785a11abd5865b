package io.kontor.identity.throttle;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts attempts in the database, so that every process sees them, and makes the next one wait. An attempt counts from
 * the moment it is taken, before anybody knows how it ends: guesses sent all at once are counted like any others.
 */
@Component
public class Attempts {
    private final JdbcClient db;
    private final TransactionTemplate tx;
    private final Clock clock;

    Attempts(JdbcClient db, TransactionTemplate tx, Clock clock) {
        this.db = db;
        this.tx = tx;
        this.clock = clock;
    }

    /** Something whose attempts are counted, named by words such as {@code sign-up 203.0.113.7}. */
    public record Subject(UUID id, Limit limit) {
        public Subject(Limit limit, String... words) {
            this(Ids.named(words), limit);
        }
    }

    /** The part of a client's address that one client cannot change at will: an IPv4 address, the /64 network of an IPv6 one. */
    public static String network(String address) {
        // Only a literal is read: a name would be looked up.
        if (!address.contains(":") || !address.matches("[0-9a-fA-F:.%\\w]{2,60}")) {
            return address.length() <= 45 ? address : address.substring(0, 45);
        }
        try {
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, 8) + "::/64"
                    : address;
        } catch (UnknownHostException unreadable) {
            return "unreadable";
        }
    }

    /**
     * Takes one attempt of each subject, or of none.
     *
     * @throws Refusal TOO_MANY_REQUESTS (429) with {@code retryAfterSeconds}
     */
    public void take(List<Subject> subjects) {
        var now = now();
        tx.executeWithoutResult(_ -> {
            var inOrder =
                    subjects.stream().sorted(Comparator.comparing(Subject::id)).toList();
            inOrder.forEach(subject -> takeOne(subject, now));
        });
    }

    private void takeOne(Subject subject, Instant now) {
        db.sql("""
                        INSERT INTO identity.attempt (subject, taken, last_at, open_at) VALUES (:subject, 0, :now, :now)
                        ON CONFLICT (subject) DO NOTHING
                        """)
                .param("subject", subject.id())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        var sofar = db.sql("SELECT taken, last_at, open_at FROM identity.attempt WHERE subject = :subject FOR UPDATE")
                .param("subject", subject.id())
                .query((row, _) -> new Counted(
                        row.getInt(1),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant()))
                .single();
        if (sofar.openAt().isAfter(now)) {
            throw tooMany(Duration.between(now, sofar.openAt()));
        }
        var taken = subject.limit().stillCounting(sofar.taken(), sofar.lastAt(), now) + 1;
        write(subject, taken, now, now.plus(subject.limit().waitAfter(taken)));
    }

    private record Counted(int taken, Instant lastAt, Instant openAt) {}

    /** Gives back attempts that turned out to be nobody's guess. */
    public void giveBack(List<Subject> subjects) {
        var now = now().atOffset(ZoneOffset.UTC);
        db.sql(
                        "UPDATE identity.attempt SET taken = greatest(taken - 1, 0), open_at = :now WHERE subject = ANY(:subjects)")
                .param("subjects", subjects.stream().map(Subject::id).toArray(UUID[]::new))
                .param("now", now)
                .update();
    }

    /** Forgets all attempts of a subject. */
    public void forget(Subject subject) {
        db.sql("DELETE FROM identity.attempt WHERE subject = :subject")
                .param("subject", subject.id())
                .update();
    }

    /** As fine as the database keeps time: it would round up, and what is open now would be so only in a moment. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void write(Subject subject, int taken, Instant now, Instant openAt) {
        db.sql("UPDATE identity.attempt SET taken = :taken, last_at = :now, open_at = :openAt WHERE subject = :subject")
                .param("subject", subject.id())
                .param("taken", taken)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("openAt", openAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Refusal tooMany(Duration wait) {
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return CommonProblem.TOO_MANY_REQUESTS
                .refusal("Wait " + seconds + " seconds before you try again.")
                .with("retryAfterSeconds", seconds);
    }
}
