package io.kontor.trade.pricing;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.Trade.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * What goods and their delivery cost, explained line by line. Every share that lines get of a whole (a discount, the
 * delivery, the tax) sums to that whole to the last minor unit.
 */
public record PriceQuote(List<Priced> lines, Totals totals) {

    /** @param listPrice of one unit before the offer; {@code price} of one unit, tax contained */
    public record Line(UUID lineId, String sku, int quantity, Money listPrice, Money price) {
        Money goods() {
            return price.times(quantity);
        }
    }

    /**
     * Something that makes goods cheaper.
     *
     * @param off how much, 0 or more; never more than the goods cost
     * @param skus what it is for; empty: the whole cart
     */
    public record Adjustment(String code, Text text, Money off, Set<String> skus) {
        boolean isFor(Line line) {
            return skus.isEmpty() || skus.contains(line.sku());
        }
    }

    /** @param total what the line costs without delivery; its {@code steps} sum to it */
    public record Priced(Line line, Money discount, Money tax, Money deliveryShare, Money total, List<Step> steps) {}

    /** @param text of an adjustment; empty for the codes that the shop has words for itself */
    public record Step(String code, Text text, Money amount) {}

    /**
     * @param currency of all amounts
     * @param adjustments in the order in which they apply
     * @param delivery what delivering all of it costs, tax contained
     * @param vatPercent tax contained in every price
     */
    public static PriceQuote decide(
            Currency currency, List<Line> lines, List<Adjustment> adjustments, Money delivery, BigDecimal vatPercent) {
        var discounts = discounts(currency, lines, adjustments);
        var totals = lines.stream()
                .map(line -> {
                    var off = Objects.requireNonNull(discounts.get(line.lineId()));
                    return line.goods()
                            .plus(sum(currency, off.stream().map(Step::amount).toList()));
                })
                .toList();
        var weights = totals.stream().map(Money::minor).toList();
        var deliveryShares = shares(delivery, weights);
        var goods = sum(currency, lines.stream().map(Line::goods).toList());
        var lineTotal = sum(currency, totals);
        var total = lineTotal.plus(delivery);
        var tax = taxIn(total, vatPercent);
        var taxShares = shares(tax, plus(weights, deliveryShares));
        var priced = new ArrayList<Priced>();
        for (var at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            var off = Objects.requireNonNull(discounts.get(line.lineId()));
            priced.add(new Priced(
                    line,
                    line.goods().minus(totals.get(at)),
                    taxShares.get(at),
                    deliveryShares.get(at),
                    totals.get(at),
                    steps(line, off)));
        }
        return new PriceQuote(List.copyOf(priced), new Totals(goods, goods.minus(lineTotal), delivery, tax, total));
    }

    /** The steps that each adjustment takes off each line, as negative amounts. */
    private static Map<UUID, List<Step>> discounts(Currency currency, List<Line> lines, List<Adjustment> adjustments) {
        var left = new HashMap<UUID, Money>();
        var steps = new HashMap<UUID, List<Step>>();
        lines.forEach(line -> {
            left.put(line.lineId(), line.goods());
            steps.put(line.lineId(), new ArrayList<>());
        });
        for (var adjustment : adjustments) {
            var meant = lines.stream().filter(adjustment::isFor).toList();
            var weights = meant.stream()
                    .map(line -> Objects.requireNonNull(left.get(line.lineId())).minor())
                    .toList();
            var most = Money.of(weights.stream().mapToLong(Long::longValue).sum(), currency.getCurrencyCode());
            var off = adjustment.off().compareTo(most) > 0 ? most : adjustment.off();
            var shares = shares(off, weights);
            for (var at = 0; at < meant.size(); at++) {
                var lineId = meant.get(at).lineId();
                var share = shares.get(at);
                if (!share.isZero()) {
                    left.merge(lineId, share, Money::minus);
                    Objects.requireNonNull(steps.get(lineId))
                            .add(new Step(adjustment.code(), adjustment.text(), share.negated()));
                }
            }
        }
        return steps;
    }

    private static List<Step> steps(Line line, List<Step> off) {
        var steps = new ArrayList<Step>();
        var list = line.listPrice().times(line.quantity());
        steps.add(new Step("list-price", Text.EMPTY, list));
        if (!line.listPrice().equals(line.price())) {
            steps.add(new Step("offer", Text.EMPTY, line.goods().minus(list)));
        }
        steps.addAll(off);
        return List.copyOf(steps);
    }

    /** The tax that a price contains, rounded half up to the minor unit. */
    static Money taxIn(Money total, BigDecimal vatPercent) {
        var tax = BigDecimal.valueOf(total.minor())
                .multiply(vatPercent)
                .divide(vatPercent.add(BigDecimal.valueOf(100)), 0, RoundingMode.HALF_UP);
        return new Money(tax.longValueExact(), total.currency());
    }

    private static List<Money> shares(Money whole, List<Long> weights) {
        return weights.isEmpty() ? List.of() : whole.allocate(weights);
    }

    private static List<Long> plus(List<Long> weights, List<Money> more) {
        var sums = new ArrayList<Long>();
        for (var at = 0; at < weights.size(); at++) {
            sums.add(weights.get(at) + more.get(at).minor());
        }
        return sums;
    }

    private static Money sum(Currency currency, List<Money> amounts) {
        return amounts.stream().reduce(Money.zero(currency), Money::plus);
    }
}
