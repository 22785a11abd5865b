package io.kontor.trade.cart;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.CommonProblem;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.ChangeLine;
import io.kontor.trade.Trade.SelectLines;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.CartContents.Aside;
import io.kontor.trade.cart.CartContents.Line;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets how many of a line are wanted (0 removes it), whether now or later, and takes note that its new price was seen. */
@Component
public class ChangeCartLine {
    private final MergeCarts mergeCarts;
    private final Catalog catalog;
    private final ShowCart showCart;

    ChangeCartLine(MergeCarts mergeCarts, Catalog catalog, ShowCart showCart) {
        this.mergeCarts = mergeCarts;
        this.catalog = catalog;
        this.showCart = showCart;
    }

    public Cart change(UUID cartId, UUID lineId, ChangeLine wanted) {
        if (wanted.quantity() != null && wanted.quantity() != 0) {
            AddToCart.requireQuantity(wanted.quantity());
        }
        var shopper = wanted.shopper();
        var offer = Boolean.TRUE.equals(wanted.acceptPrice()) ? offer(cartId, lineId, wanted) : null;
        var cart = mergeCarts.change(
                cartId, shopper.caller(), contents -> contents.with(lineId, line -> changed(line, wanted, offer)));
        return showCart.show(cart, shopper.language(), offer == null ? List.of() : List.of(offer));
    }

    private Offer offer(UUID cartId, UUID lineId, ChangeLine wanted) {
        var line = mergeCarts.require(cartId, wanted.shopper().caller()).lines().stream()
                .filter(one -> one.lineId().equals(lineId))
                .findFirst()
                .orElseThrow(() -> TradeProblem.LINE_NOT_FOUND.refusal("Read the cart again: this line has gone."));
        return catalog.offers(List.of(line.sku())).stream()
                .findFirst()
                .orElseThrow(() -> TradeProblem.NOT_ON_SALE
                        .refusal("It is not sold any more. Take it out of the cart.")
                        .with("skus", List.of(line.sku())));
    }

    private static Line changed(Line line, ChangeLine wanted, @Nullable Offer offer) {
        var changed = wanted.quantity() == null ? line : line.with(wanted.quantity());
        if (wanted.saved() != null && wanted.saved() != line.saved()) {
            changed = changed.with(wanted.saved() ? Aside.SAVED : null);
        }
        if (wanted.selected() != null && !changed.saved()) {
            changed = changed.with(wanted.selected() ? null : Aside.NOT_NOW);
        }
        return offer == null ? changed : changed.with(offer);
    }

    /** Chooses which lines are bought now: exactly these. */
    public Cart select(UUID cartId, SelectLines wanted) {
        if (wanted.lineIds() == null
                || wanted.lineIds().size() > CartContents.LINES_MAX
                || wanted.lineIds().stream().anyMatch(id -> id == null)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name the lines to buy now, at most " + CartContents.LINES_MAX + ".")
                    .with("field", "lineIds");
        }
        var lineIds = new HashSet<>(wanted.lineIds());
        var shopper = wanted.shopper();
        var cart = mergeCarts.change(cartId, shopper.caller(), contents -> contents.selecting(lineIds));
        return showCart.show(cart, shopper.language());
    }
}
