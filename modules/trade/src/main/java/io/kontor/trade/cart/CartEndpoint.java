package io.kontor.trade.cart;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade.AddLine;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.ChangeLine;
import io.kontor.trade.Trade.Shopper;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Carts in the store API. A guest's cart is open to whoever knows its id, an account's to that account only. */
@RestController
@Access(Caller.Kind.GUEST)
class CartEndpoint {
    private final OpenCart openCart;
    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final AddToCart addToCart;
    private final ChangeCartLine changeCartLine;

    CartEndpoint(
            OpenCart openCart,
            MergeCarts mergeCarts,
            ShowCart showCart,
            AddToCart addToCart,
            ChangeCartLine changeCartLine) {
        this.openCart = openCart;
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.addToCart = addToCart;
        this.changeCartLine = changeCartLine;
    }

    /** @param quantity a whole number from 1 to 999 */
    record NewLine(String sku, int quantity) {}

    /** @param quantity a whole number from 1 to 999 */
    record NewQuantity(int quantity) {}

    @PostMapping("/api/store/v1/carts")
    ResponseEntity<Cart> open(Caller caller, Language language) {
        var cart = openCart.open(new Shopper(caller, language));
        return ResponseEntity.created(URI.create("/api/store/v1/carts/" + cart.id()))
                .cacheControl(CacheControl.noStore())
                .body(cart);
    }

    @GetMapping("/api/store/v1/carts/{cartId}")
    ResponseEntity<Cart> show(@PathVariable UUID cartId, Caller caller, Language language) {
        return answer(showCart.show(mergeCarts.require(cartId, caller), language));
    }

    @PostMapping("/api/store/v1/carts/{cartId}/lines")
    ResponseEntity<Cart> add(@PathVariable UUID cartId, @RequestBody NewLine line, Caller caller, Language language) {
        return answer(addToCart.add(cartId, new AddLine(new Shopper(caller, language), line.sku(), line.quantity())));
    }

    @PatchMapping("/api/store/v1/carts/{cartId}/lines/{lineId}")
    ResponseEntity<Cart> change(
            @PathVariable UUID cartId,
            @PathVariable UUID lineId,
            @RequestBody NewQuantity wanted,
            Caller caller,
            Language language) {
        AddToCart.requireQuantity(wanted.quantity());
        return answer(changeCartLine.change(
                cartId, lineId, new ChangeLine(new Shopper(caller, language), wanted.quantity())));
    }

    @DeleteMapping("/api/store/v1/carts/{cartId}/lines/{lineId}")
    ResponseEntity<Cart> remove(
            @PathVariable UUID cartId, @PathVariable UUID lineId, Caller caller, Language language) {
        return answer(changeCartLine.change(cartId, lineId, new ChangeLine(new Shopper(caller, language), 0)));
    }

    private static ResponseEntity<Cart> answer(Cart cart) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(cart);
    }
}
