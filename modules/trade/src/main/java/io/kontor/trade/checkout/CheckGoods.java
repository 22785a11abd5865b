package io.kontor.trade.checkout;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.trade.Trade.CartProblem;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.BuyerLimits;
import io.kontor.trade.cart.BuyerLimits.Limited;
import io.kontor.trade.cart.CartContents;
import io.kontor.trade.cart.CartContents.Line;
import io.kontor.trade.cart.CartProblems;
import io.kontor.trade.cart.ShowCart;
import io.kontor.trade.cart.ShowCart.Known;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What of a cart is about to be ordered, as it is sold now; refused with the problems that the cart shows. */
@Component
class CheckGoods {
    private static final String NOTHING = " Nothing was ordered.";

    private final Catalog catalog;
    private final ShowCart showCart;
    private final BuyerLimits buyerLimits;

    CheckGoods(Catalog catalog, ShowCart showCart, BuyerLimits buyerLimits) {
        this.catalog = catalog;
        this.showCart = showCart;
        this.buyerLimits = buyerLimits;
    }

    /**
     * @param totalSeen whether the buyer says what it shall cost: then a changed price is no surprise
     * @throws Refusal NOT_ON_SALE, MIXED_CURRENCIES, QUANTITY_LIMITED, PRICE_CHANGED (409, each with {@code problems})
     */
    Basket check(CartContents cart, Language language, boolean totalSeen) {
        var wanted = cart.selected();
        var offers = catalog.offers(wanted.stream().map(Line::sku).toList()).stream()
                .collect(Collectors.toMap(Offer::sku, Function.identity()));
        // Whether there is enough of it is known when it is held.
        var lines = showCart.known(wanted, offers, _ -> Integer.MAX_VALUE);
        var basket = new Basket(showCart.currencyOf(lines), lines);
        var problems = new CartProblems(basket.currency(), Map.of(), language)
                .of(lines).stream()
                        .filter(problem -> !(totalSeen && problem.code().equals("price-changed")))
                        .toList();
        if (!problems.isEmpty()) {
            throw refusal(problems, lines);
        }
        return basket;
    }

    private static Refusal refusal(List<CartProblem> problems, List<Known> lines) {
        var gone = lines.stream()
                .filter(line -> line.offer() == null)
                .map(line -> line.line().sku())
                .toList();
        if (!gone.isEmpty()) {
            return TradeProblem.NOT_ON_SALE
                    .refusal("Take out of the cart what is not sold any more." + NOTHING)
                    .with("skus", gone)
                    .with("problems", problems);
        }
        return switch (problems.getFirst().code()) {
            case "other-currency" ->
                TradeProblem.MIXED_CURRENCIES
                        .refusal("Order what is priced in another currency on its own." + NOTHING)
                        .with("problems", problems);
            case "price-changed" ->
                TradeProblem.PRICE_CHANGED
                        .refusal("Accept the new price, or name the total you expect." + NOTHING)
                        .with("problems", problems);
            default -> limited(problems);
        };
    }

    private static Refusal limited(List<CartProblem> problems) {
        return TradeProblem.QUANTITY_LIMITED
                .refusal(problems.getFirst().message() + NOTHING)
                .with("problems", problems);
    }

    /** Less is in stock than wanted. */
    Refusal shortage(Basket basket, List<Shortage> shortages, Language language) {
        var available = shortages.stream().collect(Collectors.toMap(Shortage::sku, Shortage::available));
        var lines = basket.lines().stream()
                .filter(line -> available.containsKey(line.line().sku()))
                .map(line -> new Known(
                        line.line(),
                        line.offer(),
                        available.getOrDefault(line.line().sku(), 0)))
                .toList();
        var problems = new CartProblems(basket.currency(), Map.of(), language).of(lines);
        return TradeProblem.OUT_OF_STOCK
                .refusal("Nothing was ordered.")
                .with("shortages", shortages)
                .with("problems", problems);
    }

    /** The goods of which one buyer may not have any number. */
    List<Limited> limited(Draft draft, CartContents cart, Contact contact) {
        var basket = draft.basket();
        return buyerLimits.limited(
                draft.groupId(),
                draft.orderId(),
                cart.accountId(),
                contact,
                basket.lines().stream().map(Known::shown).toList(),
                basket.lines().stream().map(line -> line.line().quantity()).toList());
    }

    /** The buyer has ordered too much of something already. */
    Refusal tooMuch(CartContents cart, Contact contact, Basket basket, Language language) {
        var offers = basket.lines().stream().map(Known::shown).toList();
        var bought = buyerLimits.bought(cart.accountId(), contact, offers);
        return limited(new CartProblems(basket.currency(), bought, language)
                .of(basket.lines()).stream()
                        .filter(problem -> problem.code().equals("buyer-limit"))
                        .toList());
    }
}
