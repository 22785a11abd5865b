package io.kontor.storefront.cart;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Shopper;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The little that differs from visitor to visitor on a page that is otherwise the same for all. */
@RestController
class ShopperEndpoint {
    private final Trade trade;

    ShopperEndpoint(Trade trade) {
        this.trade = trade;
    }

    /** @param name null for a guest */
    record ShopperState(@Nullable String name, int cartQuantity) {}

    @GetMapping("/{lang:zh|en}/shopper")
    @Access(Caller.Kind.GUEST)
    ResponseEntity<ShopperState> shopper(HttpServletRequest request, Caller caller, Language language) {
        var quantity = CartCookie.find(request)
                .flatMap(cartId -> trade.cart(cartId, new Shopper(caller, language)))
                .map(Trade.Cart::quantity)
                .orElse(0);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ShopperState(caller.isShopper() ? caller.name() : null, quantity));
    }
}
