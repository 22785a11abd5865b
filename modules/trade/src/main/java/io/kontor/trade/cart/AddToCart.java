package io.kontor.trade.cart;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.Ids;
import io.kontor.trade.Trade.AddLine;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.CartStore.Addition;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts something into a cart; what is there already becomes more. */
@Component
public class AddToCart {
    /** Most units of one SKU in one cart. */
    public static final int QUANTITY_MAX = 999;

    private static final int SKU_MAX = 100;

    private final Catalog catalog;
    private final CartStore carts;
    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final Clock clock;

    AddToCart(Catalog catalog, CartStore carts, MergeCarts mergeCarts, ShowCart showCart, Clock clock) {
        this.catalog = catalog;
        this.carts = carts;
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.clock = clock;
    }

    public Cart add(UUID cartId, AddLine line) {
        requireQuantity(line.quantity());
        var offer = offer(line.sku());
        var caller = line.shopper().caller();
        var accountId = caller.isShopper() ? caller.requireAccountId() : null;
        var cart =
                carts.add(addition(cartId, accountId, offer, line.quantity())).orElse(null);
        if (cart == null) {
            var meant = mergeCarts.require(cartId, caller);
            // The id led to another cart, or that cart has just become the caller's: now it is there to be filled.
            cart = carts.add(addition(meant.cartId(), meant.accountId(), offer, line.quantity()))
                    .orElseThrow(() -> TradeProblem.CART_NOT_FOUND.refusal("The cart has just gone. Open a new one."));
        }
        requireAdded(cart, line.sku());
        return showCart.show(cart, line.shopper().language(), List.of(offer));
    }

    private Addition addition(UUID cartId, @Nullable UUID accountId, Offer offer, int quantity) {
        return new Addition(cartId, accountId, Ids.next(clock), offer, quantity, clock.instant());
    }

    static void requireQuantity(int quantity) {
        if (quantity < 1 || quantity > QUANTITY_MAX) {
            throw TradeProblem.QUANTITY_INVALID.refusal("A quantity is a whole number from 1 to " + QUANTITY_MAX + ".");
        }
    }

    private Offer offer(@Nullable String sku) {
        var known = sku == null
                        || sku.isBlank()
                        || sku.length() > SKU_MAX
                        || sku.chars().anyMatch(Character::isISOControl)
                ? List.<Offer>of()
                : catalog.offers(List.of(sku));
        return known.stream()
                .findFirst()
                .orElseThrow(() -> TradeProblem.UNKNOWN_SKU
                        .refusal("Take the code of a variant from its product.")
                        .with("sku", String.valueOf(sku)));
    }

    private static void requireAdded(CartContents cart, String sku) {
        if (cart.has(sku)) {
            return;
        }
        if (cart.lines().size() >= CartStore.LINES_MAX) {
            throw TradeProblem.CART_FULL.refusal(
                    "A cart has at most " + CartStore.LINES_MAX + " lines. Order these first.");
        }
        throw TradeProblem.QUANTITY_INVALID.refusal(
                "With what is in the cart already it would be more than " + QUANTITY_MAX + ".");
    }
}
