package io.kontor.trade.pricing;

import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.template.Messages;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.Explanation;
import io.kontor.trade.Trade.NotApplied;
import io.kontor.trade.Trade.Tax;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.pricing.Breakdown.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in words how amounts came about, of a quote and of an order alike. */
public record Explain(Language language) {
    private static final String MESSAGES = "trade-answers";

    /** The amounts of a line, wherever they are kept. */
    public record Line(
            int quantity,
            Money listPrice,
            Money price,
            Money total,
            Money deliveryShare,
            Money tax,
            Breakdown breakdown) {

        public static Line of(PriceQuote.Priced priced) {
            var line = priced.line();
            return new Line(
                    line.quantity(),
                    line.listPrice(),
                    line.price(),
                    priced.total(),
                    priced.deliveryShare(),
                    priced.tax(),
                    priced.breakdown());
        }

        public Money paid() {
            return total.plus(deliveryShare).minus(money(breakdown.points())).minus(money(breakdown.giftCards()));
        }

        private Money goods() {
            return price.times(quantity);
        }

        private Money list() {
            return listPrice.times(quantity);
        }

        private Money taxAdded() {
            var off = breakdown.off().stream().map(Step::amount).reduce(money(null), Money::plus);
            return total.minus(goods()).minus(off);
        }

        private Money money(@Nullable Long minor) {
            return new Money(minor == null ? 0 : minor, total.currency());
        }
    }

    /** In order; the amounts sum to what is paid for the line. */
    public List<Explanation> line(Line line) {
        var steps = new ArrayList<Explanation>();
        steps.add(step("list-price", line.list()));
        add(steps, "offer", line.goods().minus(line.list()));
        line.breakdown().off().forEach(off -> steps.add(step(off)));
        add(steps, "tax-added", line.taxAdded(), line.breakdown().tax().percent());
        add(steps, "delivery-share", line.deliveryShare());
        add(steps, "points", line.money(line.breakdown().points()).negated());
        add(steps, "gift-card", line.money(line.breakdown().giftCards()).negated());
        return List.copyOf(steps);
    }

    /** The tax on a line and on its share of the delivery: together where they are taxed alike. */
    public List<Tax> taxes(Line line, Breakdown.@Nullable OfOrder order) {
        var own = line.breakdown().deliveryTax();
        var rate = line.breakdown().tax();
        if (own == null || order == null || order.deliveryTax() == null) {
            return List.of(tax(rate, line.tax()));
        }
        var delivery = line.money(own);
        return List.of(tax(rate, line.tax().minus(delivery)), tax(order.deliveryTax(), delivery));
    }

    private static Tax tax(TaxRate rate, Money amount) {
        return new Tax(rate.taxClass(), rate.percent(), rate.included(), amount);
    }

    /** The taxes of all lines, summed by class and rate. */
    public static List<Tax> sums(Collection<List<Tax>> taxes) {
        var sums = new LinkedHashMap<String, Tax>();
        taxes.forEach(some -> some.forEach(one -> sums.merge(
                one.taxClass() + ' ' + one.percent() + ' ' + one.included(),
                one,
                (a, b) -> new Tax(
                        a.taxClass(), a.percent(), a.included(), a.amount().plus(b.amount())))));
        return List.copyOf(sums.values());
    }

    /** Of a whole order, in order; the amounts sum to what is paid for it. */
    public List<Explanation> order(List<Line> lines, Totals totals, Breakdown.@Nullable OfOrder order) {
        var none = Money.zero(totals.total().currency());
        var steps = new ArrayList<Explanation>();
        var list = lines.stream().map(Line::list).reduce(none, Money::plus);
        steps.add(step("list-price", list));
        add(steps, "offer", totals.goods().minus(list));
        var off = new LinkedHashMap<String, Step>();
        lines.forEach(line -> line.breakdown().off().forEach(step -> off.merge(step.code(), step, Step::plus)));
        off.values().forEach(step -> steps.add(step(step)));
        steps.add(step(
                "delivery",
                order == null || order.deliveryPrice() == null ? totals.delivery() : order.deliveryPrice()));
        if (order != null) {
            order.deliveryOff().forEach(step -> steps.add(step(step)));
        }
        if (totals.taxAdded() != null) {
            steps.add(step("tax-added-all", totals.taxAdded()));
        }
        steps.addAll(tenders(order));
        return List.copyOf(steps);
    }

    /** What points and gift cards pay of an order. */
    public List<Explanation> tenders(Breakdown.@Nullable OfOrder order) {
        return order == null
                ? List.of()
                : order.tenders().stream().map(this::step).toList();
    }

    /** Of goods whose delivery is not known yet; the amounts sum to the total. */
    public List<Explanation> goods(List<Line> lines, Totals totals) {
        return order(lines, totals, null).stream()
                .filter(step -> !step.code().equals("delivery"))
                .toList();
    }

    public List<NotApplied> unused(Breakdown.@Nullable OfOrder order) {
        return order == null
                ? List.of()
                : order.unused().stream().map(this::unused).toList();
    }

    public NotApplied unused(Unused unused) {
        var why = unused.why();
        var missing = unused.missing();
        var detail = missing == null
                ? String.valueOf(unused.other())
                : Words.of(MESSAGES, language).money(missing);
        return new NotApplied(
                unused.code(),
                unused.label().isEmpty() ? unused.code() : unused.label().in(language),
                unused.reason(),
                why != null ? why.in(language) : text("not-applied." + unused.reason(), detail));
    }

    private void add(List<Explanation> steps, String code, Money amount, Object... parameters) {
        if (!amount.isZero()) {
            steps.add(step(code, amount, parameters));
        }
    }

    private Explanation step(String code, Money amount, Object... parameters) {
        return new Explanation(code, text("quote." + code, parameters), amount);
    }

    private Explanation step(Step step) {
        Text words = step.text();
        return new Explanation(
                step.code(),
                words == null || words.isEmpty() ? text("quote." + step.code()) : words.in(language),
                step.amount());
    }

    private String text(String key, Object... parameters) {
        return Messages.of(MESSAGES).text(language, key, parameters);
    }
}
