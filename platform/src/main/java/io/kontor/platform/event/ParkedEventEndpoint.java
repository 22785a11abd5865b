package io.kontor.platform.event;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import io.kontor.platform.module.KontorModule;
import io.kontor.platform.module.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events that no handler could take: what an operator sees, and how they are tried once more. */
@RestController
class ParkedEventEndpoint {
    private static final int ROWS_MAX = 200;

    private final JdbcClient db;
    private final Selection selection;

    ParkedEventEndpoint(JdbcClient db, Selection selection) {
        this.db = db;
        this.selection = selection;
    }

    record WaitingEvent(
            String listener,
            String source,
            long eventId,
            String handler,
            String type,
            String key,
            String payload,
            int attempts,
            Instant nextAt,
            @Nullable Instant parkedAt,
            String lastError) {}

    /** Those waiting for another try and those parked, the parked first. */
    @GetMapping("/api/admin/v1/events/parked")
    @Access(value = Caller.Kind.STAFF, permission = "operations.read")
    Page<WaitingEvent> list() {
        var found = new ArrayList<WaitingEvent>();
        for (var module : selection.local()) {
            found.addAll(db.sql("""
                            SELECT '%1$s' AS listener, source, event_id, handler, type, key, payload, attempts, next_at, parked_at, last_error
                              FROM %1$s.event_retry ORDER BY parked_at NULLS LAST, event_id LIMIT %2$d
                            """.formatted(module.name(), ROWS_MAX))
                    .query(WaitingEvent.class)
                    .list());
        }
        found.sort(Comparator.comparing(WaitingEvent::parkedAt, Comparator.nullsLast(Comparator.naturalOrder())));
        return Page.of(found.subList(0, Math.min(found.size(), ROWS_MAX)));
    }

    /** Tries an event again at once, and as often as a new one. */
    @PostMapping("/api/admin/v1/events/parked/{listener}/{source}/{eventId}/{handler}/replay")
    @Access(value = Caller.Kind.STAFF, permission = "operations.write")
    ResponseEntity<Void> replay(
            @PathVariable String listener,
            @PathVariable String source,
            @PathVariable long eventId,
            @PathVariable String handler) {
        if (selection.local().stream().map(KontorModule::name).noneMatch(listener::equals)) {
            throw CommonProblem.NOT_FOUND.refusal("The module " + listener + " does not run here.");
        }
        var found = db.sql("""
                        UPDATE %s.event_retry SET parked_at = NULL, attempts = 1, next_at = now()
                         WHERE source = :source AND event_id = :eventId AND handler = :handler
                        """.formatted(listener))
                .param("source", source)
                .param("eventId", eventId)
                .param("handler", handler)
                .update();
        if (found == 0) {
            throw CommonProblem.NOT_FOUND.refusal("The event waits no longer.");
        }
        return ResponseEntity.accepted().build();
    }
}
