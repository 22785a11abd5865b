package io.kontor.membership.page;

import io.kontor.membership.Membership.SavedAddress;
import io.kontor.platform.template.Words;
import java.text.Collator;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was typed into an address form and what is wrong with it. */
public record AddressForm(Words words, Map<String, String> parameters) {
    private static final String HOME = "CN";

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

    /** The home country first, the others by name. */
    public List<Country> countries() {
        var locale = words.language().locale();
        var others = Arrays.stream(Locale.getISOCountries())
                .filter(code -> !code.equals(HOME))
                .map(code -> new Country(code, nameOf(code, locale)))
                .sorted(Comparator.comparing(Country::name, Collator.getInstance(locale)));
        return Stream.concat(Stream.of(new Country(HOME, nameOf(HOME, locale))), others)
                .toList();
    }

    static String nameOf(String country, Locale locale) {
        return Locale.of("", country).getDisplayCountry(locale);
    }

    /** A saved address as the form's values. */
    static Map<String, String> valuesOf(SavedAddress saved) {
        var address = saved.address();
        var values = new HashMap<String, String>();
        put(values, "name", address.name());
        put(values, "phone", address.phone());
        put(values, "country", address.country());
        put(values, "region", address.region());
        put(values, "city", address.city());
        put(values, "district", address.district());
        put(values, "line1", address.line1());
        put(values, "line2", address.line2());
        put(values, "postcode", address.postcode());
        put(values, "default", saved.isDefault() ? "1" : "");
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        values.put("value." + field, Objects.requireNonNullElse(value, ""));
    }

    /** An address as it is written on a parcel. */
    public static List<String> lines(SavedAddress saved, Words words) {
        var a = saved.address();
        // A Chinese address goes from the large to the small without a gap, whatever the language of the page.
        var chinese = a.city().codePoints().anyMatch(Character::isIdeographic);
        var place = chinese
                ? Stream.of(a.region(), a.city(), a.district(), a.line1(), a.line2())
                : Stream.of(a.line1(), a.line2(), a.district(), a.city(), a.region());
        var country = nameOf(a.country(), words.language().locale());
        return Stream.of(
                        a.name(),
                        a.phone(),
                        String.join(
                                chinese ? "" : ", ",
                                place.filter(part -> part != null && !part.isBlank())
                                        .distinct()
                                        .toList()),
                        a.postcode() == null || a.postcode().isBlank() ? country : a.postcode() + " " + country)
                .toList();
    }
}
