package io.kontor.catalog.importing;

import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What was wrong with the rows of imports. */
@Component
class FaultStore {
    private final JdbcClient db;
    private final JsonMapper json;

    FaultStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** Forgets them, when an import begins anew. */
    void clear(UUID importId) {
        db.sql("DELETE FROM catalog.import_fault WHERE import_id = :importId")
                .param("importId", importId)
                .update();
    }

    void insert(UUID importId, List<Fault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        db.sql("""
                        INSERT INTO catalog.import_fault (import_id, file, line, column_name, product, reason)
                        SELECT :importId, file, line, column_name, product, reason
                          FROM unnest(:files::int[], :lines::bigint[], :columns::text[], :products::text[], :reasons::text[])
                               AS fault (file, line, column_name, product, reason)
                        """)
                .param("importId", importId)
                .param("files", faults.stream().map(Fault::file).toArray(Integer[]::new))
                .param("lines", faults.stream().map(Fault::line).toArray(Long[]::new))
                .param("columns", strings(faults, Fault::column))
                .param("products", strings(faults, Fault::product))
                .param(
                        "reasons",
                        strings(
                                faults,
                                fault -> json.writeValueAsString(fault.reason().words())))
                .update();
    }

    /** How many rows these are about. */
    static long badRows(List<Fault> faults) {
        return faults.stream()
                .map(fault -> fault.file() + ":" + fault.line())
                .distinct()
                .count();
    }

    /** In the order of the files and their lines. */
    Page<FaultRow> page(UUID importId, int limit, @Nullable String cursor) {
        var keys = Cursor.read(cursor, 3);
        var rows = db.sql("""
                        SELECT fault_id, file, line, column_name, product, reason FROM catalog.import_fault
                         WHERE import_id = :importId AND (file, line, fault_id) > (:file, :line, :faultId)
                         ORDER BY file, line, fault_id LIMIT :limit
                        """)
                .param("importId", importId)
                .param("file", keys == null ? -1 : Cursor.key(keys.get(0), Integer::valueOf))
                .param("line", keys == null ? -1L : Cursor.key(keys.get(1), Long::valueOf))
                .param("faultId", keys == null ? -1L : Cursor.key(keys.get(2), Long::valueOf))
                .param("limit", limit + 1)
                .query((row, _) -> new FaultRow(
                        row.getLong("fault_id"),
                        new Fault(
                                row.getInt("file"),
                                row.getLong("line"),
                                row.getString("column_name"),
                                row.getString("product"),
                                Reason.kept(json.readValue(row.getString("reason"), String[].class)))))
                .list();
        return Cursor.page(
                rows, limit, last -> Cursor.of(last.fault().file(), last.fault().line(), last.faultId()));
    }

    record FaultRow(long faultId, Fault fault) {}

    private static <T> @Nullable String[] strings(Collection<T> things, Function<T, @Nullable String> word) {
        return things.stream().map(word).toArray(String[]::new);
    }
}
