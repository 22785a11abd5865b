package io.kontor.catalog.publishing;

import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.publishing.ProductVersion.Code;
import io.kontor.catalog.publishing.ProductVersion.Entry;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Page;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Versions of products and what was done to them. */
@Component
class VersionStore {
    /** Of one product; older ones that nobody sees are forgotten. */
    private static final int VERSIONS_MAX = 200;

    private static final String OPEN = "state IN ('DRAFT', 'SUBMITTED', 'SENT_BACK', 'SCHEDULED')";

    private static final String ROWS = """
            SELECT product_id, number, state, content -> 'name' AS name, created_by, changed_by, changed_at,
                   publish_at, published_at
              FROM catalog.product_version
            """;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;

    VersionStore(JdbcClient db, JsonMapper json, Clock clock) {
        this.db = db;
        this.json = json;
        this.clock = clock;
    }

    /** The hash of what the product is now; its row stays locked, so that two who begin a draft do so one after the other. */
    Optional<byte[]> lock(UUID productId) {
        return db.sql("SELECT content_hash FROM catalog.product WHERE product_id = :productId FOR UPDATE")
                .param("productId", productId)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    byte[] currentHash(UUID productId) {
        return db.sql("SELECT content_hash FROM catalog.product WHERE product_id = :productId")
                .param("productId", productId)
                .query((row, _) -> row.getBytes(1))
                .single();
    }

    /** The one that is worked on. */
    Optional<ProductVersion> open(UUID productId) {
        return db.sql("SELECT * FROM catalog.product_version WHERE product_id = :productId AND " + OPEN)
                .param("productId", productId)
                .query((row, _) -> version(row))
                .optional();
    }

    Optional<ProductVersion> find(UUID productId, int number) {
        return db.sql("SELECT * FROM catalog.product_version WHERE product_id = :productId AND number = :number")
                .param("productId", productId)
                .param("number", number)
                .query((row, _) -> version(row))
                .optional();
    }

    /** The one that was current before this one became so. */
    Optional<ProductVersion> before(ProductVersion version) {
        return db.sql("""
                        SELECT * FROM catalog.product_version
                         WHERE product_id = :productId AND number <> :number AND published_at <= :publishedAt
                         ORDER BY published_at DESC, number DESC LIMIT 1
                        """)
                .param("productId", version.productId())
                .param("number", version.number())
                .param("publishedAt", written(version.publishedAt()))
                .query((row, _) -> version(row))
                .optional();
    }

    /** Begins a version. @param publishedAt for one that is current at once */
    int insert(
            UUID productId,
            VersionState state,
            ProductDraft content,
            byte[] basedOn,
            String by,
            @Nullable Instant publishedAt) {
        var number = db.sql("""
                        INSERT INTO catalog.product_version
                               (product_id, number, state, content, content_hash, based_on, revision,
                                created_by, created_at, changed_by, changed_at, published_at)
                        SELECT :productId, coalesce(max(number), 0) + 1, :state, :content::jsonb,
                               CASE WHEN :publishedAt::timestamptz IS NULL THEN NULL ELSE :basedOn END, :basedOn, 1,
                               :by, :now, :by, :now, :publishedAt
                          FROM catalog.product_version WHERE product_id = :productId
                        RETURNING number
                        """)
                .param("productId", productId)
                .param("state", state.name())
                .param("content", json.writeValueAsString(content))
                .param("basedOn", basedOn)
                .param("by", by)
                .param("now", now())
                .param("publishedAt", written(publishedAt))
                .query(Integer.class)
                .single();
        db.sql("""
                        DELETE FROM catalog.product_version
                         WHERE product_id = :productId AND number <= :number AND state IN ('REPLACED', 'DROPPED')
                        """)
                .param("productId", productId)
                .param("number", number - VERSIONS_MAX)
                .update();
        return number;
    }

    void save(ProductVersion version, ProductDraft content, byte[] basedOn, String by) {
        db.sql("""
                        UPDATE catalog.product_version
                           SET state = 'DRAFT', content = :content::jsonb, based_on = :basedOn, publish_at = NULL,
                               revision = revision + 1, changed_by = :by, changed_at = :now
                         WHERE product_id = :productId AND number = :number
                        """)
                .param("content", json.writeValueAsString(content))
                .param("basedOn", basedOn)
                .param("by", by)
                .param("now", now())
                .param("productId", version.productId())
                .param("number", version.number())
                .update();
    }

    /**
     * Moves a version that still is the revision it was read as.
     *
     * @return false when somebody was quicker
     */
    boolean move(ProductVersion version, VersionState to, @Nullable Instant publishAt, String by) {
        version.state().requireMove(to);
        return db.sql("""
                        UPDATE catalog.product_version
                           SET state = :state, publish_at = :publishAt, revision = revision + 1, changed_by = :by, changed_at = :now
                         WHERE product_id = :productId AND number = :number AND revision = :revision
                        """)
                        .param("state", to.name())
                        .param("publishAt", written(publishAt))
                        .param("by", by)
                        .param("now", now())
                        .param("productId", version.productId())
                        .param("number", version.number())
                        .param("revision", version.revision())
                        .update()
                > 0;
    }

    /** Says of a version that the product is like it now. @return false when it is not the revision that was read */
    boolean becomeCurrent(ProductVersion version, VersionState as, String by) {
        return db.sql("""
                        UPDATE catalog.product_version
                           SET state = :state, publish_at = NULL, published_at = :now, revision = revision + 1,
                               content_hash = (SELECT content_hash FROM catalog.product WHERE product_id = :productId),
                               changed_by = :by, changed_at = :now
                         WHERE product_id = :productId AND number = :number AND revision = :revision
                        """)
                        .param("state", as.name())
                        .param("by", by)
                        .param("now", now())
                        .param("productId", version.productId())
                        .param("number", version.number())
                        .param("revision", version.revision())
                        .update()
                > 0;
    }

    /** What is recorded as current, if anything is. */
    record Current(int number, VersionState state, byte[] contentHash) {}

    Optional<Current> current(UUID productId) {
        return db.sql("""
                        SELECT number, state, content_hash FROM catalog.product_version
                         WHERE product_id = :productId AND state IN ('PUBLISHED', 'WITHDRAWN')
                        """)
                .param("productId", productId)
                .query((row, _) -> new Current(
                        row.getInt("number"),
                        VersionState.valueOf(row.getString("state")),
                        row.getBytes("content_hash")))
                .optional();
    }

    void setCurrentState(UUID productId, VersionState state) {
        db.sql("""
                        UPDATE catalog.product_version SET state = :state, revision = revision + 1, changed_at = :now
                         WHERE product_id = :productId AND state IN ('PUBLISHED', 'WITHDRAWN')
                        """)
                .param("state", state.name())
                .param("now", now())
                .param("productId", productId)
                .update();
    }

    void note(UUID productId, int number, Code code, String name, @Nullable String about, String note) {
        db.sql("""
                        INSERT INTO catalog.product_version_entry (entry_id, product_id, number, at, code, name, about, note)
                        VALUES (:entryId, :productId, :number, :now, :code, :name, :about, :note)
                        """)
                .param("entryId", Ids.next(clock))
                .param("productId", productId)
                .param("number", number)
                .param("now", now())
                .param("code", code.name())
                .param("name", name)
                .param("about", about)
                .param("note", note)
                .update();
    }

    int countEntries(UUID productId, int number) {
        return db.sql(
                        "SELECT count(*) FROM catalog.product_version_entry WHERE product_id = :productId AND number = :number")
                .param("productId", productId)
                .param("number", number)
                .query(Integer.class)
                .single();
    }

    List<Entry> entries(UUID productId, int number) {
        return db.sql("""
                        SELECT at, code, name, about, note FROM catalog.product_version_entry
                         WHERE product_id = :productId AND number = :number ORDER BY entry_id
                        """)
                .param("productId", productId)
                .param("number", number)
                .query((row, _) -> new Entry(
                        instant(row, "at"),
                        Code.valueOf(row.getString("code")),
                        row.getString("name"),
                        row.getString("about"),
                        row.getString("note")))
                .list();
    }

    /** A version as lists show it. */
    record Row(
            UUID productId,
            int number,
            VersionState state,
            Text name,
            String createdBy,
            String changedBy,
            Instant changedAt,
            @Nullable Instant publishAt,
            @Nullable Instant publishedAt) {}

    /** All versions of a product, the newest first. */
    Page<Row> history(UUID productId, int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, 1);
        var rows = db.sql(ROWS + """
                         WHERE product_id = :productId AND number < :before
                         ORDER BY number DESC LIMIT :limit
                        """)
                .param("productId", productId)
                .param("before", after == null ? Integer.MAX_VALUE : Cursor.key(after.getFirst(), Integer::parseInt))
                .param("limit", limit + 1)
                .query((row, _) -> row(row))
                .list();
        return Cursor.page(rows, limit, row -> Cursor.of(row.number()));
    }

    /** What is worked on in all products, what was touched last first. @param state null for any that is open */
    Page<Row> desk(@Nullable VersionState state, int limit, @Nullable String cursor) {
        var after = Cursor.read(cursor, 2);
        var rows = db.sql(ROWS + """
                         WHERE %s AND (:state::text IS NULL OR state = :state)
                           AND (:at::timestamptz IS NULL OR (changed_at, product_id) < (:at, :id::uuid))
                         ORDER BY changed_at DESC, product_id DESC LIMIT :limit
                        """.formatted(OPEN))
                .param("state", state == null ? null : state.name())
                .param("at", after == null ? null : written(Cursor.key(after.getFirst(), Instant::parse)))
                .param("id", after == null ? null : Cursor.key(after.getLast(), UUID::fromString))
                .param("limit", limit + 1)
                .query((row, _) -> row(row))
                .list();
        return Cursor.page(rows, limit, row -> Cursor.of(row.changedAt(), row.productId()));
    }

    /** Those whose time has come. */
    List<ProductVersion> due(int limit) {
        return db.sql("""
                        SELECT * FROM catalog.product_version WHERE state = 'SCHEDULED' AND publish_at <= :now
                         ORDER BY publish_at LIMIT :limit
                        """)
                .param("now", now())
                .param("limit", limit)
                .query((row, _) -> version(row))
                .list();
    }

    private Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("product_id", UUID.class),
                row.getInt("number"),
                VersionState.valueOf(row.getString("state")),
                json.readValue(row.getString("name"), Text.class),
                row.getString("created_by"),
                row.getString("changed_by"),
                instant(row, "changed_at"),
                instantOrNull(row, "publish_at"),
                instantOrNull(row, "published_at"));
    }

    private ProductVersion version(ResultSet row) throws SQLException {
        return new ProductVersion(
                row.getObject("product_id", UUID.class),
                row.getInt("number"),
                VersionState.valueOf(row.getString("state")),
                json.readValue(row.getString("content"), ProductDraft.class),
                row.getBytes("based_on"),
                row.getLong("revision"),
                instantOrNull(row, "publish_at"),
                row.getString("created_by"),
                instant(row, "created_at"),
                row.getString("changed_by"),
                instant(row, "changed_at"),
                instantOrNull(row, "published_at"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime written(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
