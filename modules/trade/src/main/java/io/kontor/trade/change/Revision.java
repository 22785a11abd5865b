package io.kontor.trade.change;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.change.DeliverChanged.Way;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.pricing.Adjustment;
import io.kontor.trade.pricing.Adjustment.Change.Fixed;
import io.kontor.trade.pricing.Adjustment.Change.UnitPrice;
import io.kontor.trade.pricing.Adjustment.Target;
import io.kontor.trade.pricing.Breakdown;
import io.kontor.trade.pricing.Breakdown.Step;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceQuote.Priced;
import io.kontor.trade.pricing.PriceQuote.Tender;
import io.kontor.trade.pricing.TaxRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an order whose prices or lines are changed: a pure function, and the price is again that of
 * {@link PriceQuote}. What was agreed stays: the price of units that were ordered before, what rules took off them, and their
 * tax rate. What is added costs what it costs today, and so does the delivery of what it is then, unless the old price is kept.
 */
final class Revision {
    /** The code of a unit price that staff set, as it stands in explanations. */
    static final String PRICE = "price-change";
    /** The code of what staff took off a whole order. */
    static final String DEDUCTION = "deduction";
    /** The code of the difference between units of one line that were ordered at different prices. */
    static final String OTHER_PRICE = "other-price";

    private static final int FIRST = 0;
    private static final int DIFFERENCE = 1;
    private static final int AGREED = 2;
    private static final int LAST = 10_000;

    private final KeptOrder order;
    private final Wanted wanted;
    private final Map<String, Today> today;
    private final Names names;
    private final @Nullable Money deliveryPrice;
    private final Money refunded;
    private final List<PriceQuote.Line> lines = new ArrayList<>();
    private final List<Adjustment> adjustments = new ArrayList<>();

    private Revision(
            KeptOrder order,
            Wanted wanted,
            Map<String, Today> today,
            Names names,
            @Nullable Money deliveryPrice,
            Money refunded) {
        this.order = order;
        this.wanted = wanted;
        this.today = today;
        this.names = names;
        this.deliveryPrice = deliveryPrice;
        this.refunded = refunded;
    }

    /**
     * @param prices of one unit, by line; lines that are not named keep theirs
     * @param deduction off the whole order, instead of one that was given before; null: as it is
     * @param quantities by SKU, 0 for none; SKUs that are not named keep theirs
     * @param keepsDelivery whether the delivery costs what it did, whatever is delivered then
     * @param deliveryMethod by which it goes from now on; null: as before
     */
    record Wanted(
            Map<UUID, Money> prices,
            @Nullable Money deduction,
            Map<String, Integer> quantities,
            boolean keepsDelivery,
            @Nullable String deliveryMethod) {}

    /** What is added costs this. */
    record Today(Offer offer, Money listPrice, TaxRate tax) {}

    /** What buyers read in the explanation. */
    record Names(Text price, Text deduction, Text agreed, Text today) {}

    /** @param added units that are reserved more, by SKU; {@code givenBack} those that are not wanted any more; {@code way} how it goes then */
    record Revised(
            PriceQuote quote,
            List<KeptOrder.Line> lines,
            Breakdown.@Nullable OfOrder breakdown,
            Map<String, Integer> added,
            Map<String, Integer> givenBack,
            Way way) {
        Revised by(Way way) {
            return new Revised(quote, lines, breakdown, added, givenBack, way);
        }
    }

    /**
     * @param today of every SKU of which more is wanted
     * @param deliveryPrice of what it is then, before adjustments; null: as it was
     * @param refunded the money that after-sales gave back of it
     * @param newLineId of a SKU that the order does not have yet
     */
    static Revised decide(
            KeptOrder order,
            Wanted wanted,
            Map<String, Today> today,
            Names names,
            @Nullable Money deliveryPrice,
            Money refunded,
            Function<String, UUID> newLineId) {
        return new Revision(order, wanted, today, names, deliveryPrice, refunded).decide(newLineId);
    }

    private Revised decide(Function<String, UUID> newLineId) {
        order.lines().forEach(this::keep);
        var before = new HashMap<String, KeptOrder.Line>();
        order.lines().forEach(line -> before.put(line.sku(), line));
        wanted.quantities().forEach((sku, quantity) -> {
            if (quantity > 0 && !before.containsKey(sku)) {
                var now = Objects.requireNonNull(today.get(sku));
                lines.add(new PriceQuote.Line(
                        newLineId.apply(sku),
                        sku,
                        quantity,
                        now.listPrice(),
                        now.offer().price(),
                        now.tax()));
            }
        });
        var deduction = wanted.deduction();
        if (deduction != null && deduction.isPositive()) {
            adjustments.add(new Adjustment(
                    DEDUCTION, names.deduction(), Target.ORDER, new Fixed(deduction), Set.of(), LAST, null, null));
        }
        var quote = quote();
        var added = new LinkedHashMap<String, Integer>();
        var givenBack = new LinkedHashMap<String, Integer>();
        wanted.quantities().forEach((sku, quantity) -> {
            var was = before.get(sku);
            var more = quantity - (was == null ? 0 : was.quantity());
            if (more > 0) {
                added.put(sku, more);
            } else if (more < 0) {
                givenBack.put(sku, -more);
            }
        });
        // What is added in exchange for something that costs as much is paid already.
        var isDearer = quote.due().compareTo(order.settled()) > 0;
        Map<String, Integer> awaited = isDearer && order.status() != OrderStatus.UNPAID ? added : Map.of();
        return new Revised(
                quote,
                quote.lines().stream()
                        .map(priced -> line(priced, before.get(priced.line().sku()), awaited))
                        .toList(),
                explanation(quote),
                added,
                givenBack,
                Way.AS_IT_WAS);
    }

    /** A line of the order, with all that was taken off it before. */
    private void keep(KeptOrder.Line line) {
        var quantity = wanted.quantities().getOrDefault(line.sku(), line.quantity());
        if (quantity == 0) {
            return;
        }
        var price = line.price();
        var listPrice = line.listPrice();
        var set = wanted.prices().get(line.lineId());
        if (set != null && set.compareTo(price) > 0) {
            price = listPrice;
        }
        var more = quantity - line.quantity();
        if (more > 0) {
            var now = Objects.requireNonNull(today.get(line.sku()));
            var top = max(price, now.offer().price());
            var off = top.minus(price)
                    .times(line.quantity())
                    .plus(top.minus(now.offer().price()).times(more));
            var name = top.equals(price) ? names.today() : names.agreed();
            adjust(line.sku(), OTHER_PRICE, name, off, DIFFERENCE);
            listPrice = max(listPrice, max(now.listPrice(), top));
            price = top;
        }
        lines.add(new PriceQuote.Line(
                line.lineId(),
                line.sku(),
                quantity,
                listPrice,
                price,
                line.breakdown().tax()));
        if (set != null && set.compareTo(price) < 0) {
            adjustments.add(new Adjustment(
                    PRICE, names.price(), Target.LINE, new UnitPrice(set), Set.of(line.sku()), FIRST, null, null));
        }
        var steps = line.breakdown().off();
        for (var at = 0; at < steps.size(); at++) {
            var step = steps.get(at);
            var replaced = step.code().equals(PRICE) && set != null
                    || step.code().equals(DEDUCTION) && wanted.deduction() != null;
            if (!replaced) {
                adjust(line.sku(), step.code(), step.text(), partOf(step, line.quantity(), quantity), AGREED + at);
            }
        }
    }

    /** Of what was taken off so many units, the part of those that stay. */
    private static Money partOf(Step step, int units, int staying) {
        var off = step.amount().negated();
        return staying >= units
                ? off
                : off.allocate(List.of((long) staying, (long) units - staying)).getFirst();
    }

    private void adjust(String sku, String code, Text name, Money off, int position) {
        if (off.isPositive()) {
            adjustments.add(new Adjustment(code, name, Target.LINE, new Fixed(off), Set.of(sku), position, null, null));
        }
    }

    private static Money max(Money one, Money other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Delivery delivery() {
        var kept = order.breakdown();
        if (kept == null) {
            return new Delivery(deliveryPrice == null ? order.totals().delivery() : deliveryPrice, null);
        }
        for (var step : kept.deliveryOff()) {
            adjustments.add(new Adjustment(
                    step.code(),
                    step.text(),
                    Target.DELIVERY,
                    new Fixed(step.amount().negated()),
                    Set.of(),
                    LAST,
                    null,
                    null));
        }
        var before = kept.deliveryPrice() == null ? order.totals().delivery() : kept.deliveryPrice();
        return new Delivery(deliveryPrice == null ? before : deliveryPrice, kept.deliveryTax());
    }

    /** Money that went back stays money: points and gift cards pay what it leaves, the last of them the less. */
    private PriceQuote quote() {
        var delivery = delivery();
        var kept =
                order.breakdown() == null ? List.<Step>of() : order.breakdown().tenders();
        var quote = quote(delivery, kept, Long.MAX_VALUE);
        return kept.isEmpty() || quote.due().compareTo(refunded) >= 0
                ? quote
                : quote(
                        delivery,
                        kept,
                        Math.max(0, quote.totals().total().minus(refunded).minor()));
    }

    private PriceQuote quote(Delivery delivery, List<Step> kept, long most) {
        var tenders = new ArrayList<Tender>();
        var left = most;
        for (var step : kept) {
            var amount = Math.min(left, -step.amount().minor());
            left -= amount;
            tenders.add(new Tender(
                    step.code().equals("points") ? Tender.Kind.POINTS : Tender.Kind.GIFT_CARD,
                    step.code(),
                    step.text(),
                    new Money(amount, step.amount().currency())));
        }
        return PriceQuote.decide(
                new Asked(order.totals().total().currency(), lines, adjustments, delivery, tenders, List.of()));
    }

    /** What was asked for in vain was so when the order was placed, and is told as then. */
    private Breakdown.@Nullable OfOrder explanation(PriceQuote quote) {
        var now = quote.breakdown();
        var before = order.breakdown();
        var usual = Breakdown.OfOrder.USUAL;
        var kept = now == null ? usual : now;
        var told = new Breakdown.OfOrder(
                kept.deliveryPrice(),
                kept.deliveryOff(),
                kept.deliveryTax(),
                kept.tenders(),
                before == null ? List.of() : before.unused());
        return told.equals(usual) ? null : told;
    }

    private KeptOrder.Line line(Priced priced, KeptOrder.@Nullable Line before, Map<String, Integer> awaited) {
        var line = priced.line();
        var offer =
                before == null ? Objects.requireNonNull(today.get(line.sku())).offer() : null;
        return new KeptOrder.Line(
                line.lineId(),
                line.sku(),
                offer == null ? Objects.requireNonNull(before).productId() : offer.productId(),
                offer == null ? Objects.requireNonNull(before).slug() : offer.slug(),
                offer == null ? Objects.requireNonNull(before).name() : offer.name(),
                offer == null ? Objects.requireNonNull(before).options() : offer.options(),
                offer == null ? Objects.requireNonNull(before).image() : offer.image(),
                line.quantity(),
                before == null ? 0 : before.shipped(),
                line.listPrice(),
                line.price(),
                priced.discount(),
                priced.tax(),
                priced.deliveryShare(),
                priced.total(),
                priced.breakdown(),
                before == null ? 0 : before.refunded(),
                before == null ? Money.zero(priced.total().currency()) : before.refundedAmount(),
                before == null ? null : before.promisedOn(),
                awaited.getOrDefault(line.sku(), 0),
                before == null ? 0 : before.leftOut());
    }
}
