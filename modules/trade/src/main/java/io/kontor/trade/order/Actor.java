package io.kontor.trade.order;

import io.kontor.kernel.Caller;
import io.kontor.payment.Payment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something to an order.
 *
 * @param accountId null for a guest and for the shop itself
 * @param name of a member of staff, otherwise empty
 */
public record Actor(Kind kind, @Nullable UUID accountId, String name) {
    /** The shop itself: a payment that arrived, a time that passed. */
    public static final Actor SHOP = new Actor(Kind.SHOP, null, "");

    public enum Kind {
        BUYER,
        STAFF,
        SHOP
    }

    public static Actor buyer(Caller caller) {
        return new Actor(Kind.BUYER, caller.isShopper() ? caller.accountId() : null, "");
    }

    /** A member of staff who did it in another module, or the shop when nobody did. */
    static Actor of(Payment.@Nullable Staff staff) {
        return staff == null ? SHOP : new Actor(Kind.STAFF, staff.accountId(), staff.name());
    }

    public static Actor staff(Caller caller) {
        return new Actor(Kind.STAFF, caller.accountId(), caller.name());
    }
}
