package io.kontor.trade.cart;

import io.kontor.kernel.Ids;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.Shopper;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Gives a guest a new cart, and an account the one it has. */
@Component
public class OpenCart {
    private final CartStore carts;
    private final ShowCart showCart;
    private final Clock clock;

    OpenCart(CartStore carts, ShowCart showCart, Clock clock) {
        this.carts = carts;
        this.showCart = showCart;
        this.clock = clock;
    }

    public Cart open(Shopper shopper) {
        var cartId = Ids.next(clock);
        var accountId = shopper.caller().isShopper() ? shopper.caller().requireAccountId() : null;
        if (carts.open(cartId, accountId)) {
            return showCart.empty(cartId);
        }
        return carts.cartOf(Objects.requireNonNull(accountId))
                .flatMap(carts::find)
                .map(cart -> showCart.show(cart, shopper.language()))
                .orElseGet(() -> open(shopper));
    }
}
