package io.kontor.catalog.category;

import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The category tree. */
@Component
class CategoryStore {
    private final JdbcClient db;
    private final JsonMapper json;

    CategoryStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Kept(UUID categoryId, String slug, long version) {}

    /** @param depth 1 at the top */
    record Place(UUID categoryId, String code, int depth) {}

    /** One that is not there yet. */
    record Fresh(UUID categoryId, String slug, @Nullable UUID parentId, CategoryDraft draft) {}

    /** @param products published ones, in it and below it */
    record Row(
            UUID categoryId,
            String code,
            String slug,
            @Nullable UUID parentId,
            @Nullable String parentCode,
            @Nullable String parentSlug,
            Text name,
            Text description,
            @Nullable String mediaId,
            @Nullable String contentType,
            int position,
            boolean shown,
            @Nullable String productType,
            int products,
            long version) {}

    /** One writer at a time: the tree must not grow a circle. */
    void lock() {
        db.sql("SELECT count(pg_advisory_xact_lock(hashtextextended('catalog.category', 0)))")
                .query(Long.class)
                .single();
    }

    Optional<Kept> find(String code) {
        return db.sql("SELECT category_id, slug, version FROM catalog.category WHERE code = :code")
                .param("code", code)
                .query(Kept.class)
                .optional();
    }

    Set<String> slugsLike(String slug, UUID except) {
        return db.sql("""
                        SELECT slug FROM catalog.category
                         WHERE (slug = :slug OR slug LIKE :numbered) AND category_id <> :except
                        """)
                .param("slug", slug)
                .param("numbered", slug + "-%")
                .param("except", except)
                .query(String.class)
                .set();
    }

    /** Where those of the categories stand that are there, by code. */
    Map<String, Place> places(List<String> codes) {
        var places = new HashMap<String, Place>();
        db.sql("""
                        WITH RECURSIVE path AS (
                            SELECT category_id, code, parent_id, 1 AS depth FROM catalog.category WHERE code = ANY(:codes)
                            UNION ALL
                            SELECT path.category_id, path.code, above.parent_id, path.depth + 1
                              FROM path JOIN catalog.category AS above ON above.category_id = path.parent_id
                        )
                        SELECT category_id, code, max(depth) AS depth FROM path GROUP BY category_id, code
                        """)
                .param("codes", codes.toArray(String[]::new))
                .query(Place.class)
                .list()
                .forEach(place -> places.put(place.code(), place));
        return places;
    }

    /** Those of these slugs that are taken, and whatever else has them with a number behind. */
    Set<String> slugsLike(List<String> slugs) {
        return new HashSet<>(db.sql("""
                        SELECT slug FROM catalog.category
                         WHERE slug = ANY(:slugs) OR regexp_replace(slug, '-[0-9]+$', '') = ANY(:slugs)
                        """)
                .param("slugs", slugs.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** @param fresh without pictures, each behind the one it stands below */
    void insert(List<Fresh> fresh, Instant now) {
        db.sql("""
                        INSERT INTO catalog.category (category_id, code, slug, parent_id, name, description, position, shown, version, updated_at)
                        SELECT category_id, code, slug, parent_id, name::jsonb, description::jsonb, position, shown, 1, :now
                          FROM unnest(:categoryIds::uuid[], :codes::text[], :slugs::text[], :parentIds::uuid[], :names::text[],
                                      :descriptions::text[], :positions::int[], :shown::boolean[])
                               AS fresh (category_id, code, slug, parent_id, name, description, position, shown)
                        """)
                .param("categoryIds", fresh.stream().map(Fresh::categoryId).toArray(UUID[]::new))
                .param("codes", fresh.stream().map(one -> one.draft().code()).toArray(String[]::new))
                .param("slugs", fresh.stream().map(Fresh::slug).toArray(String[]::new))
                .param("parentIds", fresh.stream().map(Fresh::parentId).toArray(UUID[]::new))
                .param(
                        "names",
                        fresh.stream()
                                .map(one -> json.writeValueAsString(one.draft().name()))
                                .toArray(String[]::new))
                .param(
                        "descriptions",
                        fresh.stream()
                                .map(one -> json.writeValueAsString(one.draft().description()))
                                .toArray(String[]::new))
                .param(
                        "positions",
                        fresh.stream().map(one -> one.draft().position()).toArray(Integer[]::new))
                .param("shown", fresh.stream().map(one -> one.draft().shown()).toArray(Boolean[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The category and all above it. */
    Set<UUID> pathTo(UUID categoryId) {
        return db.sql("""
                        WITH RECURSIVE path AS (
                            SELECT category_id, parent_id FROM catalog.category WHERE category_id = :categoryId
                            UNION
                            SELECT above.category_id, above.parent_id
                              FROM path JOIN catalog.category AS above ON above.category_id = path.parent_id
                        )
                        SELECT category_id FROM path
                        """).param("categoryId", categoryId).query(UUID.class).set();
    }

    /** @return false when it already was like this */
    boolean write(UUID categoryId, String slug, @Nullable UUID parentId, CategoryDraft draft, Instant now) {
        var productTypeId = productTypeOf(categoryId, draft.productType());
        try {
            return db.sql("""
                            INSERT INTO catalog.category AS kept
                                   (category_id, code, slug, parent_id, name, description, media_id, position, shown, product_type_id, version, updated_at)
                            VALUES (:categoryId, :code, :slug, :parentId::uuid, :name::jsonb, :description::jsonb, :mediaId::text, :position, :shown,
                                    :productTypeId::uuid, 1, :now)
                            ON CONFLICT (category_id) DO UPDATE
                               SET slug = excluded.slug, parent_id = excluded.parent_id, name = excluded.name,
                                   description = excluded.description, media_id = excluded.media_id,
                                   position = excluded.position, shown = excluded.shown,
                                   product_type_id = excluded.product_type_id, version = kept.version + 1,
                                   updated_at = excluded.updated_at
                             WHERE (kept.slug, kept.parent_id, kept.name, kept.description, kept.media_id, kept.position, kept.shown,
                                    kept.product_type_id)
                                   IS DISTINCT FROM (excluded.slug, excluded.parent_id, excluded.name, excluded.description,
                                                     excluded.media_id, excluded.position, excluded.shown, excluded.product_type_id)
                            """)
                            .param("categoryId", categoryId)
                            .param("code", draft.code())
                            .param("slug", slug)
                            .param("parentId", parentId)
                            .param("name", json.writeValueAsString(draft.name()))
                            .param("description", json.writeValueAsString(draft.description()))
                            .param("mediaId", draft.image())
                            .param("position", draft.position())
                            .param("shown", draft.shown())
                            .param("productTypeId", productTypeId)
                            .param("now", now.atOffset(ZoneOffset.UTC))
                            .update()
                    > 0;
        } catch (DataIntegrityViolationException noSuchPicture) {
            throw CatalogProblem.INVALID_CATEGORY
                    .refusal("There is no picture " + draft.image() + ". Upload it first.")
                    .with("field", "image");
        }
    }

    private @Nullable UUID productTypeOf(UUID categoryId, @Nullable String code) {
        if (code == null) {
            return db.sql("""
                            SELECT product_type_id FROM catalog.category
                             WHERE category_id = :categoryId AND product_type_id IS NOT NULL
                            """)
                    .param("categoryId", categoryId)
                    .query(UUID.class)
                    .optional()
                    .orElse(null);
        }
        if (code.isBlank()) {
            return null;
        }
        // Locked, so that it is still there when the category that names it is kept.
        return db.sql("SELECT product_type_id FROM catalog.product_type WHERE code = :code FOR KEY SHARE")
                .param("code", code.strip())
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> CatalogProblem.INVALID_CATEGORY
                        .refusal("There is no product type " + code + ". Make it first.")
                        .with("field", "productType"));
    }

    /** All of the tree, siblings in their order; parents do not necessarily come before children. */
    List<Row> all() {
        return db.sql("""
                        WITH RECURSIVE reach AS (
                            SELECT category_id AS ancestor_id, category_id FROM catalog.category
                            UNION ALL
                            SELECT reach.ancestor_id, below.category_id
                              FROM reach JOIN catalog.category AS below ON below.parent_id = reach.category_id
                        ), counted AS (
                            SELECT reach.ancestor_id, count(DISTINCT product_id) AS products
                              FROM reach
                              JOIN catalog.product_category USING (category_id)
                              JOIN catalog.product USING (product_id)
                             WHERE product.status = 'PUBLISHED'
                             GROUP BY reach.ancestor_id
                        )
                        SELECT category.*, parent.code AS parent_code, parent.slug AS parent_slug, media.content_type,
                               product_type.code AS product_type_code,
                               coalesce(counted.products, 0) AS products
                          FROM catalog.category
                          LEFT JOIN catalog.category AS parent ON parent.category_id = category.parent_id
                          LEFT JOIN catalog.media ON media.media_id = category.media_id
                          LEFT JOIN catalog.product_type ON product_type.product_type_id = category.product_type_id
                          LEFT JOIN counted ON counted.ancestor_id = category.category_id
                         ORDER BY category.position, category.code
                        """).query(this::row).list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("category_id", UUID.class),
                row.getString("code"),
                row.getString("slug"),
                row.getObject("parent_id", UUID.class),
                row.getString("parent_code"),
                row.getString("parent_slug"),
                json.readValue(row.getString("name"), Text.class),
                json.readValue(row.getString("description"), Text.class),
                row.getString("media_id"),
                row.getString("content_type"),
                row.getInt("position"),
                row.getBoolean("shown"),
                row.getString("product_type_code"),
                row.getInt("products"),
                row.getLong("version"));
    }

    /**
     * @return false when there is none
     * @throws io.kontor.kernel.Refusal CATEGORY_IN_USE (409)
     */
    boolean delete(UUID categoryId) {
        try {
            return db.sql("DELETE FROM catalog.category WHERE category_id = :categoryId")
                            .param("categoryId", categoryId)
                            .update()
                    > 0;
        } catch (DataIntegrityViolationException inUse) {
            throw CatalogProblem.CATEGORY_IN_USE.refusal(
                    "Move its products and the categories below it elsewhere first.");
        }
    }
}
