package io.kontor.trade.checkout;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.testkit.TestPart;
import io.kontor.trade.pricing.Adjustment;
import io.kontor.trade.pricing.Adjustment.Change;
import io.kontor.trade.pricing.Adjustment.Target;
import io.kontor.trade.pricing.PriceQuote.Line;
import io.kontor.trade.pricing.PriceQuote.Tender;
import io.kontor.trade.pricing.PriceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Promotions as a shop might have them, for goods whose stock code begins with {@code SEASON} only; points of a cent each for
 * members; and gift cards whose code says what is on them: {@code CARD-2000} in cents.
 */
@TestPart
@Configuration(proxyBeanMethods = false)
class FakeRules {
    @Bean
    PriceRule season() {
        return purchase -> {
            var skus = purchase.lines().stream()
                    .map(Line::sku)
                    .filter(sku -> sku.startsWith("SEASON"))
                    .collect(Collectors.toSet());
            return skus.isEmpty() ? new PriceRule.Ruling(List.of(), List.of()) : ruling(purchase, skus);
        };
    }

    @Bean
    PriceRule tenders() {
        return purchase -> {
            var currency = purchase.currency().getCurrencyCode();
            var tenders = new ArrayList<Tender>();
            if (purchase.accountId() != null && purchase.points() > 0) {
                tenders.add(
                        new Tender(Tender.Kind.POINTS, "points", Text.EMPTY, Money.of(purchase.points(), currency)));
            }
            for (var code : purchase.coupons()) {
                if (code.matches("CARD-[1-9]\\d*")) {
                    var amount = Money.of(Long.parseLong(code.substring(5)), currency);
                    tenders.add(new Tender(Tender.Kind.GIFT_CARD, code, text("礼品卡", "Gift card"), amount));
                }
            }
            return new PriceRule.Ruling(List.of(), tenders, List.of());
        };
    }

    private static PriceRule.Ruling ruling(PriceRule.Purchase purchase, Set<String> skus) {
        var fen = purchase.currency().getCurrencyCode();
        var adjustments = new ArrayList<Adjustment>();
        adjustments.add(adjustment("season", Target.LINE, new Change.Percent(150_000), skus, 1));
        adjustments.add(adjustment("whole", Target.ORDER, new Change.Fixed(Money.of(100, fen)), Set.of(), 2));
        adjustments.add(adjustment("post", Target.DELIVERY, new Change.Fixed(Money.of(300, fen)), Set.of(), 3));
        if (purchase.coupons().contains("DEAR")) {
            adjustments.add(new Adjustment(
                    "DEAR",
                    text("贵宾券", "Dear coupon"),
                    Target.ORDER,
                    new Change.Fixed(Money.of(500, fen)),
                    Set.of(),
                    4,
                    null,
                    Money.of(1_000_000_000, fen)));
        }
        if (purchase.coupons().contains("TENTH")) {
            adjustments.add(adjustment("TENTH", Target.ORDER, new Change.Percent(100_000), skus, 5));
        }
        return new PriceRule.Ruling(adjustments, List.of());
    }

    private static Adjustment adjustment(String code, Target target, Change change, Set<String> skus, int position) {
        return new Adjustment(code, text("规则 " + code, "Rule " + code), target, change, skus, position, null, null);
    }

    private static Text text(String zh, String en) {
        return new Text(Map.of("zh", zh, "en", en));
    }
}
