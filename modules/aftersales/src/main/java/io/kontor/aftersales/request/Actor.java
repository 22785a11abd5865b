package io.kontor.aftersales.request;

import io.kontor.kernel.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did something to a request. @param name of a member of staff, otherwise empty */
public record Actor(Kind kind, @Nullable UUID accountId, String name) {
    /** The shop itself: a time that passed, a refund that was given. */
    public static final Actor SHOP = new Actor(Kind.SHOP, null, "");

    /** A buyer who did it elsewhere, such as at a payment provider. */
    public static final Actor BUYER = new Actor(Kind.BUYER, null, "");

    public enum Kind {
        BUYER,
        STAFF,
        SHOP
    }

    public static Actor buyer(Caller caller) {
        return new Actor(Kind.BUYER, caller.isShopper() ? caller.accountId() : null, "");
    }

    public static Actor staff(Caller caller) {
        return new Actor(Kind.STAFF, caller.accountId(), caller.name());
    }
}
