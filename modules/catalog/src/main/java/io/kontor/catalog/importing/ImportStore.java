package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.IMPORT_NOT_FOUND;

import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports, how far they are, and what they made of products. */
@Component
class ImportStore {
    private final StagedRowStore rows;
    private final FaultStore faults;
    private final JdbcClient db;
    private final TransactionTemplate tx;
    private final JsonMapper json;

    ImportStore(StagedRowStore rows, FaultStore faults, JdbcClient db, TransactionTemplate tx, JsonMapper json) {
        this.rows = rows;
        this.faults = faults;
        this.db = db;
        this.tx = tx;
        this.json = json;
    }

    void insert(ImportRun run) {
        db.sql("""
                        INSERT INTO catalog.import_run
                               (import_id, status, profile, files, mapping, terms, created_by, created_at, rows_all)
                        VALUES (:importId, :status, :profile, :files::json, :mapping::json, :terms::json, :createdBy, :createdAt, :rows)
                        """)
                .param("importId", run.importId())
                .param("status", run.status().name())
                .param("profile", run.profile())
                .param("files", json.writeValueAsString(run.files()))
                .param("mapping", json.writeValueAsString(run.mapping()))
                .param("terms", json.writeValueAsString(run.terms()))
                .param("createdBy", run.createdBy())
                .param("createdAt", at(run.createdAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("rows", run.rowsAll())
                .update();
    }

    /** @throws io.kontor.kernel.Refusal IMPORT_NOT_FOUND (404) */
    ImportRun require(UUID importId) {
        return db.sql("SELECT * FROM catalog.import_run WHERE import_id = :importId")
                .param("importId", importId)
                .query(this::run)
                .optional()
                .orElseThrow(() -> IMPORT_NOT_FOUND.refusal("Look at the list of imports for those there are."));
    }

    /** The newest first. */
    Page<ImportRun> page(int limit, @Nullable String cursor) {
        var keys = Cursor.read(cursor, 1);
        var rows = db.sql("""
                        SELECT * FROM catalog.import_run WHERE (:before::uuid IS NULL OR import_id < :before::uuid)
                         ORDER BY import_id DESC LIMIT :limit
                        """)
                .param(
                        "before",
                        keys == null
                                ? null
                                : Cursor.key(keys.getFirst(), UUID::fromString).toString(),
                        Types.VARCHAR)
                .param("limit", limit + 1)
                .query(this::run)
                .list();
        return Cursor.page(rows, limit, last -> Cursor.of(last.importId()));
    }

    /** @return false when the import is no longer waiting for its mapping */
    boolean map(UUID importId, String profile, List<TableFile> files, Mapping mapping, Terms terms, long rows) {
        return db.sql("""
                        UPDATE catalog.import_run
                           SET profile = :profile, files = :files::json, mapping = :mapping::json, terms = :terms::json, rows_all = :rows
                         WHERE import_id = :importId AND status IN ('MAPPING', 'FAILED', 'CANCELLED')
                        """)
                        .param("importId", importId)
                        .param("profile", profile)
                        .param("files", json.writeValueAsString(files))
                        .param("mapping", json.writeValueAsString(mapping))
                        .param("terms", json.writeValueAsString(terms))
                        .param("rows", rows)
                        .update()
                > 0;
    }

    /** Begins, or begins anew. @return false when it runs or is done, or is older than {@code keptSince} */
    boolean start(UUID importId, Instant now, Instant keptSince) {
        return Boolean.TRUE.equals(tx.execute(_ -> {
            var started = db.sql("""
                            UPDATE catalog.import_run
                               SET status = 'RUNNING', started_at = :now, finished_at = NULL, cancel_wanted = false, detail = NULL,
                                   staged = false, rows_staged = 0, done_through = '', rows_read = 0, created = 0, changed = 0,
                                   unchanged = 0, refused = 0, bad_rows = 0, pictures_missing = 0, worker = NULL, heartbeat_at = NULL
                             WHERE import_id = :importId AND status IN ('MAPPING', 'FAILED', 'CANCELLED')
                               AND created_at >= :keptSince
                            """)
                    .param("importId", importId)
                    .param("keptSince", at(keptSince), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
            return started > 0;
        }));
    }

    /** One that waits is cancelled at once, one that runs at the next product. */
    void cancel(UUID importId, Instant now) {
        db.sql("""
                        UPDATE catalog.import_run
                           SET cancel_wanted = true, status = CASE WHEN status = 'MAPPING' THEN 'CANCELLED' ELSE status END,
                               finished_at = CASE WHEN status = 'MAPPING' THEN :now ELSE finished_at END
                         WHERE import_id = :importId AND status IN ('MAPPING', 'RUNNING')
                        """)
                .param("importId", importId)
                .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Those of the imports that run. */
    List<UUID> running(List<UUID> importIds) {
        return db.sql("SELECT import_id FROM catalog.import_run WHERE import_id = ANY(:ids) AND status = 'RUNNING'")
                .param("ids", importIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    /** Imports that run and that no living process works on. */
    List<UUID> abandoned(Instant staleBefore) {
        return db.sql("""
                        SELECT import_id FROM catalog.import_run
                         WHERE status = 'RUNNING' AND (worker IS NULL OR heartbeat_at < :stale) ORDER BY started_at
                        """)
                .param("stale", at(staleBefore), Types.TIMESTAMP_WITH_TIMEZONE)
                .query(UUID.class)
                .list();
    }

    /** @return false when another process was quicker */
    boolean claim(UUID importId, UUID worker, Instant now, Instant staleBefore) {
        return db.sql("""
                        UPDATE catalog.import_run SET worker = :worker, heartbeat_at = :now
                         WHERE import_id = :importId AND status = 'RUNNING' AND (worker IS NULL OR heartbeat_at < :stale)
                        """)
                        .param("importId", importId)
                        .param("worker", worker)
                        .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("stale", at(staleBefore), Types.TIMESTAMP_WITH_TIMEZONE)
                        .update()
                > 0;
    }

    /** Lets another process, or this one after its next start, go on with it. */
    void release(UUID importId, UUID worker) {
        db.sql("UPDATE catalog.import_run SET worker = NULL WHERE import_id = :importId AND worker = :worker")
                .param("importId", importId)
                .param("worker", worker)
                .update();
    }

    void beginStaging(UUID importId) {
        tx.executeWithoutResult(_ -> {
            rows.clear(importId);
            faults.clear(importId);
            db.sql(
                            "UPDATE catalog.import_run SET rows_staged = 0, rows_read = 0, bad_rows = 0 WHERE import_id = :importId")
                    .param("importId", importId)
                    .update();
        });
    }

    /**
     * @param read how many rows of files these are; those that wait for nothing are read already
     * @return false when the import is no longer this process's, or is to be cancelled
     */
    boolean stage(
            UUID importId,
            UUID worker,
            List<StagedRow> staged,
            List<Fault> found,
            long read,
            long waiting,
            Instant now) {
        return Boolean.TRUE.equals(tx.execute(_ -> {
            rows.insert(importId, staged);
            faults.insert(importId, found);
            return db.sql("""
                            UPDATE catalog.import_run
                               SET rows_staged = rows_staged + :rows, rows_read = rows_read + :settled, heartbeat_at = :now,
                                   bad_rows = bad_rows + :badRows
                             WHERE import_id = :importId AND worker = :worker AND NOT cancel_wanted
                            """)
                            .param("badRows", FaultStore.badRows(found))
                            .param("importId", importId)
                            .param("worker", worker)
                            .param("rows", read)
                            .param("settled", read - waiting)
                            .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                            .update()
                    > 0;
        }));
    }

    void staged(UUID importId) {
        db.sql("UPDATE catalog.import_run SET staged = true WHERE import_id = :importId")
                .param("importId", importId)
                .update();
        rows.analyse();
    }

    /** What one batch of products came to. */
    record Progress(
            String doneThrough,
            long rows,
            int created,
            int changed,
            int unchanged,
            int refused,
            int picturesMissing,
            List<Fault> faults,
            Map<String, Content> contents) {}

    /** What was made of a product. */
    record Content(byte[] contentHash, byte[] stockHash) {}

    /** @return false when the import is no longer this process's, or is to be cancelled */
    boolean progress(UUID importId, UUID worker, Progress made, Instant now) {
        return Boolean.TRUE.equals(tx.execute(_ -> {
            faults.insert(importId, made.faults());
            remember(made.contents());
            return db.sql("""
                            UPDATE catalog.import_run
                               SET done_through = :doneThrough, rows_read = rows_read + :rows, created = created + :created,
                                   changed = changed + :changed, unchanged = unchanged + :unchanged, refused = refused + :refused,
                                   bad_rows = bad_rows + :badRows, pictures_missing = pictures_missing + :missing, heartbeat_at = :now
                             WHERE import_id = :importId AND worker = :worker
                            RETURNING NOT cancel_wanted
                            """)
                    .param("importId", importId)
                    .param("worker", worker)
                    .param("doneThrough", made.doneThrough())
                    .param("rows", made.rows())
                    .param("created", made.created())
                    .param("changed", made.changed())
                    .param("unchanged", made.unchanged())
                    .param("refused", made.refused())
                    .param("badRows", FaultStore.badRows(made.faults()))
                    .param("missing", made.picturesMissing())
                    .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                    .query(Boolean.class)
                    .optional()
                    .orElse(false);
        }));
    }

    private void remember(Map<String, Content> contents) {
        if (contents.isEmpty()) {
            return;
        }
        var made = List.copyOf(contents.entrySet());
        db.sql("""
                        INSERT INTO catalog.import_content (code, content_hash, stock_hash)
                        SELECT code, decode(content, 'hex'), decode(stock, 'hex')
                          FROM unnest(:codes::text[], :contents::text[], :stocks::text[]) AS made (code, content, stock)
                        ON CONFLICT (code) DO UPDATE SET content_hash = excluded.content_hash, stock_hash = excluded.stock_hash
                        """)
                .param("codes", strings(made, Map.Entry::getKey))
                .param("contents", strings(made, one -> hex(one.getValue().contentHash())))
                .param("stocks", strings(made, one -> hex(one.getValue().stockHash())))
                .update();
    }

    /** What imports made of these products, where they are still there. */
    Map<String, Content> contents(Collection<String> codes) {
        var contents = new HashMap<String, Content>();
        db.sql("""
                        SELECT code, made.content_hash, made.stock_hash
                          FROM catalog.import_content AS made JOIN catalog.product USING (code) WHERE code = ANY(:codes)
                        """).param("codes", codes.toArray(String[]::new)).query(row -> {
            contents.put(row.getString(1), new Content(row.getBytes(2), row.getBytes(3)));
        });
        return contents;
    }

    /** Codes of these categories or brands that are there. */
    Set<String> known(Kind kind, Collection<String> codes) {
        return new HashSet<>(db.sql("SELECT code FROM catalog.%s WHERE code = ANY(:codes)".formatted(kind.table))
                .param("codes", codes.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    enum Kind {
        CATEGORY("category"),
        BRAND("brand");

        private final String table;

        Kind(String table) {
            this.table = table;
        }
    }

    void finish(UUID importId, UUID worker, ImportRun.Status status, @Nullable String detail, Instant now) {
        tx.executeWithoutResult(_ -> {
            var mine = db.sql("""
                            UPDATE catalog.import_run
                               SET status = :status, detail = :detail, finished_at = :now, worker = NULL,
                                   bad_rows = (SELECT count(*) FROM (SELECT DISTINCT file, line FROM catalog.import_fault
                                                                      WHERE import_id = :importId) AS bad)
                             WHERE import_id = :importId AND worker = :worker
                            """)
                    .param("importId", importId)
                    .param("worker", worker)
                    .param("status", status.name())
                    .param("detail", detail, Types.VARCHAR)
                    .param("now", at(now), Types.TIMESTAMP_WITH_TIMEZONE)
                    .update();
            if (mine > 0) {
                rows.clear(importId);
            }
        });
    }

    private ImportRun run(ResultSet row, int number) throws SQLException {
        return new ImportRun(
                row.getObject("import_id", UUID.class),
                ImportRun.Status.valueOf(row.getString("status")),
                row.getString("profile"),
                json.readValue(row.getString("files"), new TypeReference<List<TableFile>>() {}),
                json.readValue(row.getString("mapping"), Mapping.class),
                json.readValue(row.getString("terms"), Terms.class),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getBoolean("cancel_wanted"),
                row.getString("detail"),
                row.getLong("rows_all"),
                row.getBoolean("staged"),
                row.getLong("rows_staged"),
                row.getString("done_through"),
                row.getLong("rows_read"),
                row.getInt("created"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("refused"),
                row.getInt("bad_rows"),
                row.getInt("pictures_missing"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    private static <T> @Nullable String[] strings(Collection<T> things, Function<T, @Nullable String> word) {
        return things.stream().map(word).toArray(String[]::new);
    }
}
