package io.kontor.trade.cart;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.catalog.Catalog.Terms;
import io.kontor.kernel.Language;
import io.kontor.platform.template.Words;
import io.kontor.trade.Trade.CartProblem;
import io.kontor.trade.Trade.Remedy;
import io.kontor.trade.cart.ShowCart.Known;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of ordering lines, and how to go on: the same on the cart, in a quote and when an order is refused.
 *
 * @param bought what the buyer ordered of products lately, as far as these limit it
 */
public record CartProblems(Currency currency, Map<UUID, Integer> bought, Language language) {
    private static final String MESSAGES = "trade-answers";

    /** Of these lines, in their order; what is saved for later has none. */
    public List<CartProblem> of(List<Known> lines) {
        var problems = new ArrayList<CartProblem>();
        var left = new HashMap<UUID, Integer>();
        for (var line : lines) {
            if (!line.line().saved()) {
                add(problems, line, left);
            }
        }
        return problems;
    }

    private void add(List<CartProblem> problems, Known line, Map<UUID, Integer> left) {
        var offer = line.offer();
        if (offer == null) {
            problems.add(problem(line, line.optionGone() ? "option-gone" : "not-on-sale", remedy("remove", null)));
            return;
        }
        if (!ShowCart.isSold(line, currency)) {
            problems.add(problem(line, "other-currency", remedy("unselect", null)));
        }
        var terms = Objects.requireNonNullElse(offer.terms(), Terms.USUAL);
        var quantity = line.line().quantity();
        var forBuyer = forBuyer(offer, terms, line, left);
        var possible = Math.min(line.available(), forBuyer);
        var fitting = fitting(terms, quantity, possible);
        if (line.available() <= 0) {
            problems.add(problem(line, "out-of-stock", remedy("save", null)));
        } else if (line.available() < quantity) {
            problems.add(problem(line, "short-stock", towards(fitting), line.available()));
        }
        addLimits(problems, line, terms, fitting);
        if (forBuyer < quantity) {
            problems.add(problem(
                    line,
                    "buyer-limit",
                    towards(fitting),
                    Objects.requireNonNull(terms.buyerMax()),
                    Objects.requireNonNull(terms.buyerDays())));
        }
        var before = line.line().offer().price();
        if (!offer.price().equals(before)) {
            var words = Words.of(MESSAGES, language);
            problems.add(problem(
                    line,
                    "price-changed",
                    remedy("accept-price", null, words.money(offer.price())),
                    words.money(before),
                    words.money(offer.price())));
        }
    }

    private void addLimits(List<CartProblem> problems, Known line, Terms terms, int fitting) {
        var quantity = line.line().quantity();
        if (terms.min() != null && quantity < terms.min()) {
            problems.add(problem(line, "below-minimum", towards(fitting), terms.min()));
        } else if (terms.max() != null && quantity > terms.max()) {
            problems.add(problem(line, "above-maximum", towards(fitting), terms.max()));
        } else if (terms.step() != null && quantity % terms.step() != 0) {
            problems.add(problem(line, "not-in-step", towards(fitting), terms.step()));
        }
    }

    /** How many more of a product this buyer may order, after the lines before this one. */
    private int forBuyer(Offer offer, Terms terms, Known line, Map<UUID, Integer> left) {
        var max = terms.buyerMax();
        if (max == null) {
            return Integer.MAX_VALUE;
        }
        var most = left.computeIfAbsent(offer.productId(), id -> Math.max(0, max - bought.getOrDefault(id, 0)));
        if (line.line().selected()) {
            left.put(offer.productId(), Math.max(0, most - line.line().quantity()));
        }
        return most;
    }

    /** The quantity nearest to the wanted one that is sold, at most so many; 0 when none is. */
    static int fitting(Terms terms, int wanted, int upTo) {
        var step = terms.step() == null ? 1 : terms.step();
        var up = (Math.max(wanted, terms.least()) + step - 1) / step * step;
        var most = terms.most(upTo);
        return Math.min(up, most);
    }

    private Remedy towards(int quantity) {
        return quantity == 0 ? remedy("save", null) : remedy("set-quantity", quantity, quantity);
    }

    private Remedy remedy(String action, @Nullable Integer quantity, Object... parameters) {
        return new Remedy(action, quantity, Words.of(MESSAGES, language).text("remedy." + action, parameters));
    }

    private CartProblem problem(Known line, String code, Remedy remedy, Object... parameters) {
        return new CartProblem(
                line.line().lineId(), code, Words.of(MESSAGES, language).text("cart." + code, parameters), remedy);
    }
}
