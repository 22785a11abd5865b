package io.kontor.catalog.attribute;

import io.kontor.catalog.attribute.ProductTypeDraft.Entry;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Product types, and the categories that have them. */
@Component
class ProductTypeStore {
    private static final String SELECT = """
            SELECT product_type.*, coalesce(listed.entries, '[]') AS entries
              FROM catalog.product_type
              LEFT JOIN LATERAL (
                   SELECT jsonb_agg(jsonb_build_object('attribute', attribute.code, 'required', required, 'perVariant', per_variant)
                                    ORDER BY position) AS entries
                     FROM catalog.product_type_attribute JOIN catalog.attribute USING (attribute_id)
                    WHERE product_type_attribute.product_type_id = product_type.product_type_id) AS listed ON true
            """;

    private final JdbcClient db;
    private final JsonMapper json;

    ProductTypeStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Row(UUID productTypeId, String code, Text name, List<Entry> attributes, long version) {}

    List<Row> all() {
        return db.sql(SELECT + " ORDER BY product_type.code").query(this::row).list();
    }

    Optional<Row> find(UUID productTypeId) {
        return db.sql(SELECT + " WHERE product_type.product_type_id = :productTypeId")
                .param("productTypeId", productTypeId)
                .query(this::row)
                .optional();
    }

    boolean isTaken(String code) {
        return db.sql("SELECT EXISTS (SELECT 1 FROM catalog.product_type WHERE code = :code)")
                .param("code", code)
                .query(Boolean.class)
                .single();
    }

    /** The types of the category and of all above it, the topmost first. */
    List<Row> pathTo(UUID categoryId) {
        return db.sql("""
                        WITH RECURSIVE path AS (
                            SELECT parent_id, product_type_id, 0 AS height FROM catalog.category WHERE category_id = :categoryId
                            UNION ALL
                            SELECT above.parent_id, above.product_type_id, path.height + 1
                              FROM path JOIN catalog.category AS above ON above.category_id = path.parent_id
                        )
                        """ + SELECT + """
                          JOIN path ON path.product_type_id = product_type.product_type_id
                         ORDER BY path.height DESC
                        """)
                .param("categoryId", categoryId)
                .query(this::row)
                .list();
    }

    boolean isCategory(UUID categoryId) {
        return db.sql("SELECT EXISTS (SELECT 1 FROM catalog.category WHERE category_id = :categoryId)")
                .param("categoryId", categoryId)
                .query(Boolean.class)
                .single();
    }

    /** Codes of the categories that name it, in order. */
    List<String> categoriesWith(UUID productTypeId) {
        return db.sql("SELECT code FROM catalog.category WHERE product_type_id = :productTypeId ORDER BY code")
                .param("productTypeId", productTypeId)
                .query(String.class)
                .list();
    }

    void insert(UUID productTypeId, ProductTypeDraft draft, Instant now) {
        db.sql("""
                        INSERT INTO catalog.product_type (product_type_id, code, name, version, updated_at)
                        VALUES (:productTypeId, :code, :name::jsonb, 1, :now)
                        """)
                .param("productTypeId", productTypeId)
                .param("code", draft.code())
                .param("name", json.writeValueAsString(draft.name()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        writeEntries(productTypeId, draft.attributes());
    }

    void update(UUID productTypeId, ProductTypeDraft draft, Instant now) {
        db.sql("""
                        UPDATE catalog.product_type SET name = :name::jsonb, version = version + 1, updated_at = :now
                         WHERE product_type_id = :productTypeId
                        """)
                .param("productTypeId", productTypeId)
                .param("name", json.writeValueAsString(draft.name()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        db.sql("DELETE FROM catalog.product_type_attribute WHERE product_type_id = :productTypeId")
                .param("productTypeId", productTypeId)
                .update();
        writeEntries(productTypeId, draft.attributes());
    }

    private void writeEntries(UUID productTypeId, List<Entry> entries) {
        db.sql("""
                        INSERT INTO catalog.product_type_attribute (product_type_id, attribute_id, position, required, per_variant)
                        SELECT :productTypeId, attribute.attribute_id, listed.position, listed.required, listed.per_variant
                          FROM unnest(:codes::text[], :positions::int[], :required::boolean[], :perVariant::boolean[])
                               AS listed (code, position, required, per_variant)
                          JOIN catalog.attribute ON attribute.code = listed.code
                        """)
                .param("productTypeId", productTypeId)
                .param("codes", entries.stream().map(Entry::attribute).toArray(String[]::new))
                .param(
                        "positions",
                        IntStream.rangeClosed(1, entries.size()).boxed().toArray(Integer[]::new))
                .param("required", entries.stream().map(Entry::required).toArray(Boolean[]::new))
                .param("perVariant", entries.stream().map(Entry::perVariant).toArray(Boolean[]::new))
                .update();
    }

    void delete(UUID productTypeId) {
        db.sql("DELETE FROM catalog.product_type WHERE product_type_id = :productTypeId")
                .param("productTypeId", productTypeId)
                .update();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("product_type_id", UUID.class),
                row.getString("code"),
                json.readValue(row.getString("name"), Text.class),
                Arrays.asList(json.readValue(row.getString("entries"), Entry[].class)),
                row.getLong("version"));
    }
}
