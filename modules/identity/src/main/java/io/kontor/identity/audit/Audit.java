package io.kontor.identity.audit;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The record of administrative writes. */
@Component
public class Audit {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    Audit(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** @param subject kind and id of what was written, such as {@code staff:<id>} */
    public record Entry(
            UUID id,
            Instant at,
            @Nullable UUID accountId,
            String name,
            String action,
            String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** Notes a write; call it in the transaction of the write. */
    public void note(Caller caller, String action, String subject, @Nullable Object before, @Nullable Object after) {
        db.sql("""
                        INSERT INTO identity.audit (audit_id, at, account_id, name, action, subject, before, after)
                        VALUES (:id, :at, :accountId, :name, :action, :subject, :before::jsonb, :after::jsonb)
                        """)
                .param("id", Ids.next(clock))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("accountId", caller.accountId())
                .param("name", caller.name())
                .param("action", action)
                .param("subject", subject)
                .param("before", before == null ? null : json.writeValueAsString(before))
                .param("after", after == null ? null : json.writeValueAsString(after))
                .update();
    }

    /** The newest first. @param subject of one thing only, or null for all */
    Page<Entry> entries(@Nullable String subject, int limit, @Nullable String cursor) {
        var place = Cursor.read(cursor, 1);
        var rows = db.sql("""
                        SELECT audit_id, at, account_id, name, action, subject, before::text, after::text FROM identity.audit
                         WHERE (CAST(:subject AS text) IS NULL OR subject = :subject)
                           AND (CAST(:before AS uuid) IS NULL OR audit_id < :before)
                         ORDER BY audit_id DESC LIMIT :limit
                        """)
                .param("subject", subject)
                .param("before", place == null ? null : Cursor.key(place.getFirst(), UUID::fromString))
                .param("limit", limit + 1)
                .query((row, _) -> new Entry(
                        row.getObject("audit_id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("account_id", UUID.class),
                        row.getString("name"),
                        row.getString("action"),
                        row.getString("subject"),
                        tree(row.getString("before")),
                        tree(row.getString("after"))))
                .list();
        return Cursor.page(List.copyOf(rows), limit, entry -> Cursor.of(entry.id()));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
