package io.kontor.catalog.publishing;

import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.media.Media;
import io.kontor.catalog.media.Rendition;
import io.kontor.catalog.product.Availability;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.Showcase;
import io.kontor.catalog.publishing.ProductSheet.Picture;
import io.kontor.catalog.publishing.ProductSheet.Status;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Page;
import io.kontor.kernel.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** All products as staff see them, on sale or not. */
@Component
class Assortment {
    private static final int WORDS_MAX = 5;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Availability availability;

    Assortment(JdbcClient db, JsonMapper json, Availability availability) {
        this.db = db;
        this.json = json;
        this.availability = availability;
    }

    /**
     * What a list shows of a product.
     *
     * @param price the lowest of its variants; {@code priceMax} the highest
     * @param available units that can be sold, of all variants together
     */
    record Row(
            UUID productId,
            String code,
            String slug,
            Text name,
            @Nullable String image,
            Status status,
            @Nullable String brand,
            Money price,
            Money priceMax,
            int variantCount,
            int available,
            Instant updatedAt) {
        private Row withAvailable(int units) {
            return new Row(
                    productId, code, slug, name, image, status, brand, price, priceMax, variantCount, units, updatedAt);
        }
    }

    /** What a list can be sorted by; a minus before the name turns it round. */
    enum Sort {
        NAME("sort_name", "text", row -> row.name().in(Language.ZH).toLowerCase(Locale.ROOT)),
        PRICE("price_min_minor", "bigint", row -> row.price().minor()),
        UPDATED_AT("updated_at", "timestamptz", Row::updatedAt);

        private final String column;
        private final String type;
        private final Function<Row, Object> key;

        Sort(String column, String type, Function<Row, Object> key) {
            this.column = column;
            this.type = type;
            this.key = key;
        }

        static Sort of(String name) {
            return switch (name) {
                case "name" -> NAME;
                case "price" -> PRICE;
                case "updatedAt" -> UPDATED_AT;
                default ->
                    throw CommonProblem.INVALID_REQUEST
                            .refusal(
                                    "Sort by name, price or updatedAt, with a minus before it for the other way round.")
                            .with("field", "sort");
            };
        }

        private Object parse(String key) {
            return switch (this) {
                case NAME -> key;
                case PRICE -> Cursor.key(key, Long::parseLong);
                case UPDATED_AT -> Cursor.key(key, Instant::parse).atOffset(ZoneOffset.UTC);
            };
        }
    }

    /**
     * @param words each must stand in a name, the code or a SKU
     * @param category code; products below it count too
     * @param sort as {@code -updatedAt}
     */
    record Search(
            @Nullable String words,
            @Nullable Status status,
            @Nullable String category,
            String sort) {}

    Page<Row> list(Search search, Language language, int limit, @Nullable String cursor) {
        var down = search.sort().startsWith("-");
        var sort = Sort.of(down ? search.sort().substring(1) : search.sort());
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put(
                "status", search.status() == null ? null : search.status().name());
        parameters.put("category", search.category());
        parameters.put("patterns", patterns(search.words()));
        parameters.put("limit", limit + 1);
        var after = Cursor.read(cursor, 2);
        if (after != null) {
            parameters.put("key", sort.parse(after.get(0)));
            parameters.put("id", Cursor.key(after.get(1), UUID::fromString));
        }
        var found = db.sql("""
                        WITH RECURSIVE below AS (
                            SELECT category_id FROM catalog.category WHERE code = :category::text
                            UNION
                            SELECT category.category_id FROM below JOIN catalog.category ON category.parent_id = below.category_id
                        )
                        SELECT product.product_id, product.code, product.slug, product.name, product.status, product.updated_at,
                               product.price_min_minor, product.price_max_minor, product.currency, brand.name AS brand, media.*,
                               ARRAY(SELECT sku FROM catalog.variant WHERE variant.product_id = product.product_id) AS skus
                          FROM catalog.product
                          LEFT JOIN catalog.brand USING (brand_id)
                          LEFT JOIN catalog.product_image AS lead ON lead.product_id = product.product_id AND lead.position = 1
                          LEFT JOIN catalog.media ON media.media_id = lead.media_id
                         WHERE (:status::text IS NULL OR product.status = :status)
                           AND (:category::text IS NULL OR EXISTS (
                                   SELECT FROM catalog.product_category
                                    WHERE product_category.product_id = product.product_id
                                      AND product_category.category_id IN (SELECT category_id FROM below)))
                           AND product.search_text LIKE ALL(:patterns::text[])
                           %s
                         ORDER BY product.%s, product.product_id %s
                         LIMIT :limit
                        """.formatted(
                                after == null ? "" : place(sort, down),
                                sort.column + (down ? " DESC" : ""),
                                down ? "DESC" : ""))
                .params(parameters)
                .query((row, _) -> new Found(row(row, language), Arrays.asList((String[])
                        row.getArray("skus").getArray())))
                .list();
        var available = availability.of(
                found.stream().flatMap(one -> one.skus().stream()).toList());
        var rows = found.stream().map(one -> one.withAvailability(available)).toList();
        return Cursor.page(rows, limit, row -> Cursor.of(sort.key.apply(row), row.productId()));
    }

    private static String place(Sort sort, boolean down) {
        return "AND (product.%s, product.product_id) %s (:key::%s, :id)"
                .formatted(sort.column, down ? "<" : ">", sort.type);
    }

    private record Found(Row row, List<String> skus) {
        Row withAvailability(Map<String, Inventory.Availability> available) {
            var units = skus.stream()
                    .map(available::get)
                    .filter(Objects::nonNull)
                    .mapToLong(Inventory.Availability::available)
                    .sum();
            return row.withAvailable((int) Math.min(units, Integer.MAX_VALUE));
        }
    }

    private static String[] patterns(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return new String[0];
        }
        return Arrays.stream(words.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .limit(WORDS_MAX)
                .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .toArray(String[]::new);
    }

    private Row row(ResultSet row, Language language) throws SQLException {
        var mediaId = row.getString("media_id");
        var brand = row.getString("brand");
        var currency = row.getString("currency");
        var skus = (String[]) row.getArray("skus").getArray();
        return new Row(
                row.getObject("product_id", UUID.class),
                row.getString("code"),
                row.getString("slug"),
                json.readValue(row.getString("name"), Text.class),
                mediaId == null
                        ? null
                        : new Media(mediaId, row.getString("content_type"), row.getInt("width"), row.getInt("height"))
                                .at(Rendition.THUMB),
                Status.valueOf(row.getString("status")),
                brand == null ? null : json.readValue(brand, Text.class).in(language),
                Money.of(row.getLong("price_min_minor"), currency),
                Money.of(row.getLong("price_max_minor"), currency),
                skus.length,
                0,
                row.getTimestamp("updated_at").toInstant());
    }

    /** A product whole, and its version. */
    record Versioned(ProductSheet sheet, long version) {}

    Optional<Versioned> find(UUID productId) {
        return db.sql("""
                        SELECT product.*, brand.code AS brand_code,
                               ARRAY(SELECT category.code FROM catalog.product_category JOIN catalog.category USING (category_id)
                                      WHERE product_category.product_id = product.product_id
                                      ORDER BY product_category.position) AS categories,
                               (SELECT jsonb_agg(jsonb_build_object(
                                           'media', jsonb_build_object('mediaId', media_id, 'contentType', content_type,
                                                                       'width', width, 'height', height),
                                           'alt', alt) ORDER BY position)
                                  FROM catalog.product_image JOIN catalog.media USING (media_id)
                                 WHERE product_image.product_id = product.product_id) AS images,
                               (SELECT jsonb_agg(jsonb_build_object(
                                           'sku', sku, 'options', variant.options, 'price', price_minor,
                                           'listPrice', price.list_price_minor, 'weightGrams', weight_grams, 'volumeCm3', volume_cm3,
                                           'mediaId', media_id) ORDER BY position)
                                  FROM catalog.variant JOIN catalog.price USING (variant_id)
                                 WHERE variant.product_id = product.product_id
                                   AND price.currency = product.currency) AS variants
                          FROM catalog.product
                          LEFT JOIN catalog.brand USING (brand_id)
                         WHERE product_id = :productId
                        """)
                .param("productId", productId)
                .query((row, _) -> new Versioned(sheet(row), row.getLong("version")))
                .optional();
    }

    private ProductSheet sheet(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        return new ProductSheet(
                row.getObject("product_id", UUID.class),
                Status.valueOf(row.getString("status")),
                row.getString("code"),
                row.getString("slug"),
                row.getString("brand_code"),
                Arrays.asList((String[]) row.getArray("categories").getArray()),
                text(row, "name"),
                text(row, "summary"),
                text(row, "description"),
                list(row, "options", new TypeReference<List<ProductDraft.Option>>() {}),
                list(row, "variants", new TypeReference<List<Showcase.ShownVariant>>() {}).stream()
                        .map(variant -> variant.asDraft(currency))
                        .toList(),
                list(row, "attributes", new TypeReference<List<ProductDraft.Attribute>>() {}),
                list(row, "images", new TypeReference<List<Showcase.ShownImage>>() {}).stream()
                        .map(image -> new Picture(
                                image.media().mediaId(),
                                image.alt(),
                                image.media().at(Rendition.CARD)))
                        .toList(),
                row.getString("terms") == null ? Terms.USUAL : json.readValue(row.getString("terms"), Terms.class));
    }

    private Text text(ResultSet row, String column) throws SQLException {
        return json.readValue(row.getString(column), Text.class);
    }

    private <T> List<T> list(ResultSet row, String column, TypeReference<List<T>> type) throws SQLException {
        var written = row.getString(column);
        return written == null ? List.of() : json.readValue(written, type);
    }
}
