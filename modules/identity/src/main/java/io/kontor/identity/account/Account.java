package io.kontor.identity.account;

import io.kontor.kernel.Caller;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param email of a shopper, or null
 * @param phone of a shopper, or null
 * @param login of a member of staff, null for shoppers
 * @param mustChangePassword the password was made by somebody else and opens nothing but its own change
 */
public record Account(
        UUID accountId,
        Caller.Kind kind,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String login,
        String passwordHash,
        boolean mustChangePassword,
        Instant createdAt) {

    /** Everything it is found by, for comparing with a password. */
    public String[] logins() {
        return java.util.stream.Stream.of(email, phone, login)
                .filter(java.util.Objects::nonNull)
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return "Account[" + kind + " " + accountId + "]";
    }
}
