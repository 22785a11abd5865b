package io.kontor.catalog.product;

import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.product.ProductDraft.Image;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.product.SaveProduct.Kept;
import io.kontor.catalog.wording.Slug;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    /** Enough that the way to the database is not felt, and little in memory. */
    private static final int VARIANTS_AT_ONCE = 2_000;

    private final JdbcClient db;
    private final JsonMapper json;
    private final VariantStore variants;
    private final CatalogSettings settings;

    ProductStore(JdbcClient db, JsonMapper json, VariantStore variants, CatalogSettings settings) {
        this.db = db;
        this.json = json;
        this.variants = variants;
        this.settings = settings;
    }

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

    /** By code, locked; without those that are not there. */
    Map<String, Kept> find(List<String> codes) {
        var found = new HashMap<String, Kept>();
        db.sql("""
                        SELECT code, product_id, slug, status = 'PUBLISHED' AS published, content_hash, version
                          FROM catalog.product WHERE code = ANY(:codes) ORDER BY code FOR UPDATE
                        """).param("codes", codes.toArray(String[]::new)).query(row -> {
            found.put(
                    row.getString("code"),
                    new Kept(
                            row.getObject("product_id", UUID.class),
                            row.getString("slug"),
                            row.getBoolean("published"),
                            row.getBytes("content_hash"),
                            row.getLong("version")));
        });
        return found;
    }

    /** Who has one of the slugs, or one of their numbered siblings. */
    Map<String, UUID> slugsLike(List<String> slugs) {
        var taken = new HashMap<String, UUID>();
        // A dash is followed by a dot: between them lie all that begin with the slug and a dash.
        db.sql("""
                        SELECT taken.slug, taken.product_id
                          FROM (SELECT DISTINCT word FROM unnest(:slugs::text[]) AS word) AS wanted
                         CROSS JOIN LATERAL (
                               SELECT slug, product_id FROM catalog.product WHERE slug = word
                                UNION ALL
                               SELECT slug, product_id FROM catalog.product WHERE slug > word || '-' AND slug < word || '.'
                               ) AS taken
                        """).param("slugs", slugs.toArray(String[]::new)).query(row -> {
            taken.put(row.getString(1), row.getObject(2, UUID.class));
        });
        return taken;
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

    /** A product as it shall be. @param slug nobody else's */
    record Wanted(UUID productId, String slug, ProductDraft draft, byte[] hash) {}

    /**
     * @param now to the microsecond, as the database keeps it
     * @throws Refusal SKU_TAKEN (409) with the {@code skus}
     */
    void write(List<Wanted> products, References references, Instant now) {
        VariantStore.refuseSharedSkus(products);
        var some = new ArrayList<Wanted>();
        var count = 0;
        for (var product : products) {
            some.add(product);
            count += product.draft().variants().size();
            if (count >= VARIANTS_AT_ONCE) {
                writeSome(some, references, now);
                some.clear();
                count = 0;
            }
        }
        if (!some.isEmpty()) {
            writeSome(some, references, now);
        }
    }

    private void writeSome(List<Wanted> products, References references, Instant now) {
        writeProducts(products, references, now);
        variants.write(products);
        writeCategories(products, references);
        writeImages(products);
    }

    private void writeProducts(List<Wanted> products, References references, Instant now) {
        db.sql("""
                        INSERT INTO catalog.product AS kept
                               (product_id, code, slug, status, brand_id, name, summary, description, options, attributes,
                                published_at, price_min_minor, price_max_minor, list_price_minor, currency, sort_name,
                                search_text, terms, content_hash, version, created_at, updated_at)
                        SELECT id::uuid, code, slug, CASE WHEN published_at IS NULL THEN 'DRAFT' ELSE 'PUBLISHED' END, brand::uuid,
                               name::jsonb, summary::jsonb, description::jsonb, options::jsonb, attributes::jsonb,
                               coalesce(told_at, published_at)::timestamptz, price_min, price_max, list_price, :currency,
                               sort_name, search_text, terms::jsonb, decode(hash, 'hex'), 1, :now, :now
                          FROM unnest(:ids::text[], :codes::text[], :slugs::text[], :brands::text[], :names::text[],
                                      :summaries::text[], :descriptions::text[], :options::text[], :attributes::text[],
                                      :toldAt::text[], :publishedAt::text[], :pricesMin::bigint[], :pricesMax::bigint[],
                                      :listPrices::bigint[], :sortNames::text[], :searchTexts::text[], :terms::text[], :hashes::text[])
                               AS wanted (id, code, slug, brand, name, summary, description, options, attributes, told_at,
                                          published_at, price_min, price_max, list_price, sort_name, search_text, terms, hash)
                        ON CONFLICT (product_id) DO UPDATE
                           SET slug = excluded.slug,
                               status = CASE WHEN excluded.status = 'PUBLISHED' THEN 'PUBLISHED'
                                             WHEN kept.status = 'PUBLISHED' THEN 'WITHDRAWN' ELSE kept.status END,
                               brand_id = excluded.brand_id, name = excluded.name, summary = excluded.summary,
                               description = excluded.description, options = excluded.options,
                               attributes = excluded.attributes,
                               -- Only a time that was told differs from now; without one the first time of all stays.
                               published_at = CASE WHEN excluded.published_at = :now THEN coalesce(kept.published_at, :now)
                                                   ELSE coalesce(excluded.published_at, kept.published_at) END,
                               price_min_minor = excluded.price_min_minor, price_max_minor = excluded.price_max_minor,
                               list_price_minor = excluded.list_price_minor, currency = excluded.currency,
                               sort_name = excluded.sort_name, search_text = excluded.search_text,
                               terms = coalesce(excluded.terms, kept.terms),
                               content_hash = excluded.content_hash, version = kept.version + 1,
                               updated_at = excluded.updated_at
                        """)
                .param("ids", strings(products, product -> product.productId().toString()))
                .param("codes", drafts(products, ProductDraft::code))
                .param("slugs", strings(products, Wanted::slug))
                .param(
                        "brands",
                        drafts(
                                products,
                                draft -> draft.brand() == null
                                        ? null
                                        : Objects.requireNonNull(
                                                        references.brands().get(draft.brand()))
                                                .toString()))
                .param("names", drafts(products, draft -> write(draft.name())))
                .param("summaries", drafts(products, draft -> write(draft.summary())))
                .param("descriptions", drafts(products, draft -> write(draft.description())))
                .param("options", drafts(products, draft -> write(draft.options())))
                .param("attributes", drafts(products, draft -> write(draft.attributes())))
                .param(
                        "toldAt",
                        drafts(
                                products,
                                draft -> draft.publishedAt() == null
                                        ? null
                                        : draft.publishedAt().toString()))
                .param("publishedAt", drafts(products, draft -> draft.published() ? now.toString() : null))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("pricesMin", prices(products, draft -> cheapest(draft).price()))
                .param("pricesMax", prices(products, ProductStore::dearest))
                .param("listPrices", prices(products, draft -> cheapest(draft).listPrice()))
                .param("currency", settings.currency().getCurrencyCode())
                .param(
                        "sortNames",
                        drafts(products, draft -> draft.name().in(Language.ZH).toLowerCase(Locale.ROOT)))
                .param("searchTexts", drafts(products, ProductStore::searchText))
                .param("terms", drafts(products, draft -> draft.terms() == null ? null : write(draft.terms())))
                .param("hashes", strings(products, product -> HexFormat.of().formatHex(product.hash())))
                .update();
    }

    private static Variant cheapest(ProductDraft draft) {
        return draft.variants().stream()
                .min(Comparator.comparing(Variant::price))
                .orElseThrow();
    }

    private static Money dearest(ProductDraft draft) {
        return draft.variants().stream()
                .map(Variant::price)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static @Nullable String[] drafts(List<Wanted> products, Function<ProductDraft, @Nullable String> word) {
        return strings(products, product -> word.apply(product.draft()));
    }

    private static @Nullable Long[] prices(List<Wanted> products, Function<ProductDraft, @Nullable Money> price) {
        return products.stream()
                .map(product -> minor(price.apply(product.draft())))
                .toArray(Long[]::new);
    }

    private static String searchText(ProductDraft draft) {
        var words = Stream.concat(
                        Stream.concat(draft.name().byLanguage().values().stream(), Stream.of(draft.code())),
                        draft.variants().stream().map(Variant::sku))
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        return words.substring(0, Math.min(words.length(), SEARCH_TEXT_MAX));
    }

    private void writeCategories(List<Wanted> products, References references) {
        var productIds = new ArrayList<String>();
        var categoryIds = new ArrayList<String>();
        var positions = new ArrayList<Integer>();
        for (var product : products) {
            var position = 0;
            for (var code : product.draft().categories()) {
                productIds.add(product.productId().toString());
                categoryIds.add(Objects.requireNonNull(references.categories().get(code))
                        .toString());
                positions.add(++position);
            }
        }
        db.sql("""
                        WITH wanted AS (
                            SELECT product_id::uuid, category_id::uuid, position
                              FROM unnest(:productIds::text[], :categoryIds::text[], :positions::int[])
                                   AS wanted (product_id, category_id, position)
                        ), gone AS (
                            DELETE FROM catalog.product_category
                             WHERE product_id = ANY(:products::uuid[])
                               AND (product_id, category_id) NOT IN (SELECT product_id, category_id FROM wanted)
                        )
                        INSERT INTO catalog.product_category (product_id, category_id, position) SELECT * FROM wanted
                        ON CONFLICT (product_id, category_id) DO UPDATE SET position = excluded.position
                        """)
                .param(
                        "products",
                        strings(products, product -> product.productId().toString()))
                .param("productIds", productIds.toArray(String[]::new))
                .param("categoryIds", categoryIds.toArray(String[]::new))
                .param("positions", positions.toArray(Integer[]::new))
                .update();
    }

    private void writeImages(List<Wanted> products) {
        var productIds = new ArrayList<String>();
        var images = new ArrayList<Image>();
        var positions = new ArrayList<Integer>();
        for (var product : products) {
            var position = 0;
            for (var image : product.draft().images()) {
                productIds.add(product.productId().toString());
                images.add(image);
                positions.add(++position);
            }
        }
        db.sql("""
                        WITH gone AS (
                            DELETE FROM catalog.product_image
                             USING unnest(:products::uuid[], :counts::int[]) AS wanted (product, count)
                             WHERE product_id = product AND position > count
                        )
                        INSERT INTO catalog.product_image (product_id, position, media_id, alt)
                        SELECT product_id::uuid, position, media, alt::jsonb
                          FROM unnest(:productIds::text[], :positions::int[], :media::text[], :alts::text[])
                               AS wanted (product_id, position, media, alt)
                        ON CONFLICT (product_id, position) DO UPDATE SET media_id = excluded.media_id, alt = excluded.alt
                        """)
                .param(
                        "products",
                        strings(products, product -> product.productId().toString()))
                .param(
                        "counts",
                        products.stream()
                                .map(product -> product.draft().images().size())
                                .toArray(Integer[]::new))
                .param("productIds", productIds.toArray(String[]::new))
                .param("positions", positions.toArray(Integer[]::new))
                .param("media", strings(images, Image::media))
                .param("alts", strings(images, image -> write(image.alt())))
                .update();
    }

    static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    static <T> @Nullable String[] strings(Collection<T> things, Function<T, @Nullable String> word) {
        return things.stream().map(word).toArray(String[]::new);
    }

    private String write(Object value) {
        return json.writeValueAsString(value);
    }
}
