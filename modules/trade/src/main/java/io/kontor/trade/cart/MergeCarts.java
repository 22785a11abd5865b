package io.kontor.trade.cart;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Refusal;
import io.kontor.trade.TradeProblem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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

    MergeCarts(CartStore carts, TransactionTemplate tx) {
        this.carts = carts;
        this.tx = tx;
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

    /**
     * Changes the cart that a caller means, in one step if the id is that cart's own.
     *
     * @throws io.kontor.kernel.Refusal CART_NOT_FOUND (404), and what the change throws
     */
    CartContents change(UUID cartId, Caller caller, UnaryOperator<CartContents> change) {
        var owner = caller.isShopper() ? caller.requireAccountId() : null;
        var changed = carts.change(cartId, cart -> isCurrent(cart, owner) ? change.apply(cart) : cart);
        if (changed.isPresent() && isCurrent(changed.get(), owner)) {
            return changed.get();
        }
        // The id led to another cart, or that cart has just become the caller's: now it is there to be changed.
        var meant = require(cartId, caller);
        return carts.change(meant.cartId(), cart -> {
                    if (!isCurrent(cart, owner)) {
                        throw gone();
                    }
                    return change.apply(cart);
                })
                .orElseThrow(MergeCarts::gone);
    }

    private static boolean isCurrent(CartContents cart, @Nullable UUID owner) {
        return cart.mergedInto() == null && Objects.equals(cart.accountId(), owner);
    }

    private static Refusal gone() {
        return TradeProblem.CART_NOT_FOUND.refusal("The cart has just gone. Open a new one.");
    }

    private CartContents merge(UUID cartId, UUID accountId) {
        try {
            return carts.find(tx.execute(_ -> merged(cartId, accountId))).orElseThrow();
        } catch (DuplicateKeyException openedMeanwhile) {
            return carts.find(tx.execute(_ -> merged(cartId, accountId))).orElseThrow();
        }
    }

    private UUID merged(UUID cartId, UUID accountId) {
        var locked = carts.lock(cartId, accountId).values();
        var own = locked.stream()
                .filter(cart -> accountId.equals(cart.accountId()))
                .findFirst();
        var guests = locked.stream()
                .filter(cart -> cart.cartId().equals(cartId))
                .filter(cart -> cart.accountId() == null && cart.mergedInto() == null)
                .findFirst();
        if (own.isEmpty()) {
            carts.save(List.of(guests.orElseThrow(
                            () -> TradeProblem.CART_NOT_FOUND.refusal("Somebody else has just taken this cart."))
                    .ownedBy(accountId)));
            return cartId;
        }
        guests.ifPresent(cart -> carts.save(
                List.of(own.get().merged(cart), cart.mergedInto(own.get().cartId()))));
        return own.get().cartId();
    }
}
