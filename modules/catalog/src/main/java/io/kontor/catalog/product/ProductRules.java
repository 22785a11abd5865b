package io.kontor.catalog.product;

import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.product.ProductDraft.Attribute;
import io.kontor.catalog.product.ProductDraft.Image;
import io.kontor.catalog.product.ProductDraft.Option;
import io.kontor.catalog.product.ProductDraft.Variant;
import io.kontor.catalog.wording.Description;
import io.kontor.catalog.wording.Wording;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a product must be to be saved. Gives it back in the form in which it is kept, or refuses it. */
final class ProductRules {
    static final int VARIANTS_MAX = 2_000;
    private static final long PRICE_MAX_MINOR = 1_000_000_000_000L;
    private static final int WEIGHT_MAX_GRAMS = 10_000_000;
    /** A hundred cubic metres. */
    private static final int VOLUME_MAX_CM3 = 100_000_000;

    private static final int ON_HAND_MAX = 1_000_000_000;
    private static final int QUANTITY_MAX = 999;
    private static final int BUYER_MAX = 1_000_000;
    private static final int BUYER_DAYS_MAX = 3_650;
    private static final Pattern TAX_CLASS = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern SKU = Pattern.compile("[\\p{L}\\p{N}_.-]{1,64}");

    private final Currency currency;

    ProductRules(Currency currency) {
        this.currency = currency;
    }

    ProductDraft check(ProductDraft draft) {
        var code = draft.code().strip();
        if (!Wording.isCode(code)) {
            throw refusal("code", "A code has 1 to 100 characters.");
        }
        if (text("name", draft.name(), 200).isEmpty()) {
            throw refusal("name", "A product needs a name in at least one language.");
        }
        atMost("categories", draft.categories(), 20);
        checkOptions(draft.options());
        var variants = checkVariants(draft);
        return new ProductDraft(
                code,
                draft.slug() == null || draft.slug().isBlank()
                        ? null
                        : draft.slug().strip(),
                draft.brand(),
                List.copyOf(new LinkedHashSet<>(draft.categories())),
                draft.name(),
                text("summary", draft.summary(), 500),
                Description.safe(text("description", draft.description(), 50_000)),
                List.copyOf(draft.options()),
                variants,
                checkAttributes(draft.attributes()),
                images(draft, variants),
                draft.published(),
                draft.publishedAt(),
                checkTerms(draft.terms()));
    }

    private static @Nullable Terms checkTerms(@Nullable Terms terms) {
        if (terms == null) {
            return null;
        }
        var taxClass = terms.taxClass() == null || terms.taxClass().isBlank()
                ? null
                : terms.taxClass().strip();
        if (taxClass != null && !TAX_CLASS.matcher(taxClass).matches()) {
            throw refusal("terms.taxClass", "A tax class is small letters, digits and dashes, at most 40.");
        }
        within("terms.min", terms.min(), QUANTITY_MAX);
        within("terms.max", terms.max(), QUANTITY_MAX);
        within("terms.step", terms.step(), QUANTITY_MAX);
        within("terms.buyerMax", terms.buyerMax(), BUYER_MAX);
        within("terms.buyerDays", terms.buyerDays(), BUYER_DAYS_MAX);
        if ((terms.buyerMax() == null) != (terms.buyerDays() == null)) {
            throw refusal("terms.buyerDays", "How many one buyer may have needs a number of days, and these a number.");
        }
        if (terms.most(QUANTITY_MAX) == 0) {
            throw refusal("terms.max", "No quantity fits the smallest, the largest and the step together.");
        }
        return new Terms(taxClass, terms.min(), terms.max(), terms.step(), terms.buyerMax(), terms.buyerDays());
    }

    private static void within(String field, @Nullable Integer number, int max) {
        if (number != null && (number < 1 || number > max)) {
            throw refusal(field, "A number from 1 to " + max + ".");
        }
    }

    private static void checkOptions(List<Option> options) {
        atMost("options", options, 3);
        each("options", options, Option::code, (place, option) -> {
            code(place + ".code", option.code());
            if (text(place + ".name", option.name(), 100).isEmpty()) {
                throw refusal(place + ".name", "An option needs a name.");
            }
            atMost(place + ".values", option.values(), 50);
            if (option.values().isEmpty()) {
                throw refusal(place + ".values", "An option needs a value.");
            }
            each(place + ".values", option.values(), ProductDraft.Value::code, (where, value) -> {
                code(where + ".code", value.code());
                if (text(where + ".name", value.name(), 100).isEmpty()) {
                    throw refusal(where + ".name", "An option's value needs a name.");
                }
                if (value.swatch() != null && !Wording.isColour(value.swatch())) {
                    throw refusal(where + ".swatch", "A swatch is a colour such as #8fa58b.");
                }
            });
        });
    }

    private List<Variant> checkVariants(ProductDraft draft) {
        if (draft.variants().isEmpty()) {
            throw refusal("variants", "A product needs at least one variant: that is what is bought.");
        }
        atMost("variants", draft.variants(), VARIANTS_MAX);
        var values = draft.options().stream()
                .collect(Collectors.toMap(
                        Option::code,
                        option -> option.values().stream()
                                .map(ProductDraft.Value::code)
                                .collect(Collectors.toSet())));
        var combinations = new HashSet<Map<String, String>>();
        var checked = new ArrayList<Variant>();
        each("variants", draft.variants(), variant -> variant.sku().strip(), (place, variant) -> {
            var options = inOrder(place, draft.options(), values, variant);
            if (!combinations.add(options)) {
                throw refusal(
                        place + ".options",
                        draft.options().isEmpty()
                                ? "Without options a product has one variant."
                                : "Another variant has the same options.");
            }
            checked.add(check(place, variant, options));
        });
        return List.copyOf(checked);
    }

    private static Map<String, String> inOrder(
            String place, List<Option> options, Map<String, Set<String>> values, Variant variant) {
        var chosen = new LinkedHashMap<String, String>();
        for (var option : options) {
            var value = variant.options().get(option.code());
            if (value == null || !values.getOrDefault(option.code(), Set.of()).contains(value)) {
                throw refusal(
                        place + ".options",
                        "The variant " + variant.sku() + " needs one of the values of " + option.code() + ".");
            }
            chosen.put(option.code(), value);
        }
        if (chosen.size() != variant.options().size()) {
            throw refusal(
                    place + ".options", "The variant " + variant.sku() + " has an option that the product has not.");
        }
        return chosen;
    }

    private Variant check(String place, Variant variant, Map<String, String> options) {
        var sku = variant.sku().strip();
        if (!SKU.matcher(sku).matches()) {
            throw refusal(place + ".sku", "A stock code has 1 to 64 letters, digits, dots, dashes and underscores.");
        }
        checkPrice(place + ".price", variant.price());
        if (variant.listPrice() != null) {
            checkPrice(place + ".listPrice", variant.listPrice());
        }
        if (variant.weightGrams() < 0 || variant.weightGrams() > WEIGHT_MAX_GRAMS) {
            throw refusal(place + ".weightGrams", "A weight is 0 to " + WEIGHT_MAX_GRAMS + " grams.");
        }
        if (variant.volumeCm3() < 0 || variant.volumeCm3() > VOLUME_MAX_CM3) {
            throw refusal(place + ".volumeCm3", "A volume is 0 to " + VOLUME_MAX_CM3 + " cubic centimetres.");
        }
        if (variant.onHand() != null && (variant.onHand() < 0 || variant.onHand() > ON_HAND_MAX)) {
            throw refusal(place + ".onHand", "Stock is 0 to " + ON_HAND_MAX + ".");
        }
        var listPrice = variant.listPrice() != null && variant.listPrice().compareTo(variant.price()) > 0
                ? variant.listPrice()
                : null;
        return new Variant(
                sku,
                options,
                variant.price(),
                listPrice,
                variant.weightGrams(),
                variant.volumeCm3(),
                variant.image(),
                variant.onHand());
    }

    private void checkPrice(String place, Money price) {
        if (!price.currency().equals(currency)) {
            throw refusal(place, "Prices are in " + currency + ".");
        }
        if (price.isNegative() || price.minor() > PRICE_MAX_MINOR) {
            throw refusal(
                    place,
                    "A price is 0 to "
                            + Money.of(PRICE_MAX_MINOR, currency.getCurrencyCode())
                                    .amount() + ".");
        }
    }

    private static List<Attribute> checkAttributes(List<Attribute> attributes) {
        atMost("attributes", attributes, 100);
        each("attributes", attributes, Attribute::code, (place, attribute) -> {
            code(place + ".code", attribute.code());
            text(place + ".name", attribute.name(), 100);
            text(place + ".value", attribute.value(), 500);
        });
        return attributes.stream()
                .filter(attribute -> !attribute.value().isEmpty())
                .toList();
    }

    private static List<Image> images(ProductDraft draft, List<Variant> variants) {
        var images = new LinkedHashMap<String, Image>();
        for (var image : draft.images()) {
            text("images", image.alt(), 300);
            images.putIfAbsent(image.media(), image);
        }
        for (var variant : variants) {
            if (variant.image() != null) {
                images.putIfAbsent(variant.image(), new Image(variant.image(), draft.name()));
            }
        }
        var all = List.copyOf(images.values());
        atMost("images", all, 50);
        return all;
    }

    private static Text text(String place, Text text, int lengthMax) {
        Wording.fault(text, lengthMax).ifPresent(fault -> {
            throw refusal(place, fault);
        });
        return text;
    }

    private static void code(String place, String code) {
        if (!Wording.isPartCode(code)) {
            throw refusal(place, "A code has 1 to 60 letters, digits, dots, dashes and underscores.");
        }
    }

    private static void atMost(String place, List<?> things, int max) {
        if (things.size() > max) {
            throw refusal(place, "At most " + max + ".");
        }
    }

    private interface Step<T> {
        void look(String place, T thing);
    }

    /** Looks at each thing under its place in the document, and refuses two with the same key. */
    private static <T> void each(
            String field, List<T> things, java.util.function.Function<T, String> key, Step<T> step) {
        var keys = new HashSet<String>();
        for (var at = 0; at < things.size(); at++) {
            var place = field + "[" + at + "]";
            if (!keys.add(key.apply(things.get(at)))) {
                throw refusal(place, "\"" + key.apply(things.get(at)) + "\" is there twice.");
            }
            step.look(place, things.get(at));
        }
    }

    static Refusal refusal(@Nullable String field, String detail) {
        var refusal = CatalogProblem.INVALID_PRODUCT.refusal(detail);
        return field == null ? refusal : refusal.with("field", field);
    }
}
