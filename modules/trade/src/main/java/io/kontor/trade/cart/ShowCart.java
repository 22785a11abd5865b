package io.kontor.trade.cart;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.StockChanged;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.template.Messages;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.CartLine;
import io.kontor.trade.Trade.CartProblem;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.cart.CartContents.Line;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.tax.TaxTable;
import io.kontor.trade.tax.TaxTable.Taxes;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A cart as it is shown: with today's prices and stock, and what stands in the way of ordering it. */
@Component
public class ShowCart {
    private final Catalog catalog;
    private final Inventory inventory;
    private final TaxTable taxTable;
    private final TradeSettings settings;

    ShowCart(Catalog catalog, Inventory inventory, TaxTable taxTable, TradeSettings settings) {
        this.catalog = catalog;
        this.inventory = inventory;
        this.taxTable = taxTable;
        this.settings = settings;
    }

    /**
     * A line with what is known about it now.
     *
     * @param offer today's, or null when it is not on sale any more
     */
    public record Known(Line line, @Nullable Offer offer, int available) {
        public Offer shown() {
            return offer != null ? offer : line.offer();
        }

        public PriceQuote.Line priced(Taxes taxes) {
            var offer = shown();
            var listPrice = offer.listPrice();
            var before = listPrice != null
                            && listPrice.currency().equals(offer.price().currency())
                            && listPrice.compareTo(offer.price()) > 0
                    ? listPrice
                    : offer.price();
            return new PriceQuote.Line(
                    line.lineId(), line.sku(), line.quantity(), before, offer.price(), taxes.of(null));
        }
    }

    public Cart empty(UUID cartId) {
        return cart(cartId, List.of(), List.of());
    }

    public Cart show(CartContents cart, Language language) {
        return show(cart, language, List.of());
    }

    /** @param justAsked offers that need not be asked for again */
    Cart show(CartContents cart, Language language, List<Offer> justAsked) {
        var lines = known(cart, justAsked);
        return cart(
                cart.cartId(),
                lines.stream().map(line -> lineOf(line, language)).toList(),
                problems(lines, language),
                lines);
    }

    private Cart cart(UUID cartId, List<CartLine> lines, List<CartProblem> problems) {
        return cart(cartId, lines, problems, List.of());
    }

    private Cart cart(UUID cartId, List<CartLine> lines, List<CartProblem> problems, List<Known> known) {
        var currency = currencyOf(known);
        var taxes = taxTable.at(null);
        var quote = PriceQuote.decide(new Asked(
                currency,
                known.stream()
                        .filter(line -> isSold(line, currency))
                        .map(line -> line.priced(taxes))
                        .toList(),
                List.of(),
                new Delivery(Money.zero(currency), null)));
        return new Cart(
                cartId,
                lines,
                quote.totals(),
                problems,
                lines.stream().mapToInt(CartLine::quantity).sum());
    }

    /** The cart's lines with today's offers and stock, in two questions however many there are. */
    public List<Known> known(CartContents cart, List<Offer> justAsked) {
        if (cart.lines().isEmpty()) {
            return List.of();
        }
        var offers = justAsked.stream().collect(Collectors.toMap(Offer::sku, Function.identity()));
        var others =
                cart.skus().stream().filter(sku -> !offers.containsKey(sku)).toList();
        if (!others.isEmpty()) {
            catalog.offers(others).forEach(offer -> offers.put(offer.sku(), offer));
        }
        var available = inventory.available(cart.skus()).stream()
                .collect(Collectors.toMap(Availability::sku, Availability::available));
        return withOffers(cart, offers, available);
    }

    private static List<Known> withOffers(
            CartContents cart, Map<String, Offer> offers, Map<String, Integer> available) {
        return cart.lines().stream()
                .map(line -> new Known(line, offers.get(line.sku()), available.getOrDefault(line.sku(), 0)))
                .toList();
    }

    /** The currency of the first line that is on sale; all that is ordered together must be priced in it. */
    public Currency currencyOf(List<Known> lines) {
        return lines.stream()
                .filter(line -> line.offer() != null)
                .findFirst()
                .map(line -> line.shown().price().currency())
                .orElse(settings.currency());
    }

    public static boolean isSold(Known line, Currency currency) {
        return line.offer() != null && line.offer().price().currency().equals(currency);
    }

    private CartLine lineOf(Known known, Language language) {
        var offer = known.shown();
        var line = known.line();
        return new CartLine(
                line.lineId(),
                line.sku(),
                offer.productId(),
                offer.slug(),
                offer.name().in(language),
                offer.options().in(language),
                offer.image(),
                line.quantity(),
                offer.price(),
                offer.listPrice(),
                offer.price().times(line.quantity()),
                known.offer() == null ? 0 : Math.min(known.available(), StockChanged.SHOWN_MAX));
    }

    public List<CartProblem> problems(List<Known> lines, Language language) {
        var currency = currencyOf(lines);
        var problems = new ArrayList<CartProblem>();
        for (var line : lines) {
            var offer = line.offer();
            if (offer == null) {
                problems.add(problem(line, "not-on-sale", language));
                continue;
            }
            if (!isSold(line, currency)) {
                problems.add(problem(line, "other-currency", language));
            }
            if (line.available() <= 0) {
                problems.add(problem(line, "out-of-stock", language));
            } else if (line.available() < line.line().quantity()) {
                problems.add(problem(line, "short-stock", language, line.available()));
            }
            if (!offer.price().equals(line.line().offer().price())) {
                var words = Words.of(MESSAGES, language);
                problems.add(problem(
                        line,
                        "price-changed",
                        language,
                        words.money(line.line().offer().price()),
                        words.money(offer.price())));
            }
        }
        return problems;
    }

    private static final String MESSAGES = "trade-answers";

    private static CartProblem problem(Known line, String code, Language language, Object... parameters) {
        return new CartProblem(
                line.line().lineId(), code, Messages.of(MESSAGES).text(language, "cart." + code, parameters));
    }
}
