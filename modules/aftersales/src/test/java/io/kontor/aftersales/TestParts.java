package io.kontor.aftersales;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestPart;
import io.kontor.trade.pricing.PriceQuote.Tender;
import io.kontor.trade.pricing.PriceRule;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@TestPart
@Configuration(proxyBeanMethods = false)
class TestParts {
    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }

    /** Gift cards whose code says what is on them: {@code CARD-2000} in cents. */
    @Bean
    PriceRule cards() {
        return purchase -> new PriceRule.Ruling(
                List.of(),
                purchase.coupons().stream()
                        .filter(code -> code.startsWith("CARD-"))
                        .map(code -> new Tender(
                                Tender.Kind.GIFT_CARD,
                                code,
                                Text.of("en", "Gift card"),
                                Money.of(
                                        Long.parseLong(code.substring(5)),
                                        purchase.currency().getCurrencyCode())))
                        .toList(),
                List.of());
    }
}
