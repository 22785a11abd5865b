package io.kontor.catalog.product;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.kontor.catalog.Catalog.Terms;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product whole, as a person or an import wants it to be.
 *
 * @param code the shop's own word for it, 1 to 100 characters; saving it again replaces the product
 * @param slug its place in addresses; null keeps the one it has, or makes one from the name. One that is taken gets a
 *     number behind it
 * @param brand code of a saved brand, or null
 * @param categories codes of saved categories, at most 20, the one it is at home in first
 * @param name at most 200 characters in each language, at least one language
 * @param summary at most 500 characters
 * @param description HTML, at most 50,000 characters; what is not allowed in descriptions is taken out
 * @param options at most 3, each with 1 to 50 values
 * @param variants 1 to 2,000; without options exactly one, else each with a value for every option and no two alike
 * @param attributes at most 100, each code once
 * @param images at most 50, the one that lists show first
 * @param published whether shoppers see it
 * @param publishedAt since when, for goods that were on sale before they came here; null for now
 * @param terms how it is sold; null keeps what is known
 */
public record ProductDraft(
        String code,
        @Nullable String slug,
        @Nullable String brand,
        List<String> categories,
        Text name,
        Text summary,
        Text description,
        List<Option> options,
        List<Variant> variants,
        List<Attribute> attributes,
        List<Image> images,
        boolean published,
        @Nullable Instant publishedAt,
        @Nullable Terms terms) {

    /** For those who do not say how it is sold. */
    public ProductDraft(
            String code,
            @Nullable String slug,
            @Nullable String brand,
            List<String> categories,
            Text name,
            Text summary,
            Text description,
            List<Option> options,
            List<Variant> variants,
            List<Attribute> attributes,
            List<Image> images,
            boolean published,
            @Nullable Instant publishedAt) {
        this(
                code,
                slug,
                brand,
                categories,
                name,
                summary,
                description,
                options,
                variants,
                attributes,
                images,
                published,
                publishedAt,
                null);
    }

    /** The same, on sale or not. */
    public ProductDraft onSale(boolean onSale) {
        return copy(slug, variants, onSale);
    }

    /** The same under another address. */
    public ProductDraft at(@Nullable String otherSlug) {
        return copy(otherSlug, variants, published);
    }

    /** The same, without saying how much of it there is. */
    public ProductDraft withoutStock() {
        return copy(slug, variants.stream().map(Variant::withoutStock).toList(), published);
    }

    private ProductDraft copy(@Nullable String otherSlug, List<Variant> otherVariants, boolean onSale) {
        return new ProductDraft(
                code,
                otherSlug,
                brand,
                categories,
                name,
                summary,
                description,
                options,
                otherVariants,
                attributes,
                images,
                onSale,
                publishedAt,
                terms);
    }

    public record Option(String code, Text name, List<Value> values) {
        public Option {
            require("code", code);
            name = orEmpty(name);
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /** @param swatch CSS hex such as {@code #8fa58b}, or null */
    public record Value(String code, Text name, @Nullable String swatch) {
        public Value {
            require("code", code);
            name = orEmpty(name);
        }
    }

    /**
     * @param sku 1 to 64 letters, digits, dots, dashes and underscores; unique in the shop
     * @param options value code by option code
     * @param price in the shop's currency
     * @param listPrice the price it is struck through from, or null; one that is not above the price is left out
     * @param image id of a kept picture, or null; it joins the product's images when it is not among them
     * @param onHand the stock as counted, or null to leave it
     */
    public record Variant(
            String sku,
            Map<String, String> options,
            Money price,
            @Nullable Money listPrice,
            int weightGrams,
            @JsonSetter(nulls = Nulls.AS_EMPTY) int volumeCm3,
            @Nullable String image,
            @Nullable Integer onHand) {
        public Variant {
            require("sku", sku);
            require("price", price);
            options = options == null ? Map.of() : options;
        }

        private Variant withoutStock() {
            return new Variant(sku, options, price, listPrice, weightGrams, volumeCm3, image, null);
        }
    }

    public record Attribute(String code, Text name, Text value) {
        public Attribute {
            require("code", code);
            name = orEmpty(name);
            value = orEmpty(value);
        }
    }

    /** @param media id of a kept picture */
    public record Image(String media, Text alt) {
        public Image {
            require("media", media);
            alt = orEmpty(alt);
        }
    }

    // These records are read from what people send, where anything may be missing.
    private static void require(String field, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    private static Text orEmpty(@Nullable Text text) {
        return text == null ? Text.EMPTY : text;
    }
}
