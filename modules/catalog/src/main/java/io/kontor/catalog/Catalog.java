package io.kontor.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.kontor.inventory.Inventory.Later;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of the catalogue. */
@HttpExchange("/internal/catalog")
public interface Catalog {
    /** The merchant that the house itself is: what it sells is its own. */
    UUID HOUSE = UUID.fromString("00000000-0000-8000-8000-000000000000");

    /** What can be bought under these stock codes; codes that are unknown or not on sale are left out. @param skus 1 to 500 */
    @PostExchange("/offers")
    List<Offer> offers(@RequestBody List<String> skus);

    /** Published products as lists show them, in the order asked; those not published are left out. @param productIds 1 to 200 */
    @PostExchange("/cards")
    List<ProductCard> cards(@RequestBody List<UUID> productIds);

    /** A published product as its page shows it, with what is available now. */
    @GetExchange("/products/{slug}")
    Optional<ProductView> product(@PathVariable String slug, @RequestParam Language language);

    /** The slug of the product on sale that once had this one. */
    @GetExchange("/moved-products/{slug}")
    Optional<String> productMoved(@PathVariable String slug);

    /** The slug of the category that once had this one. */
    @GetExchange("/moved-categories/{slug}")
    Optional<String> categoryMoved(@PathVariable String slug);

    /** All categories that are shown, parents before children, in menu order. */
    @GetExchange("/categories")
    List<Category> categories();

    /** Those that have something on sale. */
    @GetExchange("/brands")
    List<Brand> brands();

    /** A brand that has something on sale. */
    @GetExchange("/brands/{slug}")
    Optional<Brand> brand(@PathVariable String slug);

    /** Products on sale after the given one, by id. @param limit 1 to 5,000 */
    @GetExchange("/places")
    List<ProductPlace> places(@RequestParam(required = false) @Nullable UUID after, @RequestParam int limit);

    /** Products as the search index needs them, published or not. @param productIds 1 to 500 */
    @PostExchange("/documents")
    List<ProductDocument> documents(@RequestBody List<UUID> productIds);

    /** Ids of all products after the given one, ascending, for building an index anew. @param limit 1 to 5,000 */
    @GetExchange("/product-ids")
    List<UUID> productIds(@RequestParam(required = false) @Nullable UUID after, @RequestParam int limit);

    /**
     * A variant as it is sold.
     *
     * @param options what tells the variant from its siblings, for people: {@code {"zh":"红色 / L","en":"Red / L"}}
     * @param image address of a square picture, or null
     * @param listPrice the price it is struck through from, or null
     * @param weightGrams of one unit as it is packed, and {@code volumeCm3} likewise; 0 when it is not known
     * @param merchantId whose goods these are; null for the house, which most are
     */
    record Offer(
            String sku,
            UUID productId,
            UUID variantId,
            String slug,
            Text name,
            Text options,
            Money price,
            @Nullable Money listPrice,
            @Nullable String image,
            int weightGrams,
            @JsonSetter(nulls = Nulls.AS_EMPTY) int volumeCm3,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Terms terms,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID merchantId) {
        public UUID merchant() {
            return merchantId == null ? HOUSE : merchantId;
        }
    }

    /**
     * How a product is sold where that differs from the usual: in any quantity, to anybody, taxed as most goods are.
     * Quantities are of one variant in one order; what one buyer may have counts all variants of the product.
     *
     * @param taxClass code of a class in the shop's tax table, or null
     * @param min 1 to 999, or null; {@code max} likewise
     * @param step sold in multiples of it, 1 to 999, or null
     * @param buyerMax units that one buyer may order within {@code buyerDays} days; both or none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Terms(
            @Nullable String taxClass,
            @Nullable Integer min,
            @Nullable Integer max,
            @Nullable Integer step,
            @Nullable Integer buyerMax,
            @Nullable Integer buyerDays) {
        public static final Terms USUAL = new Terms(null, null, null, null, null, null);

        /** The smallest quantity that is sold. */
        public int least() {
            var in = step == null ? 1 : step;
            return Math.max(in, (Math.max(1, min == null ? 1 : min) + in - 1) / in * in);
        }

        /** The largest quantity up to a number that is sold; 0 when none is. */
        public int most(int upTo) {
            var in = step == null ? 1 : step;
            var most = Math.min(upTo, max == null ? Integer.MAX_VALUE : max) / in * in;
            return most < least() ? 0 : most;
        }
    }

    /** @param priceFrom the lowest variant price; {@code manyPrices} when others cost more */
    record ProductCard(
            UUID productId,
            String slug,
            Text name,
            Text summary,
            @Nullable Text brand,
            Money priceFrom,
            boolean manyPrices,
            @Nullable Money listPrice,
            @Nullable Image image,
            List<Swatch> swatches,
            boolean available) {}

    /**
     * @param url of the original
     * @param renditions address by name: {@code thumb} (160 px), {@code card} (480), {@code page} (960), in WebP where the
     *     original is a raster picture; a vector picture stands for itself
     */
    record Image(String url, Text alt, int width, int height, Map<String, String> renditions) {}

    /** @param colour CSS hex, such as {@code #8fa58b} */
    record Swatch(Text name, String colour) {}

    record ProductView(
            UUID id,
            String slug,
            String name,
            String summary,
            String description,
            @Nullable BrandRef brand,
            List<CategoryRef> categories,
            List<ImageView> images,
            List<Option> options,
            List<VariantView> variants,
            List<Attribute> attributes,
            Money priceFrom,
            @Nullable Money listPrice,
            boolean available,
            Instant publishedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Terms terms) {}

    record BrandRef(String slug, String name) {}

    record CategoryRef(String slug, String name) {}

    record ImageView(String url, String alt, int width, int height, Map<String, String> renditions) {}

    record Option(String code, String name, List<OptionValue> values) {}

    record OptionValue(String code, String name, @Nullable String swatch) {}

    /**
     * @param options value code by option code
     * @param available units that can be ordered now, at most 99: more is not told
     * @param inStock units of these that are there
     * @param later when more than these is ordered: by when that leaves the house
     * @param lowestBefore of what is struck through from a list price: the lowest price of the 30 days before
     */
    record VariantView(
            String sku,
            Map<String, String> options,
            Money price,
            @Nullable Money listPrice,
            int available,
            @Nullable String image,
            int weightGrams,
            int inStock,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Later later,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Money lowestBefore) {}

    record Attribute(String code, String name, String value) {}

    record Category(
            UUID id,
            String slug,
            @Nullable String parent,
            Text name,
            Text description,
            @Nullable String image,
            int products) {}

    record Brand(String slug, Text name, Text description, int products) {}

    /** Where a product on sale is found, and since when it is as it is. */
    record ProductPlace(UUID productId, String slug, Instant changedAt) {}

    /** @param categories slugs of the product's categories and all their ancestors */
    record ProductDocument(
            UUID id,
            String slug,
            boolean published,
            Text name,
            Text summary,
            Text description,
            @Nullable String brand,
            @Nullable Text brandName,
            List<String> categories,
            List<Text> categoryNames,
            List<String> skus,
            long priceMinMinor,
            long priceMaxMinor,
            String currency,
            boolean onOffer,
            boolean available,
            Instant publishedAt,
            List<DocumentAttribute> attributes) {}

    /**
     * An attribute or option value to search and filter by.
     *
     * @param value its code, stable; {@code label} is for people
     * @param swatch CSS hex of a colour, or null
     */
    record DocumentAttribute(
            String code,
            Text name,
            String value,
            Text label,
            @Nullable String swatch) {}
}
