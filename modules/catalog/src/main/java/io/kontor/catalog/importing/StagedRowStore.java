package io.kontor.catalog.importing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of files that wait for the others of their product. */
@Component
class StagedRowStore {
    private final JdbcClient db;
    private final JsonMapper json;

    StagedRowStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Forgets them, when an import begins anew or has ended. */
    void clear(UUID importId) {
        db.sql("DELETE FROM catalog.import_row WHERE import_id = :importId")
                .param("importId", importId)
                .update();
    }

    void insert(UUID importId, List<StagedRow> staged) {
        db.sql("""
                        INSERT INTO catalog.import_row (import_id, product_key, file, line, part, cells)
                        SELECT :importId, key, file, line, part, cells
                          FROM unnest(:keys::text[], :files::int[], :lines::bigint[], :parts::text[], :cells::text[])
                               AS staged (key, file, line, part, cells)
                        ON CONFLICT DO NOTHING
                        """)
                .param("importId", importId)
                .param("keys", strings(staged, StagedRow::key))
                .param("files", staged.stream().map(StagedRow::file).toArray(Integer[]::new))
                .param("lines", staged.stream().map(StagedRow::line).toArray(Long[]::new))
                .param("parts", strings(staged, StagedRow::part))
                .param("cells", strings(staged, row -> json.writeValueAsString(row.cells())))
                .update();
    }

    /** They came in one go: without fresh statistics the database would read all of them for each batch. */
    void analyse() {
        db.sql("ANALYZE catalog.import_row").update();
    }

    /** All rows of the next products, in the order of their keys. */
    List<StagedRow> next(UUID importId, String after, int products) {
        return db.sql("""
                        SELECT product_key, file, line, part, cells FROM catalog.import_row
                         WHERE import_id = :importId AND product_key > :after
                           AND product_key <= (SELECT max(product_key)
                                                 FROM (SELECT DISTINCT product_key FROM catalog.import_row
                                                        WHERE import_id = :importId AND product_key > :after
                                                        ORDER BY product_key LIMIT :products) AS next)
                         ORDER BY product_key, file, line, part
                        """)
                .param("importId", importId)
                .param("after", after)
                .param("products", products)
                .query(this::row)
                .list();
    }

    Map<String, List<StagedRow>> rows(UUID importId, List<String> keys) {
        var rows = new HashMap<String, List<StagedRow>>();
        db.sql("""
                        SELECT product_key, file, line, part, cells FROM catalog.import_row
                         WHERE import_id = :importId AND product_key = ANY(:keys) ORDER BY product_key, file, line, part
                        """)
                .param("importId", importId)
                .param("keys", keys.toArray(String[]::new))
                .query(this::row)
                .list()
                .forEach(row ->
                        rows.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row));
        return rows;
    }

    private StagedRow row(ResultSet row, int number) throws SQLException {
        Map<String, String> cells =
                json.readValue(row.getString("cells"), new TypeReference<LinkedHashMap<String, String>>() {});
        return new StagedRow(
                row.getString("product_key"), row.getInt("file"), row.getLong("line"), row.getString("part"), cells);
    }

    private static String[] strings(List<StagedRow> staged, Function<StagedRow, String> word) {
        return staged.stream().map(word).toArray(String[]::new);
    }
}
