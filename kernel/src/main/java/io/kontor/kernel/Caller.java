package io.kontor.kernel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request.
 *
 * @param accountId null for a guest
 * @param name what to call the person on a screen, empty for a guest
 * @param permissions what a member of staff may do, such as {@code catalog.write}; empty for shoppers
 */
public record Caller(Kind kind, @Nullable UUID accountId, String name, Set<String> permissions) {
    public static final Caller GUEST = new Caller(Kind.GUEST, null, "", Set.of());

    /** SYSTEM is Kontor itself: a job, an event handler, another process of the same shop. */
    public enum Kind {
        GUEST,
        SHOPPER,
        STAFF,
        SYSTEM
    }

    public static final Caller SYSTEM = new Caller(Kind.SYSTEM, null, "kontor", Set.of());

    public boolean may(String permission) {
        return kind == Kind.SYSTEM || permissions.contains(permission) || permissions.contains("*");
    }

    @JsonIgnore
    public boolean isShopper() {
        return kind == Kind.SHOPPER;
    }

    /** The account of a shopper or member of staff who signed in. */
    public UUID requireAccountId() {
        if (accountId == null) {
            throw CommonProblem.SIGN_IN_REQUIRED.refusal("Sign in and try again.");
        }
        return accountId;
    }
}
