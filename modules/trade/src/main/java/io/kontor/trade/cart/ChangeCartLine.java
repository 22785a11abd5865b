package io.kontor.trade.cart;

import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.ChangeLine;
import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sets how many of a line are wanted; 0 removes the line. */
@Component
public class ChangeCartLine {
    private final CartStore carts;
    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final Clock clock;

    ChangeCartLine(CartStore carts, MergeCarts mergeCarts, ShowCart showCart, Clock clock) {
        this.carts = carts;
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.clock = clock;
    }

    public Cart change(UUID cartId, UUID lineId, ChangeLine change) {
        if (change.quantity() != 0) {
            AddToCart.requireQuantity(change.quantity());
        }
        var cart = mergeCarts.require(cartId, change.shopper().caller());
        if (!carts.change(cart.cartId(), cart.accountId(), lineId, change.quantity(), clock.instant())) {
            throw TradeProblem.LINE_NOT_FOUND.refusal("Read the cart again: this line has gone.");
        }
        return showCart.show(
                mergeCarts.require(cart.cartId(), change.shopper().caller()),
                change.shopper().language());
    }
}
