package io.kontor.catalog.page;

import io.kontor.catalog.Catalog.ImageView;
import io.kontor.catalog.Catalog.Option;
import io.kontor.catalog.Catalog.OptionValue;
import io.kontor.catalog.Catalog.ProductView;
import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.Catalog.VariantView;
import io.kontor.kernel.Money;
import io.kontor.platform.template.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A product with one of its variants chosen, as its page shows it.
 *
 * @param path its own address
 * @param beside HTML that stands below the buy button
 */
public record ProductPage(ProductView product, String path, VariantView chosen, String beside, Words words) {
    /** So few left that it is worth saying. */
    private static final int FEW = 5;

    /** @param sku what was asked for; without it, or when it is not of this product, the first that can be bought */
    static ProductPage of(ProductView product, String path, @Nullable String sku, String beside, Words words) {
        var chosen = product.variants().stream()
                .filter(variant -> variant.sku().equals(sku))
                .findFirst()
                .or(() -> product.variants().stream()
                        .filter(variant -> variant.available() > 0)
                        .findFirst())
                .orElseGet(() -> product.variants().getFirst());
        return new ProductPage(product, path, chosen, beside, words);
    }

    /** The price the chosen variant is struck through from, if it really costs less now. */
    public @Nullable Money listPrice() {
        return listPriceOf(chosen);
    }

    private static @Nullable Money listPriceOf(VariantView variant) {
        var listPrice = variant.listPrice();
        return listPrice != null && listPrice.compareTo(variant.price()) > 0 ? listPrice : null;
    }

    public @Nullable String saving() {
        return savingOf(chosen);
    }

    private @Nullable String savingOf(VariantView variant) {
        var listPrice = listPriceOf(variant);
        return listPrice == null ? null : words.text("price.saving", words.money(listPrice.minus(variant.price())));
    }

    /** What a reduction has to be compared with. */
    public @Nullable String lowestBefore() {
        return lowestBeforeOf(chosen);
    }

    private @Nullable String lowestBeforeOf(VariantView variant) {
        var lowest = variant.lowestBefore();
        return lowest == null || listPriceOf(variant) == null
                ? null
                : words.text("price.lowest-before", words.money(lowest));
    }

    public String chosenName(Option option) {
        return option.values().stream()
                .filter(value -> value.code().equals(chosen.options().get(option.code())))
                .map(OptionValue::name)
                .findFirst()
                .orElse("");
    }

    /** Where choosing this value leads: the variant that has it and is otherwise most like the chosen one; null when none has it. */
    public @Nullable VariantView target(String option, String value) {
        return product.variants().stream()
                .filter(variant -> value.equals(variant.options().get(option)))
                .max(Comparator.comparingLong(this::likeness).thenComparing(variant -> variant.available() > 0))
                .orElse(null);
    }

    private long likeness(VariantView variant) {
        return variant.options().entrySet().stream()
                .filter(option -> option.getValue().equals(chosen.options().get(option.getKey())))
                .count();
    }

    private Terms terms() {
        return Objects.requireNonNullElse(product.terms(), Terms.USUAL);
    }

    /** The smallest quantity that is sold; what is sold otherwise is above it by multiples of {@link #step()}. */
    public int least() {
        return terms().least();
    }

    public int step() {
        return Objects.requireNonNullElse(terms().step(), 1);
    }

    /** The largest quantity of a variant that can be bought now; 0 when none can. */
    public int most(VariantView variant) {
        return terms().most(variant.available());
    }

    /** In which quantities it is sold; empty when in any. */
    public String termsText() {
        var terms = terms();
        var told = new ArrayList<String>();
        if (terms.min() != null) {
            told.add(words.text("terms.min", terms.min()));
        }
        if (terms.step() != null) {
            told.add(words.text("terms.step", terms.step()));
        }
        if (terms.max() != null) {
            told.add(words.text("terms.max", terms.max()));
        }
        if (terms.buyerMax() != null && terms.buyerDays() != null) {
            told.add(words.text("terms.buyer", terms.buyerMax(), terms.buyerDays()));
        }
        return String.join(" ", told);
    }

    public String stock(VariantView variant) {
        if (variant.inStock() > 0) {
            return variant.inStock() <= FEW ? "few" : "plenty";
        }
        return variant.later() == null ? "gone" : "later";
    }

    /** What there is, and by when more of it leaves the house. */
    public String stockText(VariantView variant) {
        var stock = stock(variant);
        var later = variant.later();
        if (later == null || stock.equals("plenty")) {
            return words.text("stock." + stock, variant.inStock());
        }
        var more = words.text("stock.later" + (later.preOrder() ? ".pre-order" : ""), words.date(later.on()));
        return stock.equals("few") ? words.text("stock.few.more", variant.inStock(), more) : more;
    }

    /** The place of a variant's picture among the product's, 0 when it has none of its own. */
    public int pictureOf(VariantView variant) {
        for (var at = 0; at < product.images().size(); at++) {
            if (shows(product.images().get(at), variant.image())) {
                return at;
            }
        }
        return 0;
    }

    private static boolean shows(ImageView image, @Nullable String address) {
        return image.url().equals(address) || image.renditions().containsValue(String.valueOf(address));
    }

    /** Descriptions are kept as HTML; one that was written as plain text gets its paragraphs. */
    public String descriptionHtml() {
        var description = product.description();
        return description.contains("<")
                ? description
                : "<p>" + description.strip().replaceAll("\\R+", "</p><p>") + "</p>";
    }

    /** What the variant picker in the browser has to know, safe to stand in a script element. */
    public String variantsJson() {
        return forScript(product.variants().stream().map(this::forPicker).toList());
    }

    private Map<String, @Nullable Object> forPicker(VariantView variant) {
        var listPrice = listPriceOf(variant);
        var told = new HashMap<String, @Nullable Object>();
        told.put("sku", variant.sku());
        told.put("options", variant.options());
        told.put("price", words.money(variant.price()));
        told.put("listPrice", listPrice == null ? null : words.money(listPrice));
        told.put("saving", savingOf(variant));
        told.put("lowest", lowestBeforeOf(variant));
        told.put("stock", stock(variant));
        told.put("stockText", stockText(variant));
        told.put("most", most(variant));
        told.put("least", least());
        told.put("picture", variant.image() == null ? null : "picture-" + pictureOf(variant));
        return told;
    }

    /** The product for search engines. Source: schema.org, Product and Offer. */
    String jsonLd() {
        var told = new LinkedHashMap<String, Object>();
        told.put("@context", "https://schema.org");
        told.put("@type", "Product");
        told.put("name", product.name());
        told.put("sku", chosen.sku());
        told.put("description", product.summary());
        told.put("image", product.images().stream().map(ImageView::url).toList());
        if (product.brand() != null) {
            told.put("brand", Map.of("@type", "Brand", "name", product.brand().name()));
        }
        told.put("offers", product.variants().stream().map(ProductPage::offer).toList());
        return forScript(told);
    }

    private static Map<String, Object> offer(VariantView variant) {
        return Map.of(
                "@type", "Offer",
                "sku", variant.sku(),
                "price", variant.price().amount(),
                "priceCurrency", variant.price().currency().getCurrencyCode(),
                "availability", "https://schema.org/" + standing(variant));
    }

    private static String standing(VariantView variant) {
        if (variant.inStock() > 0) {
            return "InStock";
        }
        return variant.later() == null ? "OutOfStock" : variant.later().preOrder() ? "PreOrder" : "BackOrder";
    }

    private static String forScript(Object told) {
        return JsonMapper.shared().writeValueAsString(told).replace("<", "\\u003c");
    }
}
