package io.kontor.trade.cart;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.StockChanged;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.CartLine;
import io.kontor.trade.Trade.CartProblem;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.cart.CartContents.Line;
import io.kontor.trade.pricing.Explain;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Asked;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceRule.Purchase;
import io.kontor.trade.pricing.PriceRules;
import io.kontor.trade.tax.TaxTable;
import io.kontor.trade.tax.TaxTable.Taxes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A cart as it is shown: with today's prices and stock, and what stands in the way of ordering it. */
@Component
public class ShowCart {
    private static final Contact NOBODY = new Contact(null, null);

    private final Catalog catalog;
    private final Inventory inventory;
    private final TaxTable taxTable;
    private final PriceRules rules;
    private final BuyerLimits buyerLimits;
    private final TradeSettings settings;

    ShowCart(
            Catalog catalog,
            Inventory inventory,
            TaxTable taxTable,
            PriceRules rules,
            BuyerLimits buyerLimits,
            TradeSettings settings) {
        this.catalog = catalog;
        this.inventory = inventory;
        this.taxTable = taxTable;
        this.rules = rules;
        this.buyerLimits = buyerLimits;
        this.settings = settings;
    }

    /**
     * A line with what is known about it now.
     *
     * @param offer today's, or null when it is not on sale any more
     * @param optionGone without an offer: whether other variants of the product are still sold
     * @param promisedOn by when it leaves the house, if some of it is not there
     */
    public record Known(
            Line line,
            @Nullable Offer offer,
            int available,
            boolean optionGone,
            @Nullable LocalDate promisedOn) {
        public Known(Line line, @Nullable Offer offer, int available) {
            this(line, offer, available, false, null);
        }

        private Known promised(@Nullable Availability there) {
            return there == null || there.later() == null || line.quantity() <= there.inStock()
                    ? this
                    : new Known(
                            line, offer, available, optionGone, there.later().on());
        }

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
                    line.lineId(),
                    line.sku(),
                    line.quantity(),
                    before,
                    offer.price(),
                    taxes.of(offer.terms() == null ? null : offer.terms().taxClass()));
        }
    }

    public Cart empty(UUID cartId) {
        var none = Money.zero(settings.currency());
        return new Cart(
                cartId, List.of(), new Totals(none, none, none, none, none, null, null), List.of(), 0, List.of(), null);
    }

    public Cart show(CartContents cart, Language language) {
        return show(cart, language, List.of());
    }

    /** @param justAsked offers that need not be asked for again */
    Cart show(CartContents cart, Language language, List<Offer> justAsked) {
        var known = known(cart, justAsked);
        var currency = currencyOf(known);
        var quote = quote(cart, known, currency);
        var priced = quote.lines().stream()
                .collect(Collectors.toMap(line -> line.line().lineId(), Function.identity()));
        var explain = new Explain(language);
        var lines = new ArrayList<CartLine>();
        var saved = new ArrayList<CartLine>();
        for (var line : known) {
            var told = lineOf(line, priced.get(line.line().lineId()), explain);
            (line.line().saved() ? saved : lines).add(told);
        }
        var explained = quote.lines().stream().map(Explain.Line::of).toList();
        return new Cart(
                cart.cartId(),
                lines,
                quote.totals(),
                problems(cart, known, language),
                lines.stream().mapToInt(CartLine::quantity).sum(),
                saved,
                isPlain(explained) ? null : explain.goods(explained, quote.totals()));
    }

    private PriceQuote quote(CartContents cart, List<Known> known, Currency currency) {
        var taxes = taxTable.at(null);
        var lines = known.stream()
                .filter(line -> line.line().selected() && isSold(line, currency))
                .map(line -> line.priced(taxes))
                .toList();
        var ruling = rules.of(new Purchase(cart.accountId(), currency, lines, List.of(), 0));
        return PriceQuote.decide(new Asked(
                currency,
                lines,
                ruling.adjustments(),
                new Delivery(Money.zero(currency), null),
                List.of(),
                ruling.unused()));
    }

    /** The prices of its lines say everything about this one. */
    private static boolean isPlain(List<Explain.Line> lines) {
        return lines.stream()
                .allMatch(line -> line.breakdown().off().isEmpty()
                        && line.breakdown().taxAdded() == null
                        && line.price().equals(line.listPrice()));
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
        var there = inventory.available(cart.skus()).stream()
                .collect(Collectors.toMap(Availability::sku, Function.identity()));
        return known(
                        cart.lines(),
                        offers,
                        sku -> there.containsKey(sku) ? there.get(sku).available() : 0)
                .stream()
                .map(line -> line.promised(there.get(line.line().sku())))
                .toList();
    }

    /** Asks once more only when something is not offered any more: whether its product still is. */
    public List<Known> known(List<Line> lines, Map<String, Offer> offers, ToIntFunction<String> available) {
        var gone = lines.stream()
                .filter(line -> !offers.containsKey(line.sku()))
                .map(line -> line.offer().productId())
                .distinct()
                .toList();
        var shown = gone.isEmpty()
                ? Set.<UUID>of()
                : catalog.cards(gone).stream().map(ProductCard::productId).collect(Collectors.toSet());
        return lines.stream()
                .map(line -> new Known(
                        line,
                        offers.get(line.sku()),
                        available.applyAsInt(line.sku()),
                        shown.contains(line.offer().productId()),
                        null))
                .toList();
    }

    /** The currency of the first line to buy that is on sale; all that is ordered together must be priced in it. */
    public Currency currencyOf(List<Known> lines) {
        return lines.stream()
                .filter(line -> line.offer() != null)
                .min(Comparator.comparing(line -> !line.line().selected()))
                .map(line -> line.shown().price().currency())
                .orElse(settings.currency());
    }

    public static boolean isSold(Known line, Currency currency) {
        return line.offer() != null && line.offer().price().currency().equals(currency);
    }

    private static CartLine lineOf(Known known, PriceQuote.@Nullable Priced priced, Explain explain) {
        var offer = known.shown();
        var line = known.line();
        var language = explain.language();
        var reduced = priced == null || priced.breakdown().off().isEmpty() ? null : Explain.Line.of(priced);
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
                reduced != null ? reduced.total() : offer.price().times(line.quantity()),
                known.offer() == null ? 0 : Math.min(known.available(), StockChanged.SHOWN_MAX),
                line.selected(),
                offer.terms(),
                reduced != null ? explain.line(reduced) : null,
                known.promisedOn());
    }

    /** What stands in the way of ordering lines, with what the buyer ordered lately where a product limits that. */
    public List<CartProblem> problems(CartContents cart, List<Known> lines, Language language) {
        return problems(cart, NOBODY, lines, language);
    }

    /** The same for a buyer who said who they are. */
    public List<CartProblem> problems(CartContents cart, Contact contact, List<Known> lines, Language language) {
        var offers = lines.stream().map(Known::offer).filter(Objects::nonNull).toList();
        var bought = buyerLimits.bought(cart.accountId(), contact, offers);
        return new CartProblems(currencyOf(lines), bought, language).of(lines);
    }
}
