package io.kontor.trade.pricing;

import io.kontor.kernel.Money;
import io.kontor.trade.pricing.Adjustment.Change;
import io.kontor.trade.pricing.Adjustment.Change.Fixed;
import io.kontor.trade.pricing.Adjustment.Change.Percent;
import io.kontor.trade.pricing.Adjustment.Change.UnitPrice;
import io.kontor.trade.pricing.Adjustment.Target;
import io.kontor.trade.pricing.Breakdown.Step;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Line;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goods and delivery cost once every adjustment was tried, one after the other. */
final class Adjusted {
    private static final long WHOLE = 1_000_000;

    private final Asked asked;
    private final long[] goods;
    private final long[] left;
    private final Parcels parcels;
    private final long[] delivery;
    private final List<List<Step>> off = new ArrayList<>();
    private final List<List<Step>> deliveryOff = new ArrayList<>();
    private final List<Unused> unused = new ArrayList<>();
    /** Which adjustment of a group reached a line first; the delivery stands behind the lines. */
    private final List<Map<String, String>> groups = new ArrayList<>();

    Adjusted(Asked asked, Parcels parcels) {
        this.asked = asked;
        this.parcels = parcels;
        this.goods =
                asked.lines().stream().mapToLong(line -> line.goods().minor()).toArray();
        this.left = goods.clone();
        this.delivery = parcels.prices();
        for (var parcel = 0; parcel < delivery.length; parcel++) {
            deliveryOff.add(new ArrayList<>());
        }
        for (var at = 0; at <= goods.length; at++) {
            off.add(List.of());
            groups.add(Map.of());
        }
        if (!asked.adjustments().isEmpty()) {
            asked.adjustments().stream()
                    .sorted(Comparator.comparingInt(Adjustment::position))
                    .forEach(this::apply);
        }
    }

    long[] goods() {
        return goods;
    }

    long[] left() {
        return left;
    }

    /** What the delivery of each parcel costs. */
    long[] delivery() {
        return delivery;
    }

    List<Step> off(int at) {
        return off.get(at);
    }

    List<Step> deliveryOff(int parcel) {
        return List.copyOf(deliveryOff.get(parcel));
    }

    List<Unused> unused() {
        return unused;
    }

    private void apply(Adjustment adjustment) {
        var named = new ArrayList<Integer>();
        for (var at = 0; at < goods.length; at++) {
            if (adjustment.isFor(asked.lines().get(at).sku())) {
                named.add(at);
            }
        }
        if (named.isEmpty() || !isInCurrency(adjustment)) {
            refuse(adjustment, Unused.NOT_FOR_THESE, null, null);
            return;
        }
        var places = adjustment.target() == Target.DELIVERY ? List.of(goods.length) : named;
        var free = places.stream().filter(at -> first(adjustment, at) == null).toList();
        if (free.isEmpty()) {
            refuse(adjustment, Unused.NOT_TOGETHER, first(adjustment, places.getFirst()), null);
            return;
        }
        var missing = missing(adjustment, adjustment.target() == Target.DELIVERY ? named : free);
        if (missing > 0) {
            refuse(adjustment, Unused.BELOW_MINIMUM, null, new Money(missing, asked.currency()));
            return;
        }
        if (take(adjustment, adjustment.target() == Target.DELIVERY ? named : free) == 0) {
            refuse(adjustment, Unused.NOTHING_LEFT, null, null);
            return;
        }
        if (adjustment.group() != null) {
            free.forEach(at -> {
                var reached = new HashMap<>(groups.get(at));
                reached.put(adjustment.group(), adjustment.code());
                groups.set(at, reached);
            });
        }
    }

    private @Nullable String first(Adjustment adjustment, int at) {
        return adjustment.group() == null ? null : groups.get(at).get(adjustment.group());
    }

    private long missing(Adjustment adjustment, List<Integer> lines) {
        var from = adjustment.from();
        return from == null
                ? 0
                : from.minor() - lines.stream().mapToLong(at -> left[at]).sum();
    }

    private boolean isInCurrency(Adjustment adjustment) {
        var named = switch (adjustment.change()) {
            case Fixed(var amount) -> amount;
            case UnitPrice(var price) -> price;
            case Percent _ -> null;
        };
        return (named == null || named.currency().equals(asked.currency()))
                && (adjustment.from() == null || adjustment.from().currency().equals(asked.currency()));
    }

    /** @return how much it took off */
    private long take(Adjustment adjustment, List<Integer> places) {
        return switch (adjustment.target()) {
            case DELIVERY -> {
                // Only of the parcels that hold some of the goods it is for.
                var reached = new long[delivery.length];
                places.forEach(at -> reached[parcels.of(at)] = delivery[parcels.of(at)]);
                var taken = reduction(adjustment.change(), Shares.sum(reached), 1);
                var shares = Shares.of(taken, reached);
                for (var parcel = 0; parcel < shares.length; parcel++) {
                    if (shares[parcel] > 0) {
                        delivery[parcel] -= shares[parcel];
                        deliveryOff.get(parcel).add(step(adjustment, shares[parcel]));
                    }
                }
                yield taken;
            }
            case LINE -> {
                var taken = 0L;
                for (var at : places) {
                    Line line = asked.lines().get(at);
                    taken += take(adjustment, at, reduction(adjustment.change(), left[at], line.quantity()));
                }
                yield taken;
            }
            case ORDER -> {
                var weights = places.stream().mapToLong(at -> left[at]).toArray();
                var whole = reduction(adjustment.change(), Shares.sum(weights), 1);
                var shares = Shares.of(whole, weights);
                for (var at = 0; at < shares.length; at++) {
                    take(adjustment, places.get(at), shares[at]);
                }
                yield whole;
            }
        };
    }

    private long take(Adjustment adjustment, int at, long taken) {
        if (taken > 0) {
            left[at] -= taken;
            var steps = new ArrayList<>(off.get(at));
            steps.add(step(adjustment, taken));
            off.set(at, steps);
        }
        return taken;
    }

    private Step step(Adjustment adjustment, long taken) {
        return new Step(adjustment.code(), adjustment.label(), new Money(-taken, asked.currency()));
    }

    /** What a change takes off a price, which stops at nothing. */
    private static long reduction(Change change, long price, int units) {
        var wanted = switch (change) {
            case Fixed(var amount) -> amount.minor();
            case Percent(var millionths) ->
                BigInteger.valueOf(price)
                        .multiply(BigInteger.valueOf(millionths))
                        .add(BigInteger.valueOf(WHOLE / 2))
                        .divide(BigInteger.valueOf(WHOLE))
                        .longValueExact();
            case UnitPrice(var each) -> price - each.times(units).minor();
        };
        return Math.clamp(wanted, 0, price);
    }

    private void refuse(Adjustment adjustment, String reason, @Nullable String other, @Nullable Money missing) {
        unused.add(new Unused(adjustment.code(), adjustment.label(), reason, other, missing, null));
    }
}
