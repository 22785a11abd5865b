package io.kontor.catalog.product;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.product.ProductDraft.Image;
import io.kontor.catalog.product.ProductDraft.Option;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.wording.Slug;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Products as they are written. */
@Component
class ProductStore {
    private static final int SEARCH_TEXT_MAX = 20_000;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;
    private final CatalogSettings settings;

    ProductStore(JdbcClient db, JsonMapper json, Clock clock, CatalogSettings settings) {
        this.db = db;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** What stands under a code now. */
    record Kept(UUID productId, String slug, boolean published, byte[] contentHash, long version) {}

    /** What drafts name: ids by code. */
    record References(Map<String, UUID> brands, Map<String, UUID> categories) {}

    /**
     * Lets one writer at a time at these codes and slugs, so that two that make the same product, or name two products
     * alike, wait for each other instead of failing. Locks are taken in ascending order: no two writers wait in a circle.
     */
    void lock(List<ProductDraft> drafts) {
        var words = drafts.stream()
                .flatMap(draft -> Stream.of("code " + draft.code(), "slug " + Slug.stem(SaveProduct.wantedSlug(draft))))
                .distinct()
                .toArray(String[]::new);
        db.sql("""
                        SELECT count(pg_advisory_xact_lock(key))
                          FROM (SELECT DISTINCT hashtextextended('catalog.product ' || word, 0) AS key
                                  FROM unnest(:words::text[]) AS word ORDER BY key OFFSET 0) AS keys
                        """).param("words", words).query(Long.class).single();
    }

    Optional<Kept> find(String code) {
        return db.sql("""
                        SELECT product_id, slug, status = 'PUBLISHED' AS published, content_hash, version
                          FROM catalog.product WHERE code = :code FOR UPDATE
                        """).param("code", code).query(Kept.class).optional();
    }

    Optional<String> slugOf(UUID productId) {
        return db.sql("SELECT slug FROM catalog.product WHERE product_id = :productId")
                .param("productId", productId)
                .query(String.class)
                .optional();
    }

    /** A draft that never was on sale is not withdrawn. @return false when nothing changed */
    boolean setStatus(UUID productId, String status, Instant now) {
        return db.sql("""
                        UPDATE catalog.product
                           SET status = :status, version = version + 1, updated_at = :now,
                               published_at = CASE WHEN :status = 'PUBLISHED' THEN coalesce(published_at, :now) ELSE published_at END
                         WHERE product_id = :productId AND status <> :status AND (:status = 'PUBLISHED' OR status = 'PUBLISHED')
                        """)
                        .param("productId", productId)
                        .param("status", status)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    /** Those of the slug and its numbered siblings that other products have. */
    Set<String> slugsLike(String slug, UUID except) {
        return db.sql("""
                        SELECT slug FROM catalog.product
                         WHERE (slug = :slug OR slug LIKE :numbered) AND product_id <> :except
                        """)
                .param("slug", slug)
                .param("numbered", slug + "-%")
                .param("except", except)
                .query(String.class)
                .set();
    }

    /** @throws io.kontor.kernel.Refusal INVALID_PRODUCT (422) for a brand, category or picture that is not there */
    References references(List<ProductDraft> drafts) {
        var brands = idsByCode(
                "brand",
                drafts.stream()
                        .map(ProductDraft::brand)
                        .filter(Objects::nonNull)
                        .toList());
        var categories = idsByCode(
                "category",
                drafts.stream().flatMap(draft -> draft.categories().stream()).toList());
        refuseUnknownMedia(drafts.stream()
                .flatMap(draft -> draft.images().stream())
                .map(Image::media)
                .toList());
        return new References(brands, categories);
    }

    private Map<String, UUID> idsByCode(String table, List<String> codes) {
        if (codes.isEmpty()) {
            return Map.of();
        }
        var ids = new HashMap<String, UUID>();
        db.sql("SELECT code, %1$s_id FROM catalog.%1$s WHERE code = ANY(:codes)".formatted(table))
                .param("codes", codes.stream().distinct().toArray(String[]::new))
                .query(row -> {
                    ids.put(row.getString(1), row.getObject(2, UUID.class));
                });
        codes.stream().filter(code -> !ids.containsKey(code)).findFirst().ifPresent(unknown -> {
            throw ProductRules.refusal(
                    table.equals("brand") ? "brand" : "categories", "There is no " + table + " " + unknown + ".");
        });
        return ids;
    }

    private void refuseUnknownMedia(List<String> media) {
        if (media.isEmpty()) {
            return;
        }
        var known = db.sql("SELECT media_id FROM catalog.media WHERE media_id = ANY(:media)")
                .param("media", media.stream().distinct().toArray(String[]::new))
                .query(String.class)
                .set();
        media.stream().filter(one -> !known.contains(one)).findFirst().ifPresent(unknown -> {
            throw ProductRules.refusal("images", "There is no picture " + unknown + ". Upload it first.");
        });
    }

    void write(UUID productId, String slug, ProductDraft draft, byte[] hash, References references, Instant now) {
        writeProduct(productId, slug, draft, hash, references, now);
        writeVariants(productId, draft);
        writePrices(draft.variants());
        writeCategories(
                productId,
                draft.categories().stream().map(references.categories()::get).toList());
        writeImages(productId, draft.images());
    }

    private void writeProduct(
            UUID productId, String slug, ProductDraft draft, byte[] hash, References references, Instant now) {
        var cheapest = draft.variants().stream()
                .min(Comparator.comparing(Variant::price))
                .orElseThrow();
        var dearest = draft.variants().stream()
                .map(Variant::price)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        db.sql("""
                        INSERT INTO catalog.product AS kept
                               (product_id, code, slug, status, brand_id, name, summary, description, options, attributes,
                                published_at, price_min_minor, price_max_minor, list_price_minor, currency, sort_name,
                                search_text, content_hash, version, created_at, updated_at)
                        VALUES (:productId, :code, :slug, CASE WHEN :published THEN 'PUBLISHED' ELSE 'DRAFT' END, :brandId::uuid,
                                :name::jsonb, :summary::jsonb, :description::jsonb, :options::jsonb, :attributes::jsonb,
                                CASE WHEN :published THEN coalesce(:publishedAt::timestamptz, :now) ELSE :publishedAt::timestamptz END,
                                :priceMin, :priceMax, :listPrice::bigint, :currency, :sortName, :searchText, :hash, 1, :now, :now)
                        ON CONFLICT (product_id) DO UPDATE
                           SET slug = excluded.slug,
                               status = CASE WHEN excluded.status = 'PUBLISHED' THEN 'PUBLISHED'
                                             WHEN kept.status = 'PUBLISHED' THEN 'WITHDRAWN' ELSE kept.status END,
                               brand_id = excluded.brand_id, name = excluded.name, summary = excluded.summary,
                               description = excluded.description, options = excluded.options,
                               attributes = excluded.attributes,
                               published_at = coalesce(:publishedAt::timestamptz, kept.published_at, excluded.published_at),
                               price_min_minor = excluded.price_min_minor, price_max_minor = excluded.price_max_minor,
                               list_price_minor = excluded.list_price_minor, currency = excluded.currency,
                               sort_name = excluded.sort_name, search_text = excluded.search_text,
                               content_hash = excluded.content_hash, version = kept.version + 1,
                               updated_at = excluded.updated_at
                        """)
                .param("productId", productId)
                .param("code", draft.code())
                .param("slug", slug)
                .param("published", draft.published())
                .param(
                        "publishedAt",
                        draft.publishedAt() == null ? null : draft.publishedAt().atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param(
                        "brandId",
                        draft.brand() == null ? null : references.brands().get(draft.brand()))
                .param("name", write(draft.name()))
                .param("summary", write(draft.summary()))
                .param("description", write(draft.description()))
                .param("options", write(draft.options()))
                .param("attributes", write(draft.attributes()))
                .param("priceMin", cheapest.price().minor())
                .param("priceMax", dearest.minor())
                .param(
                        "listPrice",
                        cheapest.listPrice() == null
                                ? null
                                : cheapest.listPrice().minor())
                .param("currency", settings.currency().getCurrencyCode())
                .param("sortName", draft.name().in(Language.ZH).toLowerCase(Locale.ROOT))
                .param("searchText", searchText(draft))
                .param("hash", hash)
                .update();
    }

    private static String searchText(ProductDraft draft) {
        var words = Stream.concat(
                        Stream.concat(draft.name().byLanguage().values().stream(), Stream.of(draft.code())),
                        draft.variants().stream().map(Variant::sku))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        return words.substring(0, Math.min(words.length(), SEARCH_TEXT_MAX));
    }

    /** A variant that stays keeps its id; one that belongs to another product is refused. */
    private void writeVariants(UUID productId, ProductDraft draft) {
        var variants = draft.variants();
        var skus = strings(variants, Variant::sku);
        var labels = new Labels(draft.options());
        var written = db.sql("""
                        WITH gone AS (
                            DELETE FROM catalog.variant WHERE product_id = :productId AND sku <> ALL(:skus)
                        )
                        INSERT INTO catalog.variant AS kept
                               (variant_id, product_id, sku, position, options, label, weight_grams, media_id)
                        SELECT wanted.id::uuid, :productId, sku, position, options::jsonb, label::jsonb, weight, media
                          FROM unnest(:ids::text[], :skus::text[], :options::text[], :labels::text[], :weights::int[], :media::text[])
                               WITH ORDINALITY AS wanted (id, sku, options, label, weight, media, position)
                        ON CONFLICT (sku) DO UPDATE
                           SET position = excluded.position, options = excluded.options, label = excluded.label,
                               weight_grams = excluded.weight_grams, media_id = excluded.media_id
                         WHERE kept.product_id = excluded.product_id
                        RETURNING sku
                        """)
                .param("productId", productId)
                .param("ids", strings(variants, _ -> Ids.next(clock).toString()))
                .param("skus", skus)
                .param("options", strings(variants, variant -> write(variant.options())))
                .param("labels", strings(variants, variant -> write(labels.of(variant))))
                .param("weights", variants.stream().map(Variant::weightGrams).toArray(Integer[]::new))
                .param("media", strings(variants, Variant::image))
                .query(String.class)
                .set();
        if (written.size() < skus.length) {
            var taken = Stream.of(skus).filter(sku -> !written.contains(sku)).toList();
            throw CatalogProblem.SKU_TAKEN
                    .refusal("Taken: " + String.join(", ", taken.subList(0, Math.min(taken.size(), 10))) + ".")
                    .with("skus", taken);
        }
    }

    private void writePrices(List<Variant> variants) {
        db.sql("""
                        INSERT INTO catalog.price (variant_id, currency, price_minor, list_price_minor)
                        SELECT variant_id, :currency, price, list_price
                          FROM unnest(:skus::text[], :prices::bigint[], :listPrices::bigint[]) AS wanted (sku, price, list_price)
                          JOIN catalog.variant USING (sku)
                        ON CONFLICT (variant_id, currency) DO UPDATE
                           SET price_minor = excluded.price_minor, list_price_minor = excluded.list_price_minor
                        """)
                .param("currency", settings.currency().getCurrencyCode())
                .param("skus", strings(variants, Variant::sku))
                .param(
                        "prices",
                        variants.stream()
                                .map(variant -> variant.price().minor())
                                .toArray(Long[]::new))
                .param(
                        "listPrices",
                        variants.stream()
                                .map(Variant::listPrice)
                                .map(ProductStore::minor)
                                .toArray(Long[]::new))
                .update();
    }

    private void writeCategories(UUID productId, List<UUID> categories) {
        db.sql("""
                        WITH gone AS (
                            DELETE FROM catalog.product_category
                             WHERE product_id = :productId AND category_id <> ALL(:categories::uuid[])
                        )
                        INSERT INTO catalog.product_category (product_id, category_id, position)
                        SELECT :productId, id::uuid, position FROM unnest(:categories::text[]) WITH ORDINALITY AS wanted (id, position)
                        ON CONFLICT (product_id, category_id) DO UPDATE SET position = excluded.position
                        """)
                .param("productId", productId)
                .param("categories", strings(categories, UUID::toString))
                .update();
    }

    private void writeImages(UUID productId, List<Image> images) {
        db.sql("""
                        WITH gone AS (
                            DELETE FROM catalog.product_image WHERE product_id = :productId AND position > :count
                        )
                        INSERT INTO catalog.product_image (product_id, position, media_id, alt)
                        SELECT :productId, position, media, alt::jsonb
                          FROM unnest(:media::text[], :alts::text[]) WITH ORDINALITY AS wanted (media, alt, position)
                        ON CONFLICT (product_id, position) DO UPDATE SET media_id = excluded.media_id, alt = excluded.alt
                        """)
                .param("productId", productId)
                .param("count", images.size())
                .param("media", strings(images, Image::media))
                .param("alts", strings(images, image -> write(image.alt())))
                .update();
    }

    /** What tells a variant from its siblings, in each language that any of its values has: {@code 红色 / L}. */
    private static final class Labels {
        private record Choice(String option, String value) {}

        private final Map<Choice, Text> names = new HashMap<>();

        Labels(List<Option> options) {
            options.forEach(option ->
                    option.values().forEach(value -> names.put(new Choice(option.code(), value.code()), value.name())));
        }

        Text of(Variant variant) {
            var label = new LinkedHashMap<String, String>();
            for (var language : Language.values()) {
                label.put(
                        language.code(),
                        variant.options().entrySet().stream()
                                .map(chosen -> Objects.requireNonNull(
                                                names.get(new Choice(chosen.getKey(), chosen.getValue())))
                                        .in(language))
                                .collect(Collectors.joining(" / ")));
            }
            return new Text(label);
        }
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static <T> @Nullable String[] strings(Collection<T> things, Function<T, @Nullable String> word) {
        return things.stream().map(word).toArray(String[]::new);
    }

    private String write(Object value) {
        return json.writeValueAsString(value);
    }
}
