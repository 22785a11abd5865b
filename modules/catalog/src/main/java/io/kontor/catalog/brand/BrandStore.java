package io.kontor.catalog.brand;

import io.kontor.catalog.Catalog.Brand;
import io.kontor.catalog.CatalogProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brands. */
@Component
public class BrandStore {
    private final JdbcClient db;
    private final JsonMapper json;

    BrandStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Kept(UUID brandId, String slug, long version) {}

    /** @param products published ones */
    record Row(UUID brandId, String code, String slug, Text name, Text description, int products, long version) {}

    /** One writer at a time: two brands of one name get two slugs. */
    void lock() {
        db.sql("SELECT count(pg_advisory_xact_lock(hashtextextended('catalog.brand', 0)))")
                .query(Long.class)
                .single();
    }

    Optional<Kept> find(String code) {
        return db.sql("SELECT brand_id, slug, version FROM catalog.brand WHERE code = :code")
                .param("code", code)
                .query(Kept.class)
                .optional();
    }

    Set<String> slugsLike(String slug, UUID except) {
        return db.sql(
                        "SELECT slug FROM catalog.brand WHERE (slug = :slug OR slug LIKE :numbered) AND brand_id <> :except")
                .param("slug", slug)
                .param("numbered", slug + "-%")
                .param("except", except)
                .query(String.class)
                .set();
    }

    Set<String> known(List<String> codes) {
        return db.sql("SELECT code FROM catalog.brand WHERE code = ANY(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /** Those of these slugs that are taken, and whatever else has them with a number behind. */
    Set<String> slugsLike(List<String> slugs) {
        return new HashSet<>(db.sql("""
                        SELECT slug FROM catalog.brand
                         WHERE slug = ANY(:slugs) OR regexp_replace(slug, '-[0-9]+$', '') = ANY(:slugs)
                        """)
                .param("slugs", slugs.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** @param slugByDraft brands that are not there yet */
    void insert(Map<BrandDraft, String> slugByDraft, Clock clock) {
        var drafts = List.copyOf(slugByDraft.keySet());
        db.sql("""
                        INSERT INTO catalog.brand (brand_id, code, slug, name, description, version, updated_at)
                        SELECT brand_id, code, slug, name::jsonb, description::jsonb, 1, :now
                          FROM unnest(:brandIds::uuid[], :codes::text[], :slugs::text[], :names::text[], :descriptions::text[])
                               AS fresh (brand_id, code, slug, name, description)
                        """)
                .param("brandIds", drafts.stream().map(_ -> Ids.next(clock)).toArray(UUID[]::new))
                .param("codes", drafts.stream().map(BrandDraft::code).toArray(String[]::new))
                .param("slugs", slugByDraft.values().toArray(String[]::new))
                .param(
                        "names",
                        drafts.stream()
                                .map(draft -> json.writeValueAsString(draft.name()))
                                .toArray(String[]::new))
                .param(
                        "descriptions",
                        drafts.stream()
                                .map(draft -> json.writeValueAsString(draft.description()))
                                .toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return false when it already was like this */
    boolean write(UUID brandId, String slug, BrandDraft draft, Instant now) {
        return db.sql("""
                        INSERT INTO catalog.brand AS kept (brand_id, code, slug, name, description, version, updated_at)
                        VALUES (:brandId, :code, :slug, :name::jsonb, :description::jsonb, 1, :now)
                        ON CONFLICT (brand_id) DO UPDATE
                           SET slug = excluded.slug, name = excluded.name, description = excluded.description,
                               version = kept.version + 1, updated_at = excluded.updated_at
                         WHERE (kept.slug, kept.name, kept.description)
                               IS DISTINCT FROM (excluded.slug, excluded.name, excluded.description)
                        """)
                        .param("brandId", brandId)
                        .param("code", draft.code())
                        .param("slug", slug)
                        .param("name", json.writeValueAsString(draft.name()))
                        .param("description", json.writeValueAsString(draft.description()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Those that have something on sale. */
    public List<Brand> shown() {
        return all().stream()
                .filter(row -> row.products() > 0)
                .map(row -> new Brand(row.slug(), row.name(), row.description(), row.products()))
                .toList();
    }

    public Optional<Brand> shown(String slug) {
        return db.sql("""
                        SELECT slug, name, description,
                               (SELECT count(*) FROM catalog.product
                                 WHERE product.brand_id = brand.brand_id AND status = 'PUBLISHED') AS products
                          FROM catalog.brand WHERE slug = :slug
                        """)
                .param("slug", slug)
                .query((row, _) -> new Brand(
                        row.getString("slug"),
                        json.readValue(row.getString("name"), Text.class),
                        json.readValue(row.getString("description"), Text.class),
                        row.getInt("products")))
                .optional()
                .filter(brand -> brand.products() > 0);
    }

    List<Row> all() {
        return db.sql("""
                        SELECT brand.*, coalesce(counted.products, 0) AS products
                          FROM catalog.brand
                          LEFT JOIN (SELECT brand_id, count(*) AS products FROM catalog.product
                                      WHERE status = 'PUBLISHED' GROUP BY brand_id) AS counted USING (brand_id)
                         ORDER BY brand.slug
                        """)
                .query((row, _) -> new Row(
                        row.getObject("brand_id", UUID.class),
                        row.getString("code"),
                        row.getString("slug"),
                        json.readValue(row.getString("name"), Text.class),
                        json.readValue(row.getString("description"), Text.class),
                        row.getInt("products"),
                        row.getLong("version")))
                .list();
    }

    /**
     * @return false when there is none
     * @throws io.kontor.kernel.Refusal BRAND_IN_USE (409)
     */
    boolean delete(UUID brandId) {
        try {
            return db.sql("DELETE FROM catalog.brand WHERE brand_id = :brandId")
                            .param("brandId", brandId)
                            .update()
                    > 0;
        } catch (DataIntegrityViolationException inUse) {
            throw CatalogProblem.BRAND_IN_USE.refusal("Give its products another brand first.");
        }
    }
}
