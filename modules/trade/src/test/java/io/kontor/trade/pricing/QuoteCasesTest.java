package io.kontor.trade.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Explanation;
import io.kontor.trade.UnitShare;
import io.kontor.trade.pricing.Breakdown.Step;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Priced;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must be true of every quote, tried on as many as asked: {@code -Dkontor.test.cases=1000000} is the campaign, and
 * {@code -Dkontor.test.seed=N} tries the same ones again.
 */
class QuoteCasesTest {
    private static final int CASES = Integer.getInteger("kontor.test.cases", 5_000);
    private static final Explain EXPLAIN = new Explain(Language.EN);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyShareSumsToItsWholeAndEveryCentIsExplained() {
        var seed = Long.getLong("kontor.test.seed", System.nanoTime());
        System.out.println("QuoteCasesTest: seed " + seed + ", " + CASES + " cases");
        var seeds = new Random(seed);
        for (var number = 0; number < CASES; number++) {
            var random = new Random(seeds.nextLong());
            var asked = QuoteCases.of(random);
            try {
                var quote = PriceQuote.decide(asked);
                addsUp(quote, asked);
                parcelsSumToTheWhole(quote, asked);
                taxesAsAnOfficeWould(quote, asked);
                usesEveryAdjustmentOrSaysWhyNot(quote, asked);
                refundsToTheLastUnit(quote, random);
                if (number % 10 == 0) {
                    explains(quote, asked);
                    assertThat(PriceQuote.decide(asked)).isEqualTo(quote);
                }
            } catch (AssertionError | RuntimeException wrong) {
                throw new AssertionError("seed " + seed + ", case " + number + ": " + asked, wrong);
            }
        }
    }

    private static void addsUp(PriceQuote quote, Asked asked) {
        var totals = quote.totals();
        same(sum(quote, Priced::tax), totals.tax());
        same(sum(quote, Priced::discount), totals.discount());
        same(sum(quote, Priced::total).plus(sum(quote, Priced::deliveryShare)), totals.total());
        same(sum(quote, Priced::paid), quote.due());
        var added = totals.taxAdded() == null ? Money.zero(asked.currency()) : totals.taxAdded();
        same(totals.goods().minus(totals.discount()).plus(totals.delivery()).plus(added), totals.total());
        var tendered = quote.tenders().stream().map(Step::amount).reduce(Money.zero(asked.currency()), Money::plus);
        same(totals.total().plus(tendered), quote.due());
        for (var line : quote.lines()) {
            var amounts = List.of(
                    line.discount(),
                    line.tax(),
                    line.deliveryTax(),
                    line.deliveryShare(),
                    line.total(),
                    line.points(),
                    line.giftCards(),
                    line.paid());
            if (amounts.stream().anyMatch(Money::isNegative) || line.tax().compareTo(line.deliveryTax()) < 0) {
                throw new AssertionError("Less than nothing: " + line);
            }
        }
    }

    private static void parcelsSumToTheWhole(PriceQuote quote, Asked asked) {
        if (asked.delivery().parcels().size() < 2) {
            assertThat(quote.parcels()).isEmpty();
            return;
        }
        for (var parcel : quote.parcels()) {
            addsUp(parcel, asked);
            explains(parcel, asked);
        }
        assertThat(quote.parcels().stream().flatMap(parcel -> parcel.lines().stream()))
                .containsExactlyInAnyOrderElementsOf(quote.lines());
        for (var amount : List.<Function<PriceQuote, Money>>of(
                parcel -> parcel.totals().goods(),
                parcel -> parcel.totals().discount(),
                parcel -> parcel.totals().delivery(),
                parcel -> parcel.totals().tax(),
                parcel -> parcel.totals().total(),
                PriceQuote::due)) {
            same(
                    quote.parcels().stream().map(amount).reduce(Money.zero(asked.currency()), Money::plus),
                    amount.apply(quote));
        }
    }

    /** Each rate once over all that has it, in plain decimals. */
    private static void taxesAsAnOfficeWould(PriceQuote quote, Asked asked) {
        var own = asked.delivery().tax();
        var net = new HashMap<TaxRate, BigDecimal>();
        var taxes = new HashMap<TaxRate, BigDecimal>();
        for (var line : quote.lines()) {
            var rate = line.line().tax();
            var goodsTax = line.tax().minus(line.deliveryTax());
            add(net, rate, line.total().minor() - (rate.included() ? 0 : goodsTax.minor()));
            add(taxes, rate, goodsTax.minor());
            var ofDelivery = own == null ? rate : own;
            add(
                    net,
                    ofDelivery,
                    line.deliveryShare().minor()
                            - (ofDelivery.included() ? 0 : line.deliveryTax().minor()));
            add(taxes, ofDelivery, line.deliveryTax().minor());
        }
        net.forEach((rate, amount) -> {
            var divisor = BigDecimal.valueOf(rate.included() ? 1_000_000 + rate.millionths() : 1_000_000);
            var tax = amount.multiply(BigDecimal.valueOf(rate.millionths())).divide(divisor, 0, RoundingMode.HALF_UP);
            assertThat(taxes.get(rate)).isEqualByComparingTo(tax);
        });
        var delivered = quote.totals().delivery().minor();
        if (own == null || own.included()) {
            return;
        }
        same(
                sum(quote, Priced::deliveryShare),
                new Money(delivered, asked.currency()).plus(sum(quote, Priced::deliveryTax)));
    }

    private static void add(Map<TaxRate, BigDecimal> sums, TaxRate rate, long minor) {
        sums.merge(rate, BigDecimal.valueOf(minor), BigDecimal::add);
    }

    private static void usesEveryAdjustmentOrSaysWhyNot(PriceQuote quote, Asked asked) {
        var used = new HashSet<String>();
        quote.delivery().off().forEach(step -> used.add(step.code()));
        var groups = new HashMap<String, String>();
        asked.adjustments().forEach(one -> groups.put(one.code(), one.group()));
        for (var line : quote.lines()) {
            var reached = new HashSet<String>();
            for (var step : line.breakdown().off()) {
                used.add(step.code());
                var group = groups.get(step.code());
                if (!step.amount().isNegative() || (group != null && !reached.add(group))) {
                    throw new AssertionError("Two of a group, or nothing taken off: " + line.breakdown());
                }
            }
        }
        var unused = quote.unused().stream().map(Unused::code).toList();
        for (var adjustment : asked.adjustments()) {
            if (used.contains(adjustment.code()) == unused.contains(adjustment.code())) {
                throw new AssertionError("Neither used nor refused, or both: " + adjustment);
            }
        }
    }

    /** Units of all lines go back in any order, some of them together: what went back is what was paid. */
    private static void refundsToTheLastUnit(PriceQuote quote, Random random) {
        var line = quote.lines().get(random.nextInt(quote.lines().size()));
        for (var whole :
                List.of(line.total(), line.tax(), line.deliveryShare(), line.points(), line.giftCards(), line.paid())) {
            var quantity = line.line().quantity();
            var back = Money.zero(whole.currency());
            for (var units = 0; units < quantity; ) {
                units += 1 + random.nextInt(Math.min(quantity - units, 1 + random.nextInt(100)));
                var part = UnitShare.next(whole, units, quantity, back);
                back = back.plus(part);
                var exact = BigDecimal.valueOf(whole.minor())
                        .multiply(BigDecimal.valueOf(units))
                        .divide(BigDecimal.valueOf(quantity), MathContext.DECIMAL64);
                var apart = exact.subtract(BigDecimal.valueOf(back.minor()));
                if (apart.signum() < 0 || apart.compareTo(BigDecimal.ONE) >= 0) {
                    throw new AssertionError(
                            back + " went back for " + units + " of " + quantity + " units of " + whole);
                }
            }
            same(back, whole);
        }
    }

    private static void explains(PriceQuote quote, Asked asked) {
        var lines = quote.lines().stream().map(Explain.Line::of).toList();
        for (var at = 0; at < lines.size(); at++) {
            same(sum(EXPLAIN.line(lines.get(at)), asked), quote.lines().get(at).paid());
            var kept = lines.get(at).breakdown();
            assertThat(JSON.readValue(JSON.writeValueAsString(kept), Breakdown.class))
                    .isEqualTo(kept);
        }
        same(sum(EXPLAIN.order(lines, quote.totals(), quote.breakdown()), asked), quote.due());
        var kept = quote.breakdown();
        if (kept != null) {
            assertThat(JSON.readValue(JSON.writeValueAsString(kept), Breakdown.OfOrder.class))
                    .isEqualTo(kept);
        }
        var taxes = Explain.sums(lines.stream()
                .map(line -> EXPLAIN.taxes(line, quote.breakdown()))
                .toList());
        same(
                taxes.stream().map(tax -> tax.amount()).reduce(Money.zero(asked.currency()), Money::plus),
                quote.totals().tax());
    }

    private static Money sum(List<Explanation> steps, Asked asked) {
        return steps.stream().map(Explanation::amount).reduce(Money.zero(asked.currency()), Money::plus);
    }

    private static Money sum(PriceQuote quote, Function<Priced, Money> share) {
        return quote.lines().stream().map(share).reduce(Money.zero(quote.due().currency()), Money::plus);
    }

    private static void same(Money is, Money shall) {
        if (!is.equals(shall)) {
            throw new AssertionError(is + " is not " + shall);
        }
    }
}
