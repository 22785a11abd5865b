package io.kontor.platform.event;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.platform.module.Selection;
import io.kontor.platform.remote.RemoteModules;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a module told after a given place, read from its own outbox or asked of the process that runs it. */
@RestController
@Access(Caller.Kind.SYSTEM)
class EventFeed {
    private static final int BATCH = 2_000;

    private final JdbcClient db;
    private final Selection selection;
    private final RemoteModules remote;

    EventFeed(JdbcClient db, Selection selection, RemoteModules remote) {
        this.db = db;
        this.selection = selection;
        this.remote = remote;
    }

    /** A place in a module's history. */
    record Place(long tx, long eventId) {
        boolean isBefore(Place other) {
            return tx < other.tx || tx == other.tx && eventId < other.eventId;
        }
    }

    record Told(long tx, long eventId, String type, String key, String payload) {
        Place place() {
            return new Place(tx, eventId);
        }
    }

    List<Told> after(String source, Place place) {
        if (selection.runs(source)) {
            return read(source, place.tx(), place.eventId());
        }
        return List.of(remote.client(source)
                .get()
                .uri("/internal/events/{source}?tx={tx}&eventId={id}", source, place.tx(), place.eventId())
                .retrieve()
                .requiredBody(Told[].class));
    }

    /** The place behind everything told so far. */
    Place now(String source) {
        return selection.runs(source)
                ? readNow(source)
                : remote.client(source)
                        .get()
                        .uri("/internal/events/{source}/now", source)
                        .retrieve()
                        .requiredBody(Place.class);
    }

    /**
     * Read in the order of the transactions that told, and cut off before the oldest one still running: it may yet
     * commit, and a reader that had gone past it would never hear it. The listener sorts a batch by event id, because a
     * transaction may have its number before it waits for a row that a later one changes first.
     */
    @GetMapping("/internal/events/{source}")
    List<Told> read(@PathVariable String source, @RequestParam long tx, @RequestParam long eventId) {
        return db.sql("""
                        SELECT tx::text::bigint AS tx, event_id, type, key, payload
                          FROM %s.outbox
                         WHERE (tx, event_id) > (CAST(CAST(:tx AS text) AS xid8), :eventId)
                           AND tx < pg_snapshot_xmin(pg_current_snapshot())
                         ORDER BY tx, event_id
                         LIMIT :batch
                        """.formatted(schema(source)))
                .param("tx", tx)
                .param("eventId", eventId)
                .param("batch", BATCH)
                // Mapped by hand: by name, each row would throw and catch an exception for the column of two words.
                .query((row, _) -> new Told(
                        row.getLong("tx"),
                        row.getLong("event_id"),
                        row.getString("type"),
                        row.getString("key"),
                        row.getString("payload")))
                .list();
    }

    @GetMapping("/internal/events/{source}/now")
    Place readNow(@PathVariable String source) {
        return db.sql("""
                        SELECT tx::text::bigint AS tx, event_id FROM %s.outbox
                         WHERE tx < pg_snapshot_xmin(pg_current_snapshot())
                         ORDER BY outbox.tx DESC, event_id DESC LIMIT 1
                        """.formatted(schema(source)))
                .query(Place.class)
                .optional()
                .orElse(new Place(0, 0));
    }

    private String schema(String source) {
        if (!selection.runs(source)) {
            throw io.kontor.kernel.CommonProblem.NOT_FOUND.refusal("The module " + source + " does not run here.");
        }
        return source;
    }
}
