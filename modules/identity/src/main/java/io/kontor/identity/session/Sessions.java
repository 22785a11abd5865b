package io.kontor.identity.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kontor.identity.session.SessionStore.Session;
import io.kontor.kernel.Caller;
import io.kontor.platform.secret.Secrets;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who is signed in. Asked on every request, so what the database said is kept for a few seconds; a session that ends or
 * changes is dropped at once here, and in every other process as soon as it hears of it.
 */
@Component
public class Sessions {
    private static final Duration SHOPPER_IDLE_MAX = Duration.ofDays(30);
    private static final Duration STAFF_IDLE_MAX = Duration.ofMinutes(30);
    private static final Duration STAFF_MAX = Duration.ofHours(12);

    private final SessionStore store;
    private final Clock clock;
    private final Cache<ByteBuffer, Session> kept = Caffeine.newBuilder()
            .maximumSize(20_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();
    private final Object lock = new Object();
    private long drops;

    Sessions(SessionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The session of a token; empty when there is none, or no longer. */
    public Optional<Session> find(String token) {
        var hash = Secrets.hash(token);
        var now = clock.instant();
        var known = kept.getIfPresent(ByteBuffer.wrap(hash));
        return known != null
                ? Optional.of(known).filter(session -> session.expiresAt().isAfter(now))
                : load(hash, now);
    }

    private Optional<Session> load(byte[] hash, Instant now) {
        var before = dropsSoFar();
        var found = store.find(hash, now);
        found.ifPresent(session -> {
            keep(hash, session, before);
            slide(hash, session, now);
        });
        return found;
    }

    private long dropsSoFar() {
        synchronized (lock) {
            return drops;
        }
    }

    /** What was read before somebody ended a session may be that session: it is used once and not kept. */
    private void keep(byte[] hash, Session session, long before) {
        synchronized (lock) {
            if (drops == before) {
                kept.put(ByteBuffer.wrap(hash), session);
            }
        }
    }

    /** Forgets what is kept of an account's sessions. Call it after the change is committed. */
    public void drop(UUID accountId) {
        synchronized (lock) {
            drops++;
            kept.asMap().values().removeIf(session -> session.accountId().equals(accountId));
        }
    }

    private void slide(byte[] hash, Session session, Instant now) {
        var step = session.kind() == Caller.Kind.STAFF ? Duration.ofMinutes(1) : Duration.ofHours(1);
        if (session.seenAt().plus(step).isBefore(now)) {
            store.slide(hash, now, expiry(session.kind(), session.createdAt(), now));
        }
    }

    /** Shoppers: 30 days after it was last used. Staff: 30 minutes after, and 12 hours after its beginning at the latest. */
    static Instant expiry(Caller.Kind kind, Instant createdAt, Instant seenAt) {
        if (kind != Caller.Kind.STAFF) {
            return seenAt.plus(SHOPPER_IDLE_MAX);
        }
        var idle = seenAt.plus(STAFF_IDLE_MAX);
        var end = createdAt.plus(STAFF_MAX);
        return idle.isBefore(end) ? idle : end;
    }
}
