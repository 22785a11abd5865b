package io.kontor.catalog.product;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.BrandRef;
import io.kontor.catalog.Catalog.CategoryRef;
import io.kontor.catalog.Catalog.DocumentAttribute;
import io.kontor.catalog.Catalog.Image;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.catalog.Catalog.ProductDocument;
import io.kontor.catalog.Catalog.ProductPlace;
import io.kontor.catalog.Catalog.ProductView;
import io.kontor.catalog.Catalog.Swatch;
import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.media.Media;
import io.kontor.catalog.media.Rendition;
import io.kontor.catalog.wording.Description;
import io.kontor.catalog.wording.Slug;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.batch.Combiner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Products as shoppers and other modules see them, read from the database each time: one query an answer, and one ask for what is available. */
@Component
public class Showcase {
    private static final int OFFER_REQUESTS_MAX = 100;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Availability availability;
    private final CatalogSettings settings;
    private final Combiner<List<String>, List<Offer>> offers;

    Showcase(JdbcClient db, JsonMapper json, Availability availability, CatalogSettings settings) {
        this.db = db;
        this.json = json;
        this.availability = availability;
        this.settings = settings;
        this.offers = new Combiner<>(OFFER_REQUESTS_MAX, this::readOffers);
    }

    public List<Offer> offers(List<String> skus) {
        return offers.ask(skus);
    }

    private List<List<Offer>> readOffers(List<List<String>> asked) {
        var offers = readOffers(asked.stream().flatMap(List::stream).distinct().toArray(String[]::new)).stream()
                .collect(Collectors.toMap(Offer::sku, Function.identity()));
        return asked.stream()
                .map(skus -> skus.stream()
                        .distinct()
                        .map(offers::get)
                        .filter(Objects::nonNull)
                        .toList())
                .toList();
    }

    private List<Offer> readOffers(String[] skus) {
        return db.sql("""
                        SELECT variant.sku, product.product_id, variant.variant_id, product.slug, product.name, variant.label, price.price_minor,
                               price.list_price_minor, price.currency, variant.weight_grams, variant.volume_cm3, product.terms, product.merchant_id,
                               media.*
                          FROM catalog.variant
                          JOIN catalog.product USING (product_id)
                          JOIN catalog.price ON price.variant_id = variant.variant_id AND price.currency = :currency
                          LEFT JOIN catalog.product_image AS lead
                                 ON lead.product_id = product.product_id AND lead.position = 1
                          LEFT JOIN catalog.media ON media.media_id = coalesce(variant.media_id, lead.media_id)
                         WHERE variant.sku = ANY(:skus) AND product.status = 'PUBLISHED'
                        """)
                .param("skus", skus)
                .param("currency", settings.currency().getCurrencyCode())
                .query((row, _) -> offer(row))
                .list();
    }

    private Offer offer(ResultSet row) throws SQLException {
        var picture = media(row);
        return new Offer(
                row.getString("sku"),
                uuid(row, "product_id"),
                uuid(row, "variant_id"),
                row.getString("slug"),
                text(row, "name"),
                text(row, "label"),
                money(row, "price_minor"),
                moneyOrNull(row, "list_price_minor"),
                picture == null ? null : picture.at(Rendition.CARD),
                row.getInt("weight_grams"),
                row.getInt("volume_cm3"),
                terms(row),
                merchant(row));
    }

    private static @Nullable UUID merchant(ResultSet row) throws SQLException {
        var merchantId = uuid(row, "merchant_id");
        return merchantId.equals(Catalog.HOUSE) ? null : merchantId;
    }

    /** Null for what is sold as usual: that is most of it, and told with every line of every cart. */
    private @Nullable Terms terms(ResultSet row) throws SQLException {
        var written = row.getString("terms");
        if (written == null) {
            return null;
        }
        var terms = json.readValue(written, Terms.class);
        return terms.equals(Terms.USUAL) ? null : terms;
    }

    public List<ProductCard> cards(List<UUID> productIds) {
        var found = db.sql("""
                        SELECT product.product_id, product.slug, product.name, product.summary, brand.name AS brand, product.options,
                               product.price_min_minor, product.price_max_minor, product.list_price_minor, product.currency,
                               lead.alt, media.*,
                               ARRAY(SELECT sku FROM catalog.variant WHERE variant.product_id = product.product_id) AS skus
                          FROM unnest(:ids::text[]) WITH ORDINALITY AS asked (id, place)
                          JOIN catalog.product ON product.product_id = asked.id::uuid
                          LEFT JOIN catalog.brand USING (brand_id)
                          LEFT JOIN catalog.product_image AS lead
                                 ON lead.product_id = product.product_id AND lead.position = 1
                          LEFT JOIN catalog.media ON media.media_id = lead.media_id
                         WHERE product.status = 'PUBLISHED'
                         ORDER BY asked.place
                        """)
                .param("ids", ids(productIds))
                .query((row, _) -> new FoundCard(card(row), strings(row, "skus")))
                .list();
        var available = availability.of(
                found.stream().flatMap(one -> one.skus().stream()).toList());
        return found.stream().map(one -> one.withAvailability(available)).toList();
    }

    private record FoundCard(ProductCard card, List<String> skus) {
        ProductCard withAvailability(Map<String, Inventory.Availability> available) {
            return new ProductCard(
                    card.productId(),
                    card.slug(),
                    card.name(),
                    card.summary(),
                    card.brand(),
                    card.priceFrom(),
                    card.manyPrices(),
                    card.listPrice(),
                    card.image(),
                    card.swatches(),
                    isAnyAvailable(skus, available));
        }
    }

    private static boolean isAnyAvailable(Collection<String> skus, Map<String, Inventory.Availability> available) {
        return skus.stream().map(available::get).anyMatch(one -> one != null && one.available() > 0);
    }

    private ProductCard card(ResultSet row) throws SQLException {
        var picture = media(row);
        var swatches = options(row).stream()
                .flatMap(option -> option.values().stream())
                .filter(value -> value.swatch() != null)
                .map(value -> new Swatch(value.name(), Objects.requireNonNull(value.swatch())))
                .toList();
        return new ProductCard(
                uuid(row, "product_id"),
                row.getString("slug"),
                text(row, "name"),
                text(row, "summary"),
                textOrNull(row, "brand"),
                money(row, "price_min_minor"),
                row.getLong("price_max_minor") > row.getLong("price_min_minor"),
                moneyOrNull(row, "list_price_minor"),
                picture == null
                        ? null
                        : new Image(
                                picture.url(),
                                text(row, "alt"),
                                picture.width(),
                                picture.height(),
                                picture.renditions()),
                swatches,
                false);
    }

    public Optional<ProductView> product(String slug, Language language) {
        return db.sql("""
                        WITH RECURSIVE path AS (
                            SELECT category.category_id, parent_id, category.slug, category.name, 0 AS up
                              FROM catalog.product
                              JOIN catalog.product_category USING (product_id)
                              JOIN catalog.category USING (category_id)
                             WHERE product.slug = :slug AND product_category.position = 1
                            UNION ALL
                            SELECT above.category_id, above.parent_id, above.slug, above.name, path.up + 1
                              FROM path JOIN catalog.category AS above ON above.category_id = path.parent_id
                        )
                        SELECT product_id, product.slug, product.name, product.summary, product.description, product.options,
                               product.attributes, product.price_min_minor, product.list_price_minor, product.currency,
                               product.published_at, product.terms, brand.slug AS brand_slug, brand.name AS brand_name,
                               (SELECT jsonb_agg(jsonb_build_object('slug', path.slug, 'name', path.name) ORDER BY up DESC)
                                  FROM path) AS categories,
                               (SELECT jsonb_agg(jsonb_build_object(
                                           'media', jsonb_build_object('mediaId', media_id, 'contentType', content_type,
                                                                       'width', width, 'height', height),
                                           'alt', alt) ORDER BY position)
                                  FROM catalog.product_image JOIN catalog.media USING (media_id)
                                 WHERE product_image.product_id = product.product_id) AS images,
                               (SELECT jsonb_agg(jsonb_build_object(
                                           'sku', sku, 'options', variant.options, 'price', price_minor,
                                           'listPrice', price.list_price_minor, 'lowestBefore', lowest_before_minor, 'weightGrams', weight_grams, 'volumeCm3', volume_cm3,
                                           'mediaId', media_id) ORDER BY position)
                                  FROM catalog.variant JOIN catalog.price USING (variant_id)
                                 WHERE variant.product_id = product.product_id
                                   AND price.currency = product.currency) AS variants
                          FROM catalog.product
                          LEFT JOIN catalog.brand USING (brand_id)
                         WHERE product.slug = :slug AND product.status = 'PUBLISHED'
                        """)
                .param("slug", slug)
                .query((row, _) -> view(row, language))
                .optional();
    }

    public record ShownImage(Media media, Text alt) {}

    public record ShownVariant(
            String sku,
            Map<String, String> options,
            long price,
            @Nullable Long listPrice,
            int weightGrams,
            int volumeCm3,
            @Nullable String mediaId,
            @Nullable Long lowestBefore) {
        /** As it was saved, but for its stock. */
        public ProductDraft.Variant asDraft(String currency) {
            return new ProductDraft.Variant(
                    sku,
                    options,
                    Money.of(price, currency),
                    listPrice == null ? null : Money.of(listPrice, currency),
                    weightGrams,
                    volumeCm3,
                    mediaId,
                    null);
        }
    }

    private record ShownCategory(String slug, Text name) {}

    private ProductView view(ResultSet row, Language language) throws SQLException {
        var currency = row.getString("currency");
        var images = list(row, "images", new TypeReference<List<ShownImage>>() {});
        var urls = images.stream()
                .collect(Collectors.toMap(
                        image -> image.media().mediaId(), image -> image.media().url(), (one, _) -> one));
        var variants = list(row, "variants", new TypeReference<List<ShownVariant>>() {});
        var available = availability.of(variants.stream().map(ShownVariant::sku).toList());
        var brand = row.getString("brand_slug");
        return new ProductView(
                uuid(row, "product_id"),
                row.getString("slug"),
                text(row, "name").in(language),
                text(row, "summary").in(language),
                text(row, "description").in(language),
                brand == null
                        ? null
                        : new BrandRef(brand, text(row, "brand_name").in(language)),
                list(row, "categories", new TypeReference<List<ShownCategory>>() {}).stream()
                        .map(category ->
                                new CategoryRef(category.slug(), category.name().in(language)))
                        .toList(),
                images.stream()
                        .map(image -> ProductParts.image(image.media(), image.alt(), language))
                        .toList(),
                options(row).stream()
                        .map(option -> ProductParts.option(option, language))
                        .toList(),
                variants.stream()
                        .map(variant -> ProductParts.variant(
                                variant.asDraft(currency),
                                variant.mediaId() == null ? null : urls.get(variant.mediaId()),
                                available.get(variant.sku()),
                                variant.lowestBefore() == null ? null : Money.of(variant.lowestBefore(), currency)))
                        .toList(),
                list(row, "attributes", new TypeReference<List<ProductDraft.Attribute>>() {}).stream()
                        .map(attribute -> ProductParts.attribute(attribute, language))
                        .toList(),
                money(row, "price_min_minor"),
                moneyOrNull(row, "list_price_minor"),
                available.values().stream().anyMatch(one -> one.available() > 0),
                row.getTimestamp("published_at").toInstant(),
                terms(row));
    }

    public List<ProductDocument> documents(List<UUID> productIds) {
        var found = db.sql("""
                        WITH RECURSIVE above AS (
                            SELECT product_id, category_id, parent_id, slug, name
                              FROM catalog.product_category JOIN catalog.category USING (category_id)
                             WHERE product_id = ANY(:ids::uuid[])
                            UNION
                            SELECT above.product_id, category.category_id, category.parent_id, category.slug, category.name
                              FROM above JOIN catalog.category ON category.category_id = above.parent_id
                        ), categories AS (
                            SELECT product_id, jsonb_agg(jsonb_build_object('slug', slug, 'name', name) ORDER BY slug) AS categories
                              FROM above GROUP BY product_id
                        ), variants AS (
                            SELECT product_id, array_agg(sku ORDER BY position) AS skus, jsonb_agg(variant.options) AS chosen,
                                   bool_or(list_price_minor IS NOT NULL) AS on_offer
                              FROM catalog.variant JOIN catalog.price USING (variant_id)
                             WHERE product_id = ANY(:ids::uuid[])
                             GROUP BY product_id
                        )
                        SELECT product.*, coalesce(product.published_at, product.created_at) AS since,
                               brand.slug AS brand_slug, brand.name AS brand_name,
                               categories.categories, variants.skus, variants.chosen, variants.on_offer
                          FROM catalog.product
                          JOIN variants USING (product_id)
                          LEFT JOIN catalog.brand USING (brand_id)
                          LEFT JOIN categories USING (product_id)
                         WHERE product_id = ANY(:ids::uuid[])
                        """)
                .param("ids", ids(productIds))
                .query((row, _) -> document(row))
                .list();
        var available = availability.of(
                found.stream().flatMap(one -> one.skus().stream()).toList());
        return found.stream()
                .map(one -> isAnyAvailable(one.skus(), available) ? available(one) : one)
                .toList();
    }

    private static ProductDocument available(ProductDocument one) {
        return new ProductDocument(
                one.id(),
                one.slug(),
                one.published(),
                one.name(),
                one.summary(),
                one.description(),
                one.brand(),
                one.brandName(),
                one.categories(),
                one.categoryNames(),
                one.skus(),
                one.priceMinMinor(),
                one.priceMaxMinor(),
                one.currency(),
                one.onOffer(),
                true,
                one.publishedAt(),
                one.attributes());
    }

    private ProductDocument document(ResultSet row) throws SQLException {
        var categories = list(row, "categories", new TypeReference<List<ShownCategory>>() {});
        return new ProductDocument(
                uuid(row, "product_id"),
                row.getString("slug"),
                row.getString("status").equals("PUBLISHED"),
                text(row, "name"),
                text(row, "summary"),
                Description.words(text(row, "description")),
                row.getString("brand_slug"),
                textOrNull(row, "brand_name"),
                categories.stream().map(ShownCategory::slug).toList(),
                categories.stream().map(ShownCategory::name).toList(),
                strings(row, "skus"),
                row.getLong("price_min_minor"),
                row.getLong("price_max_minor"),
                row.getString("currency"),
                row.getBoolean("on_offer"),
                false,
                row.getTimestamp("since").toInstant(),
                documentAttributes(row));
    }

    /** What the variants differ in, as far as any has it, and what all of them share. */
    private List<DocumentAttribute> documentAttributes(ResultSet row) throws SQLException {
        var chosen = list(row, "chosen", new TypeReference<List<Map<String, String>>>() {});
        var options = options(row).stream()
                .flatMap(option -> option.values().stream()
                        .filter(value ->
                                chosen.stream().anyMatch(one -> value.code().equals(one.get(option.code()))))
                        .map(value -> new DocumentAttribute(
                                option.code(), option.name(), value.code(), value.name(), value.swatch())));
        var attributes = list(row, "attributes", new TypeReference<List<ProductDraft.Attribute>>() {}).stream()
                .map(attribute -> new DocumentAttribute(
                        attribute.code(),
                        attribute.name(),
                        Slug.of(null, attribute.value(), attribute.code()),
                        attribute.value(),
                        null));
        return Stream.concat(options, attributes).toList();
    }

    public List<UUID> productIds(@Nullable UUID after, int limit) {
        return db.sql(
                        "SELECT product_id FROM catalog.product WHERE product_id > :after ORDER BY product_id LIMIT :limit")
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    public List<ProductPlace> places(@Nullable UUID after, int limit) {
        return db.sql("""
                        SELECT product_id, slug, updated_at AS changed_at FROM catalog.product
                         WHERE product_id > :after AND status = 'PUBLISHED' ORDER BY product_id LIMIT :limit
                        """)
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("limit", limit)
                .query((row, _) -> new ProductPlace(
                        uuid(row, "product_id"),
                        row.getString("slug"),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    /** The products that these stock codes belong to. */
    public List<UUID> productsOf(Collection<String> skus) {
        return db.sql("SELECT DISTINCT product_id FROM catalog.variant WHERE sku = ANY(:skus)")
                .param("skus", skus.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    private static String[] ids(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private Text text(ResultSet row, String column) throws SQLException {
        return json.readValue(row.getString(column), Text.class);
    }

    private @Nullable Text textOrNull(ResultSet row, String column) throws SQLException {
        return row.getString(column) == null ? null : text(row, column);
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return Money.of(row.getLong(column), row.getString("currency"));
    }

    private static @Nullable Money moneyOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : money(row, column);
    }

    private static @Nullable Media media(ResultSet row) throws SQLException {
        var mediaId = row.getString("media_id");
        return mediaId == null
                ? null
                : new Media(mediaId, row.getString("content_type"), row.getInt("width"), row.getInt("height"));
    }

    private List<ProductDraft.Option> options(ResultSet row) throws SQLException {
        return list(row, "options", new TypeReference<List<ProductDraft.Option>>() {});
    }

    private <T> List<T> list(ResultSet row, String column, TypeReference<List<T>> type) throws SQLException {
        var written = row.getString(column);
        return written == null ? List.of() : json.readValue(written, type);
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
