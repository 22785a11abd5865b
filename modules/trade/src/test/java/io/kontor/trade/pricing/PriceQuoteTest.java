package io.kontor.trade.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.Trade.Explanation;
import io.kontor.trade.pricing.Adjustment.Change;
import io.kontor.trade.pricing.Adjustment.Change.Fixed;
import io.kontor.trade.pricing.Adjustment.Change.Percent;
import io.kontor.trade.pricing.Adjustment.Change.UnitPrice;
import io.kontor.trade.pricing.Adjustment.Target;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceQuote.Line;
import io.kontor.trade.pricing.PriceQuote.Priced;
import io.kontor.trade.pricing.PriceQuote.Tender;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PriceQuoteTest {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final TaxRate VAT = TaxRate.contained(BigDecimal.valueOf(13));
    private static final TaxRate ADDED = new TaxRate("standard", 88_750, false);
    private static final Explain EXPLAIN = new Explain(Language.EN);

    @Test
    void explainsAnOfferAndTheTaxInIt() {
        var quote = quote(List.of(line("TEAPOT", 2, 12_900, 9_900)), List.of(), 1_000);
        assertThat(quote.totals().goods()).isEqualTo(cny(19_800));
        assertThat(quote.totals().total()).isEqualTo(cny(20_800));
        assertThat(quote.totals().tax()).isEqualTo(cny(2_393));
        assertThat(quote.totals().taxAdded()).isNull();
        assertThat(quote.breakdown()).isNull();
        assertThat(EXPLAIN.line(Explain.Line.of(quote.lines().getFirst())))
                .containsExactly(
                        new Explanation("list-price", "List price", cny(25_800)),
                        new Explanation("offer", "Offer", cny(-6_000)),
                        new Explanation("delivery-share", "Share of the delivery", cny(1_000)));
    }

    @Test
    void takesADiscountOffTheLinesItIsFor() {
        var lines = List.of(line("TEAPOT", 1, 10_000), line("CUP", 3, 1_000), line("TRAY", 1, 500));
        var off = adjustment("spring", Target.ORDER, new Fixed(cny(100)), Set.of("CUP", "TRAY"));
        var quote = quote(lines, List.of(off), 0);
        assertThat(quote.lines()).extracting(Priced::discount).containsExactly(cny(0), cny(86), cny(14));
        assertThat(quote.totals().total()).isEqualTo(cny(13_400));
    }

    @Test
    void changesLinesOrdersAndDeliveriesByAmountPercentAndPrice() {
        var lines = List.of(line("TEAPOT", 2, 10_000), line("CUP", 3, 1_000));
        assertThat(discounts(lines, adjustment("a", Target.LINE, new Fixed(cny(150)), Set.of())))
                .containsExactly(150L, 150L);
        assertThat(discounts(lines, adjustment("a", Target.LINE, new Percent(125_000), Set.of())))
                .containsExactly(2_500L, 375L);
        assertThat(discounts(lines, adjustment("a", Target.LINE, new UnitPrice(cny(900)), Set.of("CUP"))))
                .containsExactly(0L, 300L);
        assertThat(discounts(lines, adjustment("a", Target.ORDER, new Percent(100_000), Set.of())))
                .containsExactly(2_000L, 300L);
        var delivery = adjustment("post", Target.DELIVERY, new UnitPrice(cny(300)), Set.of());
        var quote = quote(lines, List.of(delivery), 1_000);
        assertThat(quote.totals().delivery()).isEqualTo(cny(300));
        assertThat(quote.totals().total()).isEqualTo(cny(23_300));
        assertThat(EXPLAIN.order(
                        quote.lines().stream().map(Explain.Line::of).toList(), quote.totals(), quote.breakdown()))
                .extracting(Explanation::code, step -> step.amount().minor())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("list-price", 23_000L),
                        org.assertj.core.groups.Tuple.tuple("delivery", 1_000L),
                        org.assertj.core.groups.Tuple.tuple("post", -700L));
    }

    @Test
    void appliesInOrderAndOnlyTheFirstOfAGroup() {
        var lines = List.of(line("TEAPOT", 1, 10_000), line("CUP", 1, 1_000));
        var later =
                new Adjustment("tenth", text("Tenth"), Target.LINE, new Percent(100_000), Set.of(), 2, "season", null);
        var first = new Adjustment(
                "gift", text("Gift"), Target.LINE, new Fixed(cny(1_000)), Set.of("TEAPOT"), 1, "season", null);
        var beside = new Adjustment("club", text("Club"), Target.LINE, new Percent(500_000), Set.of(), 3, null, null);
        var quote = quote(lines, List.of(later, beside, first), 0);
        assertThat(codes(quote, 0)).containsExactly("gift", "club");
        assertThat(codes(quote, 1)).containsExactly("tenth", "club");
        assertThat(quote.lines()).extracting(line -> line.total().minor()).containsExactly(4_500L, 450L);
        var again = new Adjustment("third", text("Third"), Target.LINE, new Percent(1), Set.of(), 4, "season", null);
        assertThat(quote(lines, List.of(first, later, again), 0).unused())
                .extracting(Unused::code, Unused::reason, Unused::other)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("third", "not-together", "gift"));
    }

    @Test
    void neverTakesOffMoreThanGoodsAndDeliveryCost() {
        var much = Adjustment.off("gift", text("Gift"), cny(1_000_000));
        var free = adjustment("post", Target.DELIVERY, new Fixed(cny(1_000_000)), Set.of());
        var quote = quote(List.of(line("TEAPOT", 2, 700)), List.of(much, much, free), 300);
        assertThat(quote.totals().discount()).isEqualTo(cny(1_400));
        assertThat(quote.totals().total()).isEqualTo(cny(0));
        assertThat(quote.unused()).extracting(Unused::reason).containsExactly("nothing-left");
    }

    @Test
    void saysWhyAnAdjustmentChangedNothing() {
        var lines = List.of(line("CUP", 3, 1_000));
        var other = adjustment("teapots", Target.ORDER, new Fixed(cny(5)), Set.of("TEAPOT"));
        var dear = new Adjustment(
                "big", text("Big spender"), Target.ORDER, new Fixed(cny(5)), Set.of(), 0, null, cny(10_000));
        var cheap = adjustment("cheap", Target.LINE, new UnitPrice(cny(2_000)), Set.of());
        var yen = adjustment("yen", Target.ORDER, new Fixed(Money.of(5, "JPY")), Set.of());
        var unused = quote(lines, List.of(other, dear, cheap, yen), 0).unused();
        assertThat(unused)
                .extracting(Unused::reason)
                .containsExactly("not-for-these", "below-minimum", "nothing-left", "not-for-these");
        assertThat(EXPLAIN.unused(unused.get(1)).text()).isEqualTo("Goods for ¥70.00 more are needed.");
        assertThat(EXPLAIN.unused(unused.get(1)).label()).isEqualTo("Big spender");
    }

    @Test
    void addsTaxToPricesThatDoNotContainIt() {
        var lines = List.of(line("TEAPOT", 1, 10_000, ADDED), line("CUP", 3, 333, ADDED));
        var quote = quote(lines, List.of(), 1_000);
        assertThat(quote.totals().goods()).isEqualTo(cny(10_999));
        assertThat(quote.totals().taxAdded()).isEqualTo(cny(1_065));
        assertThat(quote.totals().total()).isEqualTo(cny(13_064));
        assertThat(quote.due()).isEqualTo(cny(13_064));
        assertThat(EXPLAIN.line(Explain.Line.of(quote.lines().getLast())))
                .extracting(Explanation::text)
                .containsExactly("List price", "Tax of 8.875 %", "Share of the delivery");
    }

    @Test
    void taxesEveryClassByItsRateAndADeliveryByItsOwn() {
        var reduced = new TaxRate("reduced", 90_000, true);
        var lines = List.of(line("TEAPOT", 1, 11_300), line("BOOK", 1, 10_900, reduced));
        var own = new TaxRate("delivery", 60_000, true);
        var quote = PriceQuote.decide(new Asked(CNY, lines, List.of(), new Delivery(cny(1_060), own)));
        var explained = quote.lines().stream().map(Explain.Line::of).toList();
        assertThat(Explain.sums(explained.stream()
                        .map(line -> EXPLAIN.taxes(line, quote.breakdown()))
                        .toList()))
                .extracting(tax -> tax.taxClass() + " " + tax.percent() + " " + tax.amount())
                .containsExactly("standard 13 13.00 CNY", "delivery 6 0.60 CNY", "reduced 9 9.00 CNY");
        assertThat(quote.totals().tax()).isEqualTo(cny(2_260));
    }

    @Test
    void letsPointsAndGiftCardsPayWhatIsLeft() {
        var points = new Tender(Tender.Kind.POINTS, "", Text.EMPTY, cny(100));
        var card = new Tender(Tender.Kind.GIFT_CARD, "CARD-1", text("Gift card 1"), cny(5_000));
        var spare = new Tender(Tender.Kind.GIFT_CARD, "CARD-2", text("Gift card 2"), cny(5_000));
        var lines = List.of(line("TEAPOT", 1, 3_000), line("CUP", 1, 1_000));
        var quote = PriceQuote.decide(new Asked(
                CNY, lines, List.of(), new Delivery(cny(500), null), List.of(points, card, spare), List.of()));
        assertThat(quote.totals().total()).isEqualTo(cny(4_500));
        assertThat(quote.due()).isEqualTo(cny(0));
        assertThat(quote.lines()).extracting(line -> line.points().minor()).containsExactly(75L, 25L);
        assertThat(quote.lines()).allMatch(line -> line.paid().isZero());
        assertThat(quote.unused()).extracting(Unused::code).containsExactly("CARD-2");
    }

    @Test
    void costsNothingWhenEmpty() {
        var quote = quote(List.of(), List.of(), 0);
        assertThat(quote.totals().total()).isEqualTo(cny(0));
        assertThat(quote.lines()).isEmpty();
    }

    @Test
    void roundsTaxHalfUp() {
        assertThat(VAT.on(113)).isEqualTo(13);
        assertThat(VAT.on(1)).isEqualTo(0);
        assertThat(VAT.on(5)).isEqualTo(1);
        assertThat(new TaxRate("zero", 0, true).on(10_000)).isZero();
        assertThat(new TaxRate("standard", 500_000, false).on(1)).isEqualTo(1);
        assertThat(new TaxRate("standard", 1, false).on(499_999)).isZero();
    }

    @Test
    void keepsNoMoreThanIsUnusual() {
        var json = JsonMapper.builder().build();
        var plain = quote(List.of(line("TEAPOT", 2, 12_900, 9_900)), List.of(), 1_000);
        var written = json.writeValueAsString(plain.lines().getFirst().breakdown());
        assertThat(written).isEqualTo("{\"taxMillionths\":130000}");
        var rich = quote(
                List.of(line("TEAPOT", 2, 12_900, ADDED)), List.of(Adjustment.off("gift", text("Gift"), cny(5))), 0);
        var breakdown = rich.lines().getFirst().breakdown();
        assertThat(json.readValue(json.writeValueAsString(breakdown), Breakdown.class))
                .isEqualTo(breakdown);
    }

    @Test
    void knowsNoAdjustmentsThatAreNone() {
        var minus = new Fixed(cny(-1));
        var tooMuch = new Percent(1_000_001);
        var price = new UnitPrice(cny(1));
        assertThatThrownBy(() -> adjustment("a", Target.LINE, minus, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> adjustment("a", Target.LINE, tooMuch, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> adjustment("a", Target.ORDER, price, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Long> discounts(List<Line> lines, Adjustment adjustment) {
        return quote(lines, List.of(adjustment), 0).lines().stream()
                .map(line -> line.discount().minor())
                .toList();
    }

    private static List<String> codes(PriceQuote quote, int at) {
        return quote.lines().get(at).breakdown().off().stream()
                .map(Breakdown.Step::code)
                .toList();
    }

    private static PriceQuote quote(List<Line> lines, List<Adjustment> adjustments, long delivery) {
        return PriceQuote.decide(new Asked(CNY, lines, adjustments, new Delivery(cny(delivery), null)));
    }

    private static Adjustment adjustment(String code, Target target, Change change, Set<String> skus) {
        return new Adjustment(code, text(code), target, change, skus, 0, null, null);
    }

    private static Text text(String words) {
        return Text.of("en", words);
    }

    private static Line line(String sku, int quantity, long price) {
        return line(sku, quantity, price, price);
    }

    private static Line line(String sku, int quantity, long listPrice, long price) {
        return new Line(UUID.randomUUID(), sku, quantity, cny(listPrice), cny(price), VAT);
    }

    private static Line line(String sku, int quantity, long price, TaxRate tax) {
        return new Line(UUID.randomUUID(), sku, quantity, cny(price), cny(price), tax);
    }

    private static Money cny(long fen) {
        return Money.of(fen, "CNY");
    }
}
