package io.kontor.trade.cart;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.trade.Trade.AddLine;
import io.kontor.trade.Trade.Cart;
import io.kontor.trade.Trade.ChangeLine;
import io.kontor.trade.Trade.SelectLines;
import io.kontor.trade.Trade.Shopper;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
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

    /**
     * What is left out stays.
     *
     * @param quantity a whole number from 1 to 999
     * @param selected whether the line is bought now
     * @param saved true: saved for later; false: back in the cart
     * @param acceptPrice true: today's price is what the buyer has seen
     */
    record LineChange(
            @Nullable Integer quantity,
            @Nullable Boolean selected,
            @Nullable Boolean saved,
            @Nullable Boolean acceptPrice) {
        private boolean isEmpty() {
            return quantity == null && selected == null && saved == null && acceptPrice == null;
        }
    }

    /** @param lineIds the lines to buy now; the others wait in the cart */
    record Selection(List<UUID> lineIds) {}

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
            @RequestBody LineChange wanted,
            Caller caller,
            Language language) {
        if (wanted.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "Say what to change: quantity, selected, saved or acceptPrice.");
        }
        if (wanted.quantity() != null) {
            AddToCart.requireQuantity(wanted.quantity());
        }
        return answer(changeCartLine.change(
                cartId,
                lineId,
                new ChangeLine(
                        new Shopper(caller, language),
                        wanted.quantity(),
                        wanted.selected(),
                        wanted.saved(),
                        wanted.acceptPrice())));
    }

    @PutMapping("/api/store/v1/carts/{cartId}/selection")
    ResponseEntity<Cart> select(
            @PathVariable UUID cartId, @RequestBody Selection wanted, Caller caller, Language language) {
        return answer(changeCartLine.select(cartId, new SelectLines(new Shopper(caller, language), wanted.lineIds())));
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
