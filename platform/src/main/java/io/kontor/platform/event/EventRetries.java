package io.kontor.platform.event;

import io.kontor.platform.event.EventFeed.Told;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events that a handler could not take yet: tried again after 1 s, 2 s, 4 s ... and parked after the tenth try. */
@Component
class EventRetries {
    private static final Logger log = LoggerFactory.getLogger(EventRetries.class);
    private static final int ATTEMPTS_MAX = 10;

    private final JdbcClient db;

    EventRetries(JdbcClient db) {
        this.db = db;
    }

    Set<String> waitingKeys(String listener, String source, EventHandler<?> handler, List<Told> run) {
        return new HashSet<>(db.sql("""
                        SELECT DISTINCT key FROM %s.event_retry
                         WHERE source = :source AND handler = :handler AND key = ANY(:keys)
                        """.formatted(listener))
                .param("source", source)
                .param("handler", name(handler))
                .param("keys", run.stream().map(Told::key).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    void setAside(String listener, String source, EventHandler<?> handler, Told told, String error) {
        db.sql("""
                        INSERT INTO %s.event_retry (source, event_id, handler, type, key, payload, attempts, next_at, last_error)
                        VALUES (:source, :eventId, :handler, :type, :key, :payload, 1, now() + interval '1 second', :error)
                        ON CONFLICT DO NOTHING
                        """.formatted(listener))
                .param("source", source)
                .param("eventId", told.eventId())
                .param("handler", name(handler))
                .param("type", told.type())
                .param("key", told.key())
                .param("payload", told.payload())
                .param("error", cut(error))
                .update();
    }

    private record Waiting(long eventId, String handler, String type, String key, String payload, int attempts) {
        Told told() {
            return new Told(0, eventId, type, key, payload);
        }
    }

    /** Tries the due events whose key has no earlier one waiting. */
    boolean tryDue(
            String listener,
            String source,
            Map<String, List<EventHandler<?>>> handlersByType,
            BiConsumer<EventHandler<?>, List<Told>> deliver) {
        var due = db.sql("""
                        SELECT event_id, handler, type, key, payload, attempts FROM %1$s.event_retry r
                         WHERE source = :source AND parked_at IS NULL AND next_at <= now()
                           AND NOT EXISTS (SELECT 1 FROM %1$s.event_retry e
                                            WHERE e.source = r.source AND e.handler = r.handler AND e.key = r.key
                                              AND e.event_id < r.event_id)
                         ORDER BY event_id LIMIT 50
                        """.formatted(listener))
                .param("source", source)
                .query(Waiting.class)
                .list();
        for (var waiting : due) {
            handlersByType.getOrDefault(waiting.type(), List.of()).stream()
                    .filter(handler -> name(handler).equals(waiting.handler()))
                    .forEach(handler -> tryAgain(listener, source, handler, waiting, deliver));
        }
        return !due.isEmpty();
    }

    private void tryAgain(
            String listener,
            String source,
            EventHandler<?> handler,
            Waiting waiting,
            BiConsumer<EventHandler<?>, List<Told>> deliver) {
        try {
            deliver.accept(handler, List.of(waiting.told()));
            db.sql("DELETE FROM %s.event_retry WHERE source = :source AND event_id = :eventId AND handler = :handler"
                            .formatted(listener))
                    .param("source", source)
                    .param("eventId", waiting.eventId())
                    .param("handler", waiting.handler())
                    .update();
        } catch (RuntimeException failed) {
            var parks = waiting.attempts() + 1 >= ATTEMPTS_MAX;
            log.warn(
                    "{} failed on {} {} for the {}. time{}: {}",
                    waiting.handler(),
                    waiting.type(),
                    waiting.key(),
                    waiting.attempts() + 1,
                    parks ? " and is parked" : "",
                    failed.toString());
            db.sql("""
                            UPDATE %s.event_retry
                               SET attempts = attempts + 1, last_error = :error,
                                   next_at = now() + least(interval '1 second' * power(2, attempts), interval '10 minutes'),
                                   parked_at = CASE WHEN :parks THEN now() END
                             WHERE source = :source AND event_id = :eventId AND handler = :handler
                            """.formatted(listener))
                    .param("error", cut(failed.toString()))
                    .param("parks", parks)
                    .param("source", source)
                    .param("eventId", waiting.eventId())
                    .param("handler", waiting.handler())
                    .update();
        }
    }

    double parked(String listener, String source) {
        return db.sql("SELECT count(*) FROM %s.event_retry WHERE source = :source AND parked_at IS NOT NULL"
                        .formatted(listener))
                .param("source", source)
                .query(Long.class)
                .single();
    }

    private static String name(EventHandler<?> handler) {
        return handler.getClass().getSimpleName();
    }

    private static String cut(String error) {
        return error.length() <= 2000 ? error : error.substring(0, 2000);
    }
}
