package io.kontor.trade.cart;

import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.ChangeLine;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sets how many of a line are wanted; 0 removes the line. */
@Component
public class ChangeCartLine {
    private final MergeCarts mergeCarts;
    private final ShowCart showCart;

    ChangeCartLine(MergeCarts mergeCarts, ShowCart showCart) {
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
    }

    public Cart change(UUID cartId, UUID lineId, ChangeLine change) {
        if (change.quantity() != 0) {
            AddToCart.requireQuantity(change.quantity());
        }
        var shopper = change.shopper();
        var cart = mergeCarts.change(cartId, shopper.caller(), contents -> contents.with(lineId, change.quantity()));
        return showCart.show(cart, shopper.language());
    }
}
