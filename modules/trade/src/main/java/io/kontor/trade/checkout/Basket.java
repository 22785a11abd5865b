package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceRule.Ruling;
import io.kontor.trade.tax.TaxTable.Taxes;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The goods of a cart that can be sold together, in one currency. */
record Basket(Currency currency, List<Known> lines) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String USUAL = "standard";
    /** Delivery is not priced any finer above ten tonnes. */
    private static final long GRAMS_MAX = 10_000_000;

    Money goods() {
        return lines.stream()
                .map(line -> line.shown().price().times(line.line().quantity()))
                .reduce(Money.zero(currency), Money::plus);
    }

    private int weightGrams() {
        var grams = lines.stream()
                .mapToLong(line -> (long) Math.max(0, line.line().quantity()) * Math.max(0, weightOf(line)))
                .sum();
        return (int) Math.min(grams, GRAMS_MAX);
    }

    private static int weightOf(Known line) {
        return line.offer() == null ? 0 : line.offer().weightGrams();
    }

    /** The ways to deliver these goods; none for no goods. */
    List<Rate> rates(Fulfilment fulfilment, @Nullable Address address) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var country = address == null || address.country() == null
                ? null
                : address.country().strip().toUpperCase(Locale.ROOT);
        var region =
                address == null || address.region() == null || address.region().length() > 60 ? null : address.region();
        var rates = fulfilment
                .rates(new RateRequest(
                        country != null && COUNTRIES.contains(country) ? country : null,
                        region,
                        goods(),
                        weightGrams()))
                .stream()
                .filter(rate -> rate.price().currency().equals(currency))
                .toList();
        if (rates.isEmpty()) {
            throw TradeProblem.MIXED_CURRENCIES.refusal(
                    "There is no delivery priced in " + currency + ". Ask the shop.");
        }
        return rates;
    }

    /** @param method null: the usual one */
    static Rate choose(List<Rate> rates, @Nullable String method) {
        var wanted = method == null || method.isBlank() ? USUAL : method;
        return rates.stream()
                .filter(rate -> rate.method().equals(wanted))
                .findFirst()
                .or(() -> method == null || method.isBlank() ? rates.stream().findFirst() : java.util.Optional.empty())
                .orElseThrow(() -> TradeProblem.UNKNOWN_DELIVERY_METHOD
                        .refusal("Choose one of "
                                + String.join(
                                        ", ", rates.stream().map(Rate::method).toList()) + ".")
                        .with(
                                "deliveryMethods",
                                rates.stream().map(Rate::method).toList()));
    }

    /** @param delivery its price */
    PriceQuote quote(Ruling ruling, Money delivery, Taxes taxes) {
        return PriceQuote.decide(new Asked(
                currency,
                priced(taxes),
                ruling.adjustments(),
                new Delivery(delivery, taxes.ofDelivery()),
                List.of(),
                ruling.unused()));
    }

    List<PriceQuote.Line> priced(Taxes taxes) {
        return lines.stream().map(line -> line.priced(taxes)).toList();
    }
}
