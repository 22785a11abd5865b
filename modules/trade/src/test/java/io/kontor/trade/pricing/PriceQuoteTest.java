package io.kontor.trade.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.pricing.PriceQuote.Adjustment;
import io.kontor.trade.pricing.PriceQuote.Line;
import io.kontor.trade.pricing.PriceQuote.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PriceQuoteTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final BigDecimal VAT = new BigDecimal("13");

    @Test
    void explainsAnOfferAndTheTaxInIt() {
        var quote = PriceQuote.decide(CNY, List.of(line("TEAPOT", 2, 12_900, 9_900)), List.of(), cny(1_000), VAT);
        assertThat(quote.totals().goods()).isEqualTo(cny(19_800));
        assertThat(quote.totals().delivery()).isEqualTo(cny(1_000));
        assertThat(quote.totals().total()).isEqualTo(cny(20_800));
        assertThat(quote.totals().tax()).isEqualTo(cny(2_393));
        assertThat(quote.lines().getFirst().steps())
                .containsExactly(
                        new Step("list-price", Text.EMPTY, cny(25_800)), new Step("offer", Text.EMPTY, cny(-6_000)));
    }

    @Test
    void takesADiscountOffTheLinesItIsFor() {
        var lines = List.of(line("TEAPOT", 1, 10_000, 10_000), line("CUP", 3, 1_000, 1_000), line("TRAY", 1, 500, 500));
        var off = new Adjustment("spring", Text.of("en", "Spring"), cny(100), Set.of("CUP", "TRAY"));
        var quote = PriceQuote.decide(CNY, lines, List.of(off), cny(0), VAT);
        assertThat(quote.lines()).extracting(PriceQuote.Priced::discount).containsExactly(cny(0), cny(86), cny(14));
        assertThat(quote.totals().discount()).isEqualTo(cny(100));
        assertThat(quote.totals().total()).isEqualTo(cny(13_400));
    }

    @Test
    void neverTakesOffMoreThanTheGoodsCost() {
        var much = new Adjustment("gift", Text.of("en", "Gift"), cny(1_000_000), Set.of());
        var quote = PriceQuote.decide(CNY, List.of(line("TEAPOT", 2, 700, 700)), List.of(much, much), cny(300), VAT);
        assertThat(quote.totals().discount()).isEqualTo(cny(1_400));
        assertThat(quote.totals().total()).isEqualTo(cny(300));
    }

    @Test
    void costsNothingWhenEmpty() {
        var quote = PriceQuote.decide(CNY, List.of(), List.of(), cny(0), VAT);
        assertThat(quote.totals().total()).isEqualTo(cny(0));
        assertThat(quote.lines()).isEmpty();
    }

    @Test
    void roundsContainedTaxHalfUp() {
        assertThat(PriceQuote.taxIn(cny(113), VAT)).isEqualTo(cny(13));
        assertThat(PriceQuote.taxIn(cny(1), VAT)).isEqualTo(cny(0));
        assertThat(PriceQuote.taxIn(cny(5), VAT)).isEqualTo(cny(1));
        assertThat(PriceQuote.taxIn(cny(10_000), new BigDecimal("0"))).isEqualTo(cny(0));
    }

    @Test
    void givesSharesThatSumToTheWholeWhateverTheCart() {
        for (var seed = 0L; seed < 2_000; seed++) {
            var random = new Random(seed);
            var lines = new ArrayList<Line>();
            for (var count = 1 + random.nextInt(12); count > 0; count--) {
                var price = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(1_000_000);
                lines.add(line(
                        "SKU-" + random.nextInt(6),
                        1 + random.nextInt(999),
                        price + random.nextInt(2) * random.nextInt(5_000),
                        price));
            }
            var adjustments = new ArrayList<Adjustment>();
            for (var count = random.nextInt(4); count > 0; count--) {
                var skus = random.nextBoolean() ? Set.<String>of() : Set.of("SKU-" + random.nextInt(6));
                adjustments.add(new Adjustment("some", Text.of("en", "Some"), cny(random.nextInt(2_000_000)), skus));
            }
            var delivery = cny(random.nextInt(3) * random.nextInt(5_000));
            var quote = PriceQuote.decide(CNY, lines, adjustments, delivery, BigDecimal.valueOf(random.nextInt(26)));
            var totals = quote.totals();
            assertThat(sum(quote, PriceQuote.Priced::tax))
                    .as("tax, seed %d", seed)
                    .isEqualTo(totals.tax());
            assertThat(sum(quote, PriceQuote.Priced::deliveryShare))
                    .as("delivery, seed %d", seed)
                    .isEqualTo(delivery);
            assertThat(sum(quote, PriceQuote.Priced::discount))
                    .as("discount, seed %d", seed)
                    .isEqualTo(totals.discount());
            assertThat(sum(quote, PriceQuote.Priced::total))
                    .as("lines, seed %d", seed)
                    .isEqualTo(totals.total().minus(delivery));
            assertThat(totals.total())
                    .as("total, seed %d", seed)
                    .isEqualTo(totals.goods().minus(totals.discount()).plus(delivery));
            for (var line : quote.lines()) {
                var steps = line.steps().stream().map(Step::amount).reduce(cny(0), Money::plus);
                assertThat(steps).as("steps, seed %d", seed).isEqualTo(line.total());
                assertThat(line.total().isNegative()
                                || line.discount().isNegative()
                                || line.tax().isNegative())
                        .as("seed %d", seed)
                        .isFalse();
            }
        }
    }

    private static Money sum(PriceQuote quote, Function<PriceQuote.Priced, Money> share) {
        return quote.lines().stream().map(share).reduce(cny(0), Money::plus);
    }

    private static Line line(String sku, int quantity, long listPrice, long price) {
        return new Line(UUID.randomUUID(), sku, quantity, cny(listPrice), cny(price));
    }

    private static Money cny(long fen) {
        return Money.of(fen, "CNY");
    }
}
