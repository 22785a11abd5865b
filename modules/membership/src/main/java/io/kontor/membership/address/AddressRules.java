package io.kontor.membership.address;

import io.kontor.kernel.CommonProblem;
import io.kontor.membership.Membership.Address;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an address must be: enough for a parcel to arrive, and no longer than a label. */
final class AddressRules {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]([ ()-]{0,2}[0-9]){4,18}");
    private static final Pattern CHINESE_PHONE =
            Pattern.compile("1[3-9][0-9]{9}|0[0-9]{2,3}[0-9]{7,8}|[0-9]{7,8}|[48]00[0-9]{7}");
    private static final Pattern CHINESE_POSTCODE = Pattern.compile("[0-9]{6}");
    private static final Pattern POSTCODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 -]{0,11}");

    private final Map<String, String> wrong = new LinkedHashMap<>();

    private AddressRules() {}

    static Address check(@Nullable Address address) {
        if (address == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Send an address.").with("field", "address");
        }
        return check(
                address.name(),
                address.phone(),
                address.country(),
                address.region(),
                address.city(),
                address.district(),
                address.line1(),
                address.line2(),
                address.postcode());
    }

    /**
     * The address without stray spaces, its empty parts null.
     *
     * @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) with {@code fields}: what is wrong by field
     */
    static Address check(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String district,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String postcode) {
        var rules = new AddressRules();
        var code = rules.country(country);
        var chinese = code.equals("CN");
        var checked = new Address(
                rules.required("name", name, 60),
                rules.phone(phone, chinese),
                code,
                rules.region(region, chinese),
                rules.required("city", city, 100),
                rules.optional("district", district, 100),
                rules.required("line1", line1, 200),
                rules.optional("line2", line2, 200),
                rules.postcode(postcode, chinese));
        if (!rules.wrong.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Look again at " + String.join(", ", rules.wrong.keySet()) + ".")
                    .with("fields", rules.wrong);
        }
        return checked;
    }

    private String country(@Nullable String text) {
        var country = required("country", text, 2).toUpperCase(Locale.ROOT);
        if (!country.isEmpty() && !COUNTRIES.contains(country)) {
            wrong.put("country", "Two letters of ISO 3166, such as CN.");
        }
        return country;
    }

    /** Some countries have none. */
    private String region(@Nullable String text, boolean chinese) {
        var region = chinese ? required("region", text, 100) : optional("region", text, 100);
        return region == null ? "" : region;
    }

    private String phone(@Nullable String text, boolean chinese) {
        var phone = required("phone", text, 30);
        var digits = phone.replaceAll("[ ()-]", "");
        var national = digits.replaceFirst("^(\\+|00)?86(?=.{10,})", "");
        var looksRight = PHONE.matcher(phone).matches()
                && (!chinese
                        || digits.startsWith("+") && national.equals(digits)
                        || CHINESE_PHONE.matcher(national).matches());
        if (!phone.isEmpty() && !looksRight) {
            wrong.putIfAbsent("phone", "A number that a courier can call.");
        }
        return phone;
    }

    private @Nullable String postcode(@Nullable String text, boolean chinese) {
        var postcode = optional("postcode", text, 12);
        if (postcode != null
                && !(chinese ? CHINESE_POSTCODE : POSTCODE).matcher(postcode).matches()) {
            wrong.putIfAbsent("postcode", chinese ? "Six digits." : "Up to 12 letters and digits.");
        }
        return postcode;
    }

    private String required(String field, @Nullable String text, int max) {
        var value = optional(field, text, max);
        if (value == null) {
            wrong.putIfAbsent(field, "It is needed.");
            return "";
        }
        return value;
    }

    private @Nullable String optional(String field, @Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        // Digits and letters typed in full width become plain ones; what couriers print is the same.
        var value = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        if (value.codePointCount(0, value.length()) > max) {
            wrong.put(field, "At most " + max + " characters.");
        } else if (value.codePoints().anyMatch(AddressRules::isUnwritable)) {
            wrong.put(field, "On one line.");
        }
        return value;
    }

    private static boolean isUnwritable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}
