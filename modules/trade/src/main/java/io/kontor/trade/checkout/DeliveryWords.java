package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.Step;
import io.kontor.fulfilment.Fulfilment.Withheld;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.DeliveryWithheld;
import io.kontor.trade.Trade.Explanation;
import io.kontor.trade.order.ShowOrder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says for people what a delivery costs and why, and why a method is not on offer. */
final class DeliveryWords {
    private static final int THOUSAND = 1_000;

    private DeliveryWords() {}

    static List<Explanation> explanation(Rate rate, Language language) {
        var words = Words.of(ShowOrder.MESSAGES, language);
        return rate.steps().stream()
                .map(step -> new Explanation(step.code(), text(rate, step, words), step.amount()))
                .toList();
    }

    private static String text(Rate rate, Step step, Words words) {
        var currency = rate.price().currency().getCurrencyCode();
        var zone = rate.zone().in(words.language());
        return switch (step.code()) {
            case "weight", "volume" ->
                step.bound() == null ? zone : words.text("delivery.up-to", zone, measure(rate, step.bound()));
            case "amount" ->
                step.bound() == null
                        ? zone
                        : words.text("delivery.amount", zone, words.money(Money.of(step.bound(), currency)));
            case "further" ->
                words.text("delivery.further", String.valueOf(step.measured()), measure(rate, step.bound()));
            case "free" ->
                words.text("delivery.free", words.money(Money.of(Objects.requireNonNull(step.bound()), currency)));
            default -> words.text("delivery." + step.code());
        };
    }

    /** 850 g and 1.5 kg, or 850 cm³ and 1.5 l: further units are of what the tier before them goes by. */
    private static String measure(Rate rate, @Nullable Long bound) {
        var amount = Objects.requireNonNull(bound);
        var isVolume = rate.steps().getFirst().code().equals("volume");
        return amount < THOUSAND
                ? amount + (isVolume ? " cm³" : " g")
                : BigDecimal.valueOf(amount, 3).stripTrailingZeros().toPlainString() + (isVolume ? " l" : " kg");
    }

    static List<DeliveryWithheld> withheld(List<Withheld> withheld, Language language) {
        var words = Words.of(ShowOrder.MESSAGES, language);
        return withheld.stream()
                .map(one -> new DeliveryWithheld(
                        one.method(), one.name().in(language), words.text("delivery." + one.reason())))
                .toList();
    }
}
