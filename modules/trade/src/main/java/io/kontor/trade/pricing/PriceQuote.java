package io.kontor.trade.pricing;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.pricing.Breakdown.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What goods and their delivery cost, explained line by line: a pure function of all that matters. Every share that
 * lines get of a whole (a discount, the delivery, the tax, what points pay) sums to that whole to the last minor unit;
 * what is left over after rounding goes to the largest remainders, the earlier line first.
 *
 * @param due what is left to pay after points and gift cards
 * @param parcels each parcel by itself, when there are several: their lines and amounts together are these
 */
public record PriceQuote(
        List<Priced> lines,
        Delivered delivery,
        List<Step> tenders,
        List<Unused> unused,
        Totals totals,
        Money due,
        List<PriceQuote> parcels) {

    /**
     * @param adjustments in any order
     * @param tenders points and gift cards, in the order in which they pay
     * @param refused what rules and coupons were asked for and do not give, with why
     */
    public record Asked(
            Currency currency,
            List<Line> lines,
            List<Adjustment> adjustments,
            Delivery delivery,
            List<Tender> tenders,
            List<Unused> refused) {
        public Asked(Currency currency, List<Line> lines, List<Adjustment> adjustments, Delivery delivery) {
            this(currency, lines, adjustments, delivery, List.of(), List.of());
        }
    }

    /** @param listPrice of one unit before the offer; {@code price} of one unit, with its tax or without as {@code tax} says */
    public record Line(UUID lineId, String sku, int quantity, Money listPrice, Money price, TaxRate tax) {
        Money goods() {
            return price.times(quantity);
        }
    }

    /**
     * @param tax of the delivery's own class; null: taxed as the goods are, in proportion
     * @param parcels what is sent by itself, every line in one of them; empty when all goes together
     */
    public record Delivery(Money price, @Nullable TaxRate tax, List<Parcel> parcels) {
        public Delivery(Money price, @Nullable TaxRate tax) {
            this(price, tax, List.of());
        }
    }

    /** @param price of its delivery; those of all parcels sum to the delivery's */
    public record Parcel(Set<UUID> lineIds, Money price) {}

    /** @param amount it can pay at most */
    public record Tender(Kind kind, String code, Text label, Money amount) {
        public enum Kind {
            POINTS,
            GIFT_CARD
        }

        static final String POINTS_CODE = "points";

        private String stepCode() {
            return kind == Kind.POINTS ? POINTS_CODE : code;
        }
    }

    /**
     * A line and its part of everything.
     *
     * @param tax on the line and on its share of the delivery, of which {@code deliveryTax} on the latter
     * @param deliveryShare with the tax that was added to it
     * @param total what the line costs without delivery: {@code price × quantity - discount}, with the tax that was added
     */
    public record Priced(
            Line line,
            Money discount,
            Money tax,
            Money deliveryTax,
            Money deliveryShare,
            Money total,
            Money points,
            Money giftCards,
            Breakdown breakdown) {
        /** What is paid in money for the line and its delivery. */
        public Money paid() {
            return total.plus(deliveryShare).minus(points).minus(giftCards);
        }
    }

    /** @param price before adjustments; {@code total} after them, without tax that is added */
    public record Delivered(
            Money price,
            List<Step> off,
            Money total,
            @Nullable TaxRate tax) {}

    public static PriceQuote decide(Asked asked) {
        var parcels = new Parcels(asked);
        var adjusted = new Adjusted(asked, parcels);
        var taxed = new Taxed(asked, adjusted.left(), parcels, adjusted.delivery());
        return new Settled(asked, parcels, adjusted, taxed).quote();
    }

    /** What an order keeps of the explanation beside its lines; null when there is nothing unusual to tell. */
    public Breakdown.@Nullable OfOrder breakdown() {
        var kept = new Breakdown.OfOrder(
                delivery.off().isEmpty() ? null : delivery.price(), delivery.off(), delivery.tax(), tenders, unused);
        return kept.equals(Breakdown.OfOrder.USUAL) ? null : kept;
    }

    /** Points and gift cards pay what is left, in their order; the lines share it by what they have left to pay. */
    private static final class Settled {
        private final Asked asked;
        private final Parcels parcels;
        private final Adjusted adjusted;
        private final Taxed taxed;
        private final long[] points;
        private final long[] giftCards;
        private final List<Tendered> tenders = new ArrayList<>();
        private final List<Unused> unused = new ArrayList<>();

        /** @param shares what it pays of each line */
        private record Tendered(Tender tender, long[] shares) {}

        Settled(Asked asked, Parcels parcels, Adjusted adjusted, Taxed taxed) {
            this.asked = asked;
            this.parcels = parcels;
            this.adjusted = adjusted;
            this.taxed = taxed;
            this.points = new long[asked.lines().size()];
            this.giftCards = new long[asked.lines().size()];
            unused.addAll(asked.refused());
            unused.addAll(adjusted.unused());
            asked.tenders().forEach(this::take);
        }

        private void take(Tender tender) {
            var open = new long[points.length];
            Arrays.setAll(open, at -> taxed.total(at) + taxed.deliveryShare(at) - points[at] - giftCards[at]);
            var amount = tender.amount();
            var paid = amount.currency().equals(asked.currency()) ? Math.min(amount.minor(), Shares.sum(open)) : 0;
            if (paid <= 0) {
                unused.add(new Unused(tender.stepCode(), tender.label(), Unused.NOTHING_LEFT));
                return;
            }
            var shares = Shares.of(paid, open);
            var taken = tender.kind() == Tender.Kind.POINTS ? points : giftCards;
            Arrays.setAll(taken, at -> taken[at] + shares[at]);
            tenders.add(new Tendered(tender, shares));
        }

        PriceQuote quote() {
            var delivered = IntStream.range(0, parcels.count())
                    .mapToObj(this::delivered)
                    .toList();
            if (delivered.size() == 1) {
                return quote(IntStream.range(0, points.length).toArray(), delivered.getFirst(), List.of());
            }
            var each = IntStream.range(0, parcels.count())
                    .mapToObj(parcel -> quote(parcels.lines(parcel), delivered.get(parcel), List.of()))
                    .toList();
            return quote(IntStream.range(0, points.length).toArray(), together(delivered), each);
        }

        private Delivered delivered(int parcel) {
            return new Delivered(
                    money(parcels.prices()[parcel]),
                    adjusted.deliveryOff(parcel),
                    money(adjusted.delivery()[parcel]),
                    asked.delivery().tax());
        }

        private Delivered together(List<Delivered> parcels) {
            var off = new LinkedHashMap<String, Step>();
            parcels.forEach(parcel -> parcel.off().forEach(step -> off.merge(step.code(), step, Step::plus)));
            return new Delivered(
                    asked.delivery().price(),
                    List.copyOf(off.values()),
                    money(Shares.sum(adjusted.delivery())),
                    asked.delivery().tax());
        }

        private PriceQuote quote(int[] places, Delivered delivered, List<PriceQuote> parcels) {
            var goods = sum(places, at -> adjusted.goods()[at]);
            var discount = goods - sum(places, at -> adjusted.left()[at]);
            var delivery = delivered.total().minor();
            var added = sum(places, taxed::added);
            var total = goods - discount + delivery + added;
            var tendered = sum(places, at -> points[at] + giftCards[at]);
            var totals = new Totals(
                    money(goods),
                    money(discount),
                    money(delivery),
                    money(sum(places, at -> Math.addExact(taxed.goodsTax(at), taxed.deliveryTax(at)))),
                    money(total),
                    added == 0 ? null : money(added),
                    tendered == 0 ? null : money(total - tendered));
            return new PriceQuote(
                    IntStream.of(places).mapToObj(this::priced).toList(),
                    delivered,
                    tenders(places),
                    List.copyOf(new LinkedHashSet<>(unused)),
                    totals,
                    money(total - tendered),
                    parcels);
        }

        private List<Step> tenders(int[] places) {
            return tenders.stream()
                    .map(one -> new Step(
                            one.tender().stepCode(), one.tender().label(), money(-sum(places, at -> one.shares()[at]))))
                    .filter(step -> !step.amount().isZero())
                    .toList();
        }

        private static long sum(int[] places, IntToLongFunction amount) {
            return Shares.sum(IntStream.of(places).mapToLong(amount).toArray());
        }

        private Priced priced(int at) {
            var line = asked.lines().get(at);
            var ownDeliveryTax = asked.delivery().tax() == null ? null : taxed.deliveryTax(at);
            return new Priced(
                    line,
                    money(adjusted.goods()[at] - adjusted.left()[at]),
                    money(taxed.goodsTax(at) + taxed.deliveryTax(at)),
                    money(taxed.deliveryTax(at)),
                    money(taxed.deliveryShare(at)),
                    money(taxed.total(at)),
                    money(points[at]),
                    money(giftCards[at]),
                    Breakdown.of(adjusted.off(at), line.tax(), ownDeliveryTax, points[at], giftCards[at]));
        }

        private Money money(long minor) {
            return new Money(minor, asked.currency());
        }
    }
}
