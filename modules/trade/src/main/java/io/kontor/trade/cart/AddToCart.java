package io.kontor.trade.cart;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.Ids;
import io.kontor.trade.Trade.AddLine;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.cart.CartContents.Line;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts something into a cart; what is there already becomes more. */
@Component
public class AddToCart {
    private static final int SKU_MAX = 100;

    private final Catalog catalog;
    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final Clock clock;

    AddToCart(Catalog catalog, MergeCarts mergeCarts, ShowCart showCart, Clock clock) {
        this.catalog = catalog;
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.clock = clock;
    }

    public Cart add(UUID cartId, AddLine line) {
        requireQuantity(line.quantity());
        var offer = offer(line.sku());
        var caller = line.shopper().caller();
        var added = new Line(Ids.next(clock), offer.sku(), line.quantity(), offer);
        var cart = mergeCarts.change(cartId, caller, contents -> contents.plus(added));
        return showCart.show(cart, line.shopper().language(), List.of(offer));
    }

    static void requireQuantity(int quantity) {
        if (quantity < 1 || quantity > CartContents.QUANTITY_MAX) {
            throw TradeProblem.QUANTITY_INVALID.refusal(
                    "A quantity is a whole number from 1 to " + CartContents.QUANTITY_MAX + ".");
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
}
