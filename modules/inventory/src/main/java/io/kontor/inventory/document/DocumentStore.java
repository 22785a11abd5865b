package io.kontor.inventory.document;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DocumentStore {
    private final JdbcClient db;
    private final Clock clock;

    DocumentStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @return false when the document was booked before */
    boolean insert(UUID documentId, StockDocument.Kind kind, String content, @Nullable UUID accountId) {
        return db.sql("""
                        INSERT INTO inventory.document (document_id, kind, content, account_id, made_at)
                        VALUES (:documentId, :kind, :content, :accountId::uuid, :now) ON CONFLICT DO NOTHING
                        """)
                        .param("documentId", documentId)
                        .param("kind", kind.cause())
                        .param("content", content)
                        .param("accountId", accountId)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean isSame(UUID documentId, String content) {
        return db.sql("SELECT count(*) FROM inventory.document WHERE document_id = :documentId AND content = :content")
                        .param("documentId", documentId)
                        .param("content", content)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** @param content of what staff booked, as it was written down */
    record Found(
            String kind,
            Instant at,
            @Nullable UUID orderId,
            @Nullable String content) {}

    /** Whatever a movement may have come from. */
    Optional<Found> find(UUID documentId) {
        return db.sql("""
                        SELECT kind, made_at AS at, NULL::uuid AS order_id, content FROM inventory.document WHERE document_id = :id
                         UNION ALL
                        SELECT 'count', opened_at, NULL, NULL FROM inventory.count_sheet WHERE sheet_id = :id
                         UNION ALL
                        SELECT 'shipment', shipped_at, order_id, NULL FROM inventory.shipment WHERE shipment_id = :id
                         UNION ALL
                        SELECT 'return', taken_at, NULL, NULL FROM inventory.taken_back WHERE return_id = :id
                         UNION ALL
                        SELECT 'order', reserved_at, order_id, NULL FROM inventory.reservation WHERE order_id = :id
                         LIMIT 1
                        """).param("id", documentId).query(Found.class).optional();
    }

    /** @param counted how many of its lines somebody has counted */
    record CountSheet(
            UUID sheetId,
            String location,
            String status,
            Instant openedAt,
            @Nullable Instant closedAt,
            int lines,
            int counted) {}

    /** @param expected on hand when it was counted; {@code counted} null until then */
    record CountLine(String sku, int expected, @Nullable Integer counted) {}

    private static final String SHEETS = """
            SELECT sheet_id, location, status, opened_at, closed_at, count(l.sku)::int AS lines, count(l.counted)::int AS counted
              FROM inventory.count_sheet LEFT JOIN inventory.count_line l USING (sheet_id)
            """;

    /** @return false when the sheet was opened before */
    boolean open(UUID sheetId, String location, List<String> skus, int max, @Nullable UUID accountId) {
        return db.sql("""
                        WITH sheet AS (
                            INSERT INTO inventory.count_sheet (sheet_id, location, status, opened_by, opened_at)
                            VALUES (:sheetId, :location, 'OPEN', :accountId::uuid, :now) ON CONFLICT DO NOTHING RETURNING sheet_id)
                        INSERT INTO inventory.count_line (sheet_id, sku, expected)
                        SELECT sheet_id, sku, on_hand FROM sheet CROSS JOIN (
                            SELECT sku, on_hand FROM inventory.stock
                             WHERE location = :location AND (cardinality(:skus::text[]) = 0 OR sku = ANY(:skus::text[]))
                             ORDER BY sku LIMIT :max) s
                        """)
                        .param("sheetId", sheetId)
                        .param("location", location)
                        .param("skus", skus.toArray(String[]::new))
                        .param("max", max)
                        .param("accountId", accountId)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Newest first. */
    List<CountSheet> sheets(Instant beforeAt, UUID beforeSheet, int limit) {
        return db.sql(SHEETS + """
                         WHERE (opened_at, sheet_id) < (:beforeAt, :beforeSheet)
                         GROUP BY sheet_id ORDER BY opened_at DESC, sheet_id DESC LIMIT :limit
                        """)
                .param("beforeAt", beforeAt.atOffset(ZoneOffset.UTC))
                .param("beforeSheet", beforeSheet)
                .param("limit", limit)
                .query(CountSheet.class)
                .list();
    }

    Optional<CountSheet> sheet(UUID sheetId) {
        return db.sql(SHEETS + " WHERE sheet_id = :sheetId GROUP BY sheet_id")
                .param("sheetId", sheetId)
                .query(CountSheet.class)
                .optional();
    }

    boolean lockOpen(UUID sheetId) {
        return db.sql("SELECT status FROM inventory.count_sheet WHERE sheet_id = :sheetId FOR UPDATE")
                .param("sheetId", sheetId)
                .query(String.class)
                .single()
                .equals("OPEN");
    }

    List<CountLine> lines(UUID sheetId) {
        return db.sql("SELECT sku, expected, counted FROM inventory.count_line WHERE sheet_id = :sheetId ORDER BY sku")
                .param("sheetId", sheetId)
                .query(CountLine.class)
                .list();
    }

    /** Writes down what was counted, beside what is on hand at this moment: what is sold later changes neither. */
    void count(UUID sheetId, List<String> skus, List<Integer> counted) {
        db.sql("""
                        UPDATE inventory.count_line l
                           SET counted = t.counted,
                               expected = CASE WHEN l.counted IS NOT DISTINCT FROM t.counted THEN l.expected ELSE s.on_hand END
                          FROM unnest(:skus::text[], :counted::int[]) AS t (sku, counted),
                               inventory.count_sheet c JOIN inventory.stock s USING (location)
                         WHERE l.sheet_id = :sheetId AND l.sku = t.sku AND c.sheet_id = l.sheet_id AND s.sku = l.sku
                        """)
                .param("sheetId", sheetId)
                .param("skus", skus.toArray(String[]::new))
                .param("counted", counted.toArray(Integer[]::new))
                .update();
    }

    void close(UUID sheetId, String status) {
        db.sql("UPDATE inventory.count_sheet SET status = :status, closed_at = :now WHERE sheet_id = :sheetId")
                .param("status", status)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("sheetId", sheetId)
                .update();
    }
}
