package io.kontor.trade.cart;

import io.kontor.kernel.Caller;
import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds the cart that a caller means by an id. A guest's cart becomes the account's as soon as its owner, signed in,
 * touches it; an account that has a cart takes the lines over, and the guest's id leads to it from then on.
 */
@Component
public class MergeCarts {
    private final CartStore carts;
    private final TransactionTemplate tx;
    private final Clock clock;

    MergeCarts(CartStore carts, TransactionTemplate tx, Clock clock) {
        this.carts = carts;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal CART_NOT_FOUND (404) also for another account's cart */
    public CartContents require(UUID cartId, Caller caller) {
        return find(cartId, caller)
                .orElseThrow(() ->
                        TradeProblem.CART_NOT_FOUND.refusal("Open a new cart: this one is gone, or it is not yours."));
    }

    public Optional<CartContents> find(UUID cartId, Caller caller) {
        var found = carts.find(cartId);
        if (found.isPresent() && found.get().mergedInto() != null) {
            found = carts.find(found.get().mergedInto());
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var cart = found.get();
        if (!caller.isShopper()) {
            return cart.accountId() == null ? found : Optional.empty();
        }
        var accountId = caller.requireAccountId();
        if (cart.accountId() == null) {
            return Optional.of(merge(cart.cartId(), accountId));
        }
        return cart.accountId().equals(accountId) ? found : Optional.empty();
    }

    private CartContents merge(UUID cartId, UUID accountId) {
        try {
            return carts.find(tx.execute(_ -> merged(cartId, accountId))).orElseThrow();
        } catch (DuplicateKeyException openedMeanwhile) {
            return carts.find(tx.execute(_ -> merged(cartId, accountId))).orElseThrow();
        }
    }

    private UUID merged(UUID cartId, UUID accountId) {
        carts.lock(cartId, accountId);
        var now = clock.instant();
        var own = carts.cartOf(accountId);
        var guests = carts.findLocked(cartId).filter(cart -> cart.accountId() == null && cart.mergedInto() == null);
        if (own.isEmpty()) {
            if (guests.isEmpty()) {
                throw TradeProblem.CART_NOT_FOUND.refusal("Somebody else has just taken this cart.");
            }
            carts.giveTo(cartId, accountId, now);
            return cartId;
        }
        guests.ifPresent(cart -> carts.moveLines(cartId, own.get(), AddToCart.QUANTITY_MAX, now));
        return own.get();
    }
}
