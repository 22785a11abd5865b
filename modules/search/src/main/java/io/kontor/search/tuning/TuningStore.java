package io.kontor.search.tuning;

import io.kontor.kernel.Caller;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What staff decided about search, and who decided it. */
@Component
class TuningStore {
    /** So many are kept to look back at. */
    private static final int KEPT = 200;

    private final JdbcClient db;
    private final JsonMapper json;

    TuningStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** @param version 0 as long as nobody changed anything */
    record Kept(long version, Tuning tuning) {}

    /** @param name of the member of staff */
    record Change(long version, Instant at, String name) {}

    Kept newest() {
        return db.sql("SELECT version, content FROM search.tuning ORDER BY version DESC LIMIT 1")
                .query((row, _) -> new Kept(row.getLong(1), json.readValue(row.getString(2), Tuning.class)))
                .optional()
                .orElse(new Kept(0, Tuning.NONE));
    }

    /** Newest first. */
    List<Change> changes(int limit) {
        return db.sql("SELECT version, changed_at, name FROM search.tuning ORDER BY version DESC LIMIT :limit")
                .param("limit", limit)
                .query((row, _) -> new Change(
                        row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getString(3)))
                .list();
    }

    /** One writer at a time, so that the second finds the first's version. */
    void lock() {
        db.sql("SELECT count(pg_advisory_xact_lock(hashtextextended('search.tuning', 0)))")
                .query(Long.class)
                .single();
    }

    void insert(long version, Tuning tuning, Caller caller, Instant now) {
        db.sql("""
                        INSERT INTO search.tuning (version, content, changed_at, account_id, name)
                        VALUES (:version, :content::jsonb, :now, :accountId, :name)
                        """)
                .param("version", version)
                .param("content", json.writeValueAsString(tuning))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("accountId", caller.accountId())
                .param("name", caller.name())
                .update();
        db.sql("DELETE FROM search.tuning WHERE version <= :old")
                .param("old", version - KEPT)
                .update();
    }
}
