package io.kontor.catalog.attribute;

import io.kontor.catalog.attribute.AttributeDraft.Choice;
import io.kontor.catalog.attribute.AttributeDraft.Kind;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The attributes products can have. */
@Component
class AttributeStore {
    private final JdbcClient db;
    private final JsonMapper json;

    AttributeStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Row(
            UUID attributeId,
            String code,
            Kind kind,
            Text name,
            @Nullable String unit,
            List<Choice> choices,
            boolean filterable,
            long version) {}

    /** One writer at a time, of attributes and of the types that name them: what is in use must not go. */
    void lock() {
        db.sql("SELECT count(pg_advisory_xact_lock(hashtextextended('catalog.attribute', 0)))")
                .query(Long.class)
                .single();
    }

    List<Row> all() {
        return db.sql("SELECT * FROM catalog.attribute ORDER BY code")
                .query(this::row)
                .list();
    }

    Optional<Row> find(UUID attributeId) {
        return db.sql("SELECT * FROM catalog.attribute WHERE attribute_id = :attributeId")
                .param("attributeId", attributeId)
                .query(this::row)
                .optional();
    }

    List<Row> find(List<String> codes) {
        return db.sql("SELECT * FROM catalog.attribute WHERE code = ANY(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(this::row)
                .list();
    }

    /** Codes of the product types that name it, in order. */
    List<String> typesWith(UUID attributeId) {
        return db.sql("""
                        SELECT product_type.code
                          FROM catalog.product_type_attribute JOIN catalog.product_type USING (product_type_id)
                         WHERE attribute_id = :attributeId
                         ORDER BY product_type.code
                        """).param("attributeId", attributeId).query(String.class).list();
    }

    /** Writes it; one that already is like this stays as it is. */
    void write(UUID attributeId, AttributeDraft draft, Instant now) {
        db.sql("""
                        INSERT INTO catalog.attribute AS kept
                               (attribute_id, code, kind, name, unit, choices, filterable, version, updated_at)
                        VALUES (:attributeId, :code, :kind, :name::jsonb, :unit::text, :choices::jsonb, :filterable, 1, :now)
                        ON CONFLICT (attribute_id) DO UPDATE
                           SET kind = excluded.kind, name = excluded.name, unit = excluded.unit,
                               choices = excluded.choices, filterable = excluded.filterable,
                               version = kept.version + 1, updated_at = excluded.updated_at
                         WHERE (kept.kind, kept.name, kept.unit, kept.choices, kept.filterable)
                               IS DISTINCT FROM (excluded.kind, excluded.name, excluded.unit, excluded.choices, excluded.filterable)
                        """)
                .param("attributeId", attributeId)
                .param("code", draft.code())
                .param("kind", Objects.requireNonNull(draft.kind()).name())
                .param("name", json.writeValueAsString(draft.name()))
                .param("unit", draft.unit())
                .param("choices", json.writeValueAsString(draft.choices()))
                .param("filterable", draft.filterable())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(UUID attributeId) {
        db.sql("DELETE FROM catalog.attribute WHERE attribute_id = :attributeId")
                .param("attributeId", attributeId)
                .update();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("attribute_id", UUID.class),
                row.getString("code"),
                Kind.valueOf(row.getString("kind")),
                json.readValue(row.getString("name"), Text.class),
                row.getString("unit"),
                Arrays.asList(json.readValue(row.getString("choices"), Choice[].class)),
                row.getBoolean("filterable"),
                row.getLong("version"));
    }
}
