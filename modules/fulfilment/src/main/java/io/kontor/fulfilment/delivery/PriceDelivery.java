package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Kind;
import io.kontor.fulfilment.Fulfilment.PickUpPoint;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Step;
import io.kontor.fulfilment.Fulfilment.Withheld;
import io.kontor.fulfilment.delivery.DeliveryMethod.Area;
import io.kontor.fulfilment.delivery.DeliveryMethod.Zone;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a delivery costs and why: pure arithmetic over a method's zones and tiers. */
final class PriceDelivery {
    private static final Pattern KIND_OF_REGION = Pattern.compile("(?<=.{2})(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)$");

    private PriceDelivery() {}

    sealed interface Outcome {
        record Offered(Rate rate) implements Outcome {}

        record Not(Withheld withheld) implements Outcome {}
    }

    /** One outcome for a delivery; for a pick-up one for each point, all of them free. */
    static List<Outcome> price(DeliveryMethod method, List<PickUpPoint> points, RateRequest goods) {
        if (method.kind() == Kind.PICK_UP) {
            return points.isEmpty()
                    ? List.of(not(method, "no-point"))
                    : points.stream().map(point -> pickUp(method, point)).toList();
        }
        return List.of(delivery(method, goods));
    }

    private static Outcome pickUp(DeliveryMethod method, PickUpPoint point) {
        return new Outcome.Offered(new Rate(
                method.code() + ":" + point.code(),
                method.kind(),
                joined(method.name(), point.name()),
                joined(point.address(), point.hours()),
                Money.of(0, method.currency()),
                null,
                method.daysMin(),
                method.daysMax(),
                Text.EMPTY,
                List.of(),
                point));
    }

    private static Text joined(Text first, Text second) {
        return new Text(Arrays.stream(Language.values())
                .collect(Collectors.toMap(
                        Language::code, language -> first.in(language) + " · " + second.in(language))));
    }

    private static Outcome delivery(DeliveryMethod method, RateRequest goods) {
        var zone = method.zones().stream()
                .filter(one -> one.areas().stream().anyMatch(area -> fits(area, goods, true)))
                .findFirst();
        if (zone.isEmpty()) {
            return not(method, "no-zone");
        }
        return steps(zone.get(), goods)
                .map(steps -> offered(method, zone.get().name(), zone.get().freeFrom(), steps))
                .orElseGet(() -> not(method, "too-much"));
    }

    private static Outcome not(DeliveryMethod method, String reason) {
        return new Outcome.Not(new Withheld(method.code(), method.name(), reason));
    }

    private static Outcome offered(DeliveryMethod method, Text zone, @Nullable Money freeFrom, List<Step> steps) {
        return new Outcome.Offered(new Rate(
                method.code(),
                method.kind(),
                method.name(),
                method.description(),
                sum(steps, method.currency()),
                freeFrom,
                method.daysMin(),
                method.daysMax(),
                zone,
                steps,
                null));
    }

    /** The steps to the price, or nothing when the zone's tiers end below what is to be delivered. */
    private static Optional<List<Step>> steps(Zone zone, RateRequest goods) {
        var code = zone.basis().name().toLowerCase(Locale.ROOT);
        var measured = switch (zone.basis()) {
            case WEIGHT -> goods.weightGrams();
            case VOLUME -> goods.volumeCm3();
            case AMOUNT -> goods.goodsTotal().minor();
        };
        var steps = new ArrayList<Step>();
        var tier = zone.tiers().stream()
                .filter(one -> one.upTo() == null || measured <= one.upTo())
                .findFirst();
        if (tier.isPresent()) {
            steps.add(new Step(code, measured, tier.get().upTo(), tier.get().price()));
        } else {
            var further = zone.further();
            var last = zone.tiers().getLast();
            if (further == null || last.upTo() == null) {
                return Optional.empty();
            }
            var units = Math.ceilDiv(measured - last.upTo(), further.step());
            steps.add(new Step(code, measured, last.upTo(), last.price()));
            steps.add(new Step("further", units, further.step(), further.price().times(units)));
        }
        var freeFrom = zone.freeFrom();
        if (freeFrom != null && goods.goodsTotal().compareTo(freeFrom) >= 0) {
            var before = sum(steps, freeFrom.currency().getCurrencyCode());
            steps.add(new Step("free", null, freeFrom.minor(), before.negated()));
        }
        var surcharge = zone.remoteSurcharge();
        if (surcharge != null && zone.remoteAreas().stream().anyMatch(area -> fits(area, goods, false))) {
            steps.add(new Step("remote", null, null, surcharge));
        }
        return Optional.of(List.copyOf(steps));
    }

    /** @param unknownFits whether an address of which nothing is known yet lies in the area */
    private static boolean fits(Area area, RateRequest goods, boolean unknownFits) {
        return (goods.country() == null
                        ? unknownFits
                        : area.country().equals(Area.ANYWHERE) || area.country().equals(goods.country()))
                && (area.regions().isEmpty()
                        || (goods.region() == null
                                ? unknownFits
                                : area.regions().stream()
                                        .anyMatch(one -> region(one).equals(region(goods.region())))))
                && (area.postcodes().isEmpty()
                        || (goods.postcode() == null
                                ? unknownFits && goods.country() == null
                                : area.postcodes().stream()
                                        .anyMatch(one ->
                                                postcode(goods.postcode()).startsWith(postcode(one)))));
    }

    /** 浙江省 and 浙江 are one region, and so are Bavaria and BAVARIA. */
    private static String region(String written) {
        return KIND_OF_REGION.matcher(written.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    static String postcode(String written) {
        return written.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private static Money sum(List<Step> steps, String currency) {
        return steps.stream().map(Step::amount).reduce(Money.of(0, currency), Money::plus);
    }
}
