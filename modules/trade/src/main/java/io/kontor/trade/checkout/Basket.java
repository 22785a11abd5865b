package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Rates;
import io.kontor.fulfilment.Fulfilment.Withheld;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.order.Freight;
import io.kontor.trade.order.Freight.Units;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceQuote.Parcel;
import io.kontor.trade.pricing.PriceRule.Ruling;
import io.kontor.trade.tax.TaxTable.Taxes;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The goods of a cart that can be sold together, in one currency. */
record Basket(Currency currency, List<Known> lines) {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String USUAL = "standard";
    private static final int PLACE_MAX = 60;
    private static final int MERCHANTS_MAX = 20;

    Money goods() {
        return lines.stream()
                .map(line -> line.shown().price().times(line.line().quantity()))
                .reduce(Money.zero(currency), Money::plus);
    }

    private Freight freight() {
        return Freight.of(lines.stream()
                .filter(line -> line.offer() != null)
                .map(line -> new Units(line.shown(), line.line().quantity()))
                .toList());
    }

    /** Whose goods these are, when they are one merchant's. */
    UUID merchantId() {
        return lines.getFirst().shown().merchant();
    }

    /**
     * The goods of each merchant by themselves, in the order of the lines: each ships its own.
     *
     * @throws io.kontor.kernel.Refusal CART_FULL (409)
     */
    List<Basket> byMerchant() {
        var byMerchant = new LinkedHashMap<UUID, List<Known>>();
        lines.forEach(line -> byMerchant
                .computeIfAbsent(line.shown().merchant(), _ -> new ArrayList<>())
                .add(line));
        if (byMerchant.size() > MERCHANTS_MAX) {
            throw TradeProblem.CART_FULL.refusal(
                    "One checkout takes the goods of at most " + MERCHANTS_MAX + " merchants. Order these first.");
        }
        return byMerchant.size() < 2
                ? List.of(this)
                : byMerchant.values().stream()
                        .map(some -> new Basket(currency, some))
                        .toList();
    }

    /** The ways to deliver the goods of each merchant. */
    static List<Rates> rates(Fulfilment fulfilment, List<Basket> merchants, @Nullable Address address) {
        if (merchants.size() == 1) {
            return List.of(merchants.getFirst().rates(fulfilment, address));
        }
        var rates = fulfilment.ratesOfEach(
                merchants.stream().map(goods -> goods.request(address)).toList());
        for (var at = 0; at < rates.size(); at++) {
            merchants.get(at).requirePriced(rates.get(at));
        }
        return rates;
    }

    /** The ways to deliver these goods; none for no goods. */
    private Rates rates(Fulfilment fulfilment, @Nullable Address address) {
        if (lines.isEmpty()) {
            return new Rates(List.of(), List.of());
        }
        var rates = fulfilment.rates(request(address));
        requirePriced(rates);
        return rates;
    }

    private RateRequest request(@Nullable Address address) {
        var country = address == null || address.country() == null
                ? null
                : address.country().strip().toUpperCase(Locale.ROOT);
        var freight = freight();
        return new RateRequest(
                country != null && COUNTRIES.contains(country) ? country : null,
                address == null ? null : place(address.region()),
                address == null ? null : place(address.postcode()),
                goods(),
                freight.grams(),
                freight.cubicCentimetres());
    }

    private void requirePriced(Rates rates) {
        if (rates.offered().isEmpty() && rates.withheld().isEmpty()) {
            throw TradeProblem.MIXED_CURRENCIES.refusal(
                    "There is no delivery priced in " + currency + ". Ask the shop.");
        }
    }

    /**
     * The ways that all of the merchants can go, each for what they cost together; what one of them cannot go is withheld.
     */
    static Rates together(List<Rates> each) {
        if (each.size() == 1) {
            return each.getFirst();
        }
        var offered = each.getFirst().offered().stream()
                .map(rate -> each.stream()
                        .flatMap(rates -> find(rates, rate.method()).stream())
                        .toList())
                .filter(same -> same.size() == each.size())
                .map(same -> same.stream().reduce(Basket::sum).orElseThrow())
                .toList();
        var withheld = new LinkedHashMap<String, Withheld>();
        each.forEach(rates -> rates.withheld().forEach(one -> withheld.putIfAbsent(one.method(), one)));
        return new Rates(offered, List.copyOf(withheld.values()));
    }

    private static Rate sum(Rate one, Rate other) {
        return new Rate(
                one.method(),
                one.kind(),
                one.name(),
                one.description(),
                one.price().plus(other.price()),
                null,
                Math.max(one.daysMin(), other.daysMin()),
                Math.max(one.daysMax(), other.daysMax()),
                one.zone(),
                Stream.concat(one.steps().stream(), other.steps().stream()).toList(),
                one.point());
    }

    /** What the deliveries of all merchants cost. @param prices of each */
    static Delivery delivery(List<Basket> merchants, List<Money> prices, Taxes taxes) {
        if (merchants.size() == 1) {
            return new Delivery(prices.getFirst(), taxes.ofDelivery());
        }
        var parcels = IntStream.range(0, merchants.size())
                .mapToObj(at -> new Parcel(merchants.get(at).lineIds(), prices.get(at)))
                .toList();
        var price = parcels.stream().map(Parcel::price).reduce(Money::plus).orElseThrow();
        return new Delivery(price, taxes.ofDelivery(), parcels);
    }

    private Set<UUID> lineIds() {
        return lines.stream().map(line -> line.line().lineId()).collect(Collectors.toSet());
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

    static Optional<Rate> find(Rates rates, String method) {
        return rates.offered().stream()
                .filter(rate -> rate.method().equals(method))
                .findFirst();
    }

    PriceQuote quote(Ruling ruling, Delivery delivery, Taxes taxes) {
        return PriceQuote.decide(
                new Asked(currency, priced(taxes), ruling.adjustments(), delivery, ruling.tenders(), ruling.unused()));
    }

    List<PriceQuote.Line> priced(Taxes taxes) {
        return lines.stream().map(line -> line.priced(taxes)).toList();
    }
}
