package io.kontor.trade.page;

import io.kontor.kernel.Language;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was typed at checkout, or for another address of an order, and what is wrong with it.
 *
 * @param parameters {@code value.<field>} as typed, {@code error.<field>} a code of this module's messages
 *     ({@code error.missing}, ...) or a sentence for people
 */
public record CheckoutForm(Words words, Map<String, String> parameters) {
    private static final List<String> ORDER = List.of(
            "name",
            "phone",
            "email",
            "country",
            "region",
            "city",
            "district",
            "line1",
            "line2",
            "postcode",
            "deliveryMethod",
            "payment",
            "note");

    /** @param address its fields, unless others were typed */
    public static CheckoutForm of(Words words, Map<String, String> typed, Address address) {
        if (typed.containsKey("value.line1")) {
            return new CheckoutForm(words, typed);
        }
        var values = new HashMap<String, String>();
        values.put("value.name", text(address.name()));
        values.put("value.phone", text(address.phone()));
        values.put("value.city", text(address.city()));
        values.put("value.district", text(address.district()));
        values.put("value.line1", text(address.line1()));
        values.put("value.line2", text(address.line2()));
        values.put("value.postcode", text(address.postcode()));
        return new CheckoutForm(words, values);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    public record Country(String code, String name) {}

    public String value(String field) {
        return parameters.getOrDefault("value." + field, "");
    }

    /** The sentence that says what is wrong with a field, or empty. */
    public String error(String field) {
        var error = parameters.getOrDefault("error." + field, "");
        return error.isEmpty()
                ? ""
                : words.textOr("error." + field + "." + error, words.textOr("error." + error, error));
    }

    /** The fields with something wrong, in the order they stand on the page. */
    public List<String> wrongFields() {
        return ORDER.stream().filter(field -> !error(field).isEmpty()).toList();
    }

    /** The home country first, the others by name. */
    public List<Country> countries() {
        var language = words.language();
        var countries = new ArrayList<>(Arrays.stream(Locale.getISOCountries())
                .map(code -> new Country(code, nameOf(code, language)))
                .sorted(Comparator.comparing(Country::name, java.text.Collator.getInstance(language.locale())))
                .toList());
        var home = new Country("CN", nameOf("CN", language));
        countries.remove(home);
        return Stream.concat(Stream.of(home), countries.stream()).toList();
    }

    public static String nameOf(String country, Language language) {
        return Locale.of("", country).getDisplayCountry(language.locale());
    }
}
