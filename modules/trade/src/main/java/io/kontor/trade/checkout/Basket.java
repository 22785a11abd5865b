package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Rates;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The goods of a cart that can be sold together, in one currency. */
record Basket(Currency currency, List<Known> lines) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String USUAL = "standard";
    private static final int PLACE_MAX = 60;
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
    Rates rates(Fulfilment fulfilment, @Nullable Address address) {
        if (lines.isEmpty()) {
            return new Rates(List.of(), List.of());
        }
        var country = address == null || address.country() == null
                ? null
                : address.country().strip().toUpperCase(Locale.ROOT);
        var rates = fulfilment.rates(new RateRequest(
                country != null && COUNTRIES.contains(country) ? country : null,
                address == null ? null : place(address.region()),
                address == null ? null : place(address.postcode()),
                goods(),
                weightGrams()));
        if (rates.offered().isEmpty() && rates.withheld().isEmpty()) {
            throw TradeProblem.MIXED_CURRENCIES.refusal(
                    "There is no delivery priced in " + currency + ". Ask the shop.");
        }
        return rates;
    }

    private static @Nullable String place(@Nullable String typed) {
        return typed == null || typed.isBlank() || typed.length() > PLACE_MAX ? null : typed.strip();
    }

    /**
     * @param method null: the usual one
     * @throws io.kontor.kernel.Refusal UNKNOWN_DELIVERY_METHOD (400), NOT_DELIVERED (409)
     */
    static Rate choose(Rates rates, @Nullable String method) {
        var wanted = method == null || method.isBlank() ? USUAL : method;
        var found = find(rates, wanted);
        if (found.isPresent()) {
            return found.get();
        }
        var methods = rates.offered().stream().map(Rate::method).toList();
        var withheld = rates.withheld().stream()
                .filter(one -> one.method().equals(wanted))
                .findFirst();
        if (withheld.isPresent()) {
            throw TradeProblem.NOT_DELIVERED
                    .refusal("Choose another way of delivery or another address. Nothing was ordered.")
                    .with("reason", withheld.get().reason())
                    .with("deliveryMethods", methods);
        }
        throw TradeProblem.UNKNOWN_DELIVERY_METHOD
                .refusal("Choose one of " + String.join(", ", methods) + ".")
                .with("deliveryMethods", methods);
    }

    /** What a quote goes by: what was wanted, or else what comes nearest; null when nothing goes to that address. */
    static @Nullable Rate nearest(Rates rates, @Nullable String method) {
        var wanted = method == null || method.isBlank() ? USUAL : method;
        var found = find(rates, wanted);
        if (found.isEmpty()
                && wanted.equals(method)
                && rates.withheld().stream().noneMatch(one -> one.method().equals(wanted))) {
            return choose(rates, wanted);
        }
        return found.or(() -> find(rates, USUAL))
                .or(() -> rates.offered().stream().findFirst())
                .orElse(null);
    }

    private static Optional<Rate> find(Rates rates, String method) {
        return rates.offered().stream()
                .filter(rate -> rate.method().equals(method))
                .findFirst();
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
