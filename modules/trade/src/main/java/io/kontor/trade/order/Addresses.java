package io.kontor.trade.order;

import io.kontor.kernel.CommonProblem;
import io.kontor.trade.Trade.Address;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks and tidies where an order goes. */
public final class Addresses {
    private static final int NAME_MAX = 60;
    private static final int PLACE_MAX = 60;
    private static final int LINE_MAX = 120;
    private static final int POSTCODE_MAX = 16;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Addresses() {}

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400) with {@code fields}: what is wrong, by field */
    public static Address require(@Nullable Address given) {
        var wrong = new LinkedHashMap<String, String>();
        var address = checked(given, wrong);
        requireNone(wrong);
        return address;
    }

    public static void requireNone(Map<String, String> wrong) {
        if (!wrong.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Correct these fields: " + String.join(", ", wrong.keySet()) + ".")
                    .with("fields", wrong);
        }
    }

    /** @param wrong gets what is wrong, by field */
    public static Address checked(@Nullable Address given, Map<String, String> wrong) {
        if (given == null) {
            wrong.put("address", "is missing");
            return new Address(null, null, null, null, null, null, null, null, null);
        }
        var phone = Contacts.phone(given.phone());
        if (phone == null) {
            wrong.put(
                    "address.phone",
                    given.phone() == null || given.phone().isBlank() ? "is missing" : "is not a phone number");
        }
        var country = given.country() == null ? "" : given.country().strip().toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            wrong.put("address.country", country.isEmpty() ? "is missing" : "is not a country: write it as CN");
        }
        return new Address(
                text("address.name", given.name(), NAME_MAX, true, wrong),
                phone,
                country,
                text("address.region", given.region(), PLACE_MAX, true, wrong),
                text("address.city", given.city(), PLACE_MAX, true, wrong),
                text("address.district", given.district(), PLACE_MAX, false, wrong),
                text("address.line1", given.line1(), LINE_MAX, true, wrong),
                text("address.line2", given.line2(), LINE_MAX, false, wrong),
                text("address.postcode", given.postcode(), POSTCODE_MAX, false, wrong));
    }

    /** One line of a form. @param wanted whether it must be there */
    public static @Nullable String text(
            String field, @Nullable String given, int max, boolean wanted, Map<String, String> wrong) {
        if (given == null || given.isBlank()) {
            if (wanted) {
                wrong.put(field, "is missing");
            }
            return null;
        }
        var text = given.strip();
        if (text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
            wrong.put(field, "has at most " + max + " printable characters");
        }
        return text;
    }
}
