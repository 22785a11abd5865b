package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Kind;
import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.delivery.DeliveryMethod.Area;
import io.kontor.fulfilment.delivery.DeliveryMethod.Basis;
import io.kontor.fulfilment.delivery.DeliveryMethod.Tier;
import io.kontor.fulfilment.delivery.DeliveryMethod.Zone;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.kernel.Text;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a delivery method may be. Every refusal names the field, such as {@code zones[0].tiers[1].price}. */
public final class DeliveryRules {
    public static final int NAME_MAX = 60;
    static final int DESCRIPTION_MAX = 200;
    private static final int DAYS_MAX = 60;
    private static final long MINOR_MAX = 100_000_000;
    private static final long GRAMS_MAX = 10_000_000;
    private static final long CM3_MAX = 100_000_000;
    private static final int ZONES_MAX = 30;
    private static final int AREAS_MAX = 50;
    private static final int REGIONS_MAX = 60;
    private static final int POSTCODES_MAX = 300;
    private static final int TIERS_MAX = 20;
    private static final int POSITION_MAX = 10_000;
    /** With its point's code behind it, it is still a code of 40. */
    private static final int PICK_UP_CODE_MAX = 20;

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private DeliveryRules() {}

    static void check(DeliveryMethod method) {
        if (method.code() == null || !method.code().matches("[a-z][a-z0-9-]{1,39}")) {
            throw refusal("code", "A code is 2 to 40 small letters, digits and hyphens, and begins with a letter.");
        }
        if (method.kind() == null) {
            throw refusal("kind", "A method is a DELIVERY or a PICK_UP.");
        }
        checkText("name", method.name(), NAME_MAX);
        checkText("description", method.description(), DESCRIPTION_MAX);
        if (!isCurrency(method.currency())) {
            throw refusal("currency", "A currency is three capital letters, such as CNY.");
        }
        if (method.daysMin() < 0 || method.daysMax() < method.daysMin() || method.daysMax() > DAYS_MAX) {
            throw refusal("daysMax", "Days run from daysMin to daysMax, 0 to 60.");
        }
        if (method.position() < 0 || method.position() > POSITION_MAX) {
            throw refusal("position", "A position is 0 to 10,000.");
        }
        if (method.kind() == Kind.PICK_UP && method.code().length() > PICK_UP_CODE_MAX) {
            throw refusal("code", "The code of a pick-up has at most " + PICK_UP_CODE_MAX + " characters.");
        }
        checkZones(method);
        if (method.code().equals("standard") && (!method.active() || method.kind() != Kind.DELIVERY)) {
            throw FulfilmentProblem.STANDARD_STAYS
                    .refusal("Change its price instead of taking it away.")
                    .with("field", "active");
        }
    }

    private static void checkZones(DeliveryMethod method) {
        var zones = method.zones();
        if (method.kind() == Kind.PICK_UP) {
            if (zones == null || !zones.isEmpty()) {
                throw refusal("zones", "A pick-up costs nothing and has no zones.");
            }
            return;
        }
        checkCount("zones", zones, 1, ZONES_MAX);
        for (var at = 0; at < zones.size(); at++) {
            checkZone("zones[" + at + "]", zones.get(at), method.currency());
        }
    }

    private static void checkZone(String place, Zone zone, String currency) {
        checkText(place + ".name", zone.name(), NAME_MAX);
        checkAreas(place + ".areas", zone.areas(), 1);
        if (zone.basis() == null) {
            throw refusal(place + ".basis", "Tiers go by WEIGHT, by VOLUME or by AMOUNT.");
        }
        checkTiers(place, zone, currency);
        if (zone.freeFrom() != null) {
            checkAmount(place + ".freeFrom", zone.freeFrom(), currency);
        }
        checkAreas(place + ".remoteAreas", zone.remoteAreas(), 0);
        if (zone.remoteAreas().isEmpty() != (zone.remoteSurcharge() == null)) {
            throw refusal(place + ".remoteSurcharge", "Remote areas and their surcharge go together.");
        }
        if (zone.remoteSurcharge() != null) {
            checkAmount(place + ".remoteSurcharge", zone.remoteSurcharge(), currency);
        }
    }

    private static void checkTiers(String place, Zone zone, String currency) {
        var tiers = zone.tiers();
        checkCount(place + ".tiers", tiers, 1, TIERS_MAX);
        var before = 0L;
        for (var at = 0; at < tiers.size(); at++) {
            var here = place + ".tiers[" + at + "]";
            var upTo = tiers.get(at).upTo();
            checkAmount(here + ".price", tiers.get(at).price(), currency);
            if (upTo == null ? at < tiers.size() - 1 : upTo <= before || upTo > boundMax(zone.basis())) {
                throw refusal(here + ".upTo", "Bounds grow from tier to tier; only the last may have none.");
            }
            before = upTo == null ? before : upTo;
        }
        var further = zone.further();
        if (further != null) {
            if (zone.basis() == Basis.AMOUNT || isOpen(tiers)) {
                throw refusal(
                        place + ".further", "Further units are of weight or volume, above a last tier with a bound.");
            }
            if (further.step() < 1 || further.step() > boundMax(zone.basis())) {
                throw refusal(
                        place + ".further.step",
                        "A step is 1 to 10,000,000 grams, or 1 to 100,000,000 cubic centimetres.");
            }
            checkAmount(place + ".further.price", further.price(), currency);
        }
    }

    private static boolean isOpen(List<Tier> tiers) {
        return tiers.getLast().upTo() == null;
    }

    private static long boundMax(Basis basis) {
        return switch (basis) {
            case WEIGHT -> GRAMS_MAX;
            case VOLUME -> CM3_MAX;
            case AMOUNT -> MINOR_MAX * 1_000;
        };
    }

    private static void checkAreas(String place, @Nullable List<Area> areas, int least) {
        checkCount(place, areas, least, AREAS_MAX);
        for (var at = 0; areas != null && at < areas.size(); at++) {
            var area = areas.get(at);
            var here = place + "[" + at + "]";
            if (area.country() == null
                    || !(area.country().equals(Area.ANYWHERE) || COUNTRIES.contains(area.country()))) {
                throw refusal(here + ".country", "A country is two capital letters, such as CN, or * for every one.");
            }
            checkCount(here + ".regions", area.regions(), 0, REGIONS_MAX);
            if (area.regions().stream().anyMatch(region -> region.isBlank() || !isPlain(region, NAME_MAX))) {
                throw refusal(here + ".regions", "A region has 1 to 60 characters.");
            }
            checkCount(here + ".postcodes", area.postcodes(), 0, POSTCODES_MAX);
            if (area.postcodes().stream().anyMatch(code -> !code.matches("[A-Za-z0-9][A-Za-z0-9 -]{0,15}"))) {
                throw refusal(here + ".postcodes", "A postcode, or how it begins, has 1 to 16 letters and digits.");
            }
        }
    }

    private static void checkCount(String field, @Nullable List<?> list, int least, int most) {
        if (list == null
                || list.size() < least
                || list.size() > most
                || list.stream().anyMatch(Objects::isNull)) {
            throw refusal(field, "There are " + least + " to " + most + " of these.");
        }
    }

    public static void checkText(String field, @Nullable Text text, int max) {
        var fits = text != null
                && Arrays.stream(Language.values())
                        .allMatch(language -> text.byLanguage().containsKey(language.code()))
                && text.byLanguage().size() == Language.values().length
                && text.byLanguage().values().stream().allMatch(words -> isPlain(words, max));
        if (!fits) {
            throw refusal(
                    field,
                    "Write it in Chinese (zh) and English (en), up to " + max + " characters each, on one line.");
        }
    }

    static boolean isPlain(String words, int max) {
        return words.length() <= max && words.chars().noneMatch(Character::isISOControl);
    }

    private static void checkAmount(String field, @Nullable Money amount, String currency) {
        if (amount == null
                || amount.isNegative()
                || amount.minor() > MINOR_MAX
                || !amount.currency().getCurrencyCode().equals(currency)) {
            throw refusal(field, "An amount in " + currency + ", from 0 to 1,000,000.00.");
        }
    }

    private static boolean isCurrency(@Nullable String code) {
        return code != null
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(one -> one.getCurrencyCode().equals(code));
    }

    public static Refusal refusal(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }
}
