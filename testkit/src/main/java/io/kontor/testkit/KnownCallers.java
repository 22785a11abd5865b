package io.kontor.testkit;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.CallerSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Callers for tests of a module that runs without identity: the bearer token {@code staff} may do everything,
 * {@code staff:orders.read,orders.write} just that, {@code shopper} is a shopper.
 */
public final class KnownCallers implements CallerSource {
    public static final UUID ACCOUNT_ID = UUID.fromString("01940000-0000-7000-8000-000000000001");

    @Override
    public Optional<Caller> callerOf(String token) {
        return switch (token.split(":", 2)[0]) {
            case "staff" ->
                Optional.of(new Caller(
                        Caller.Kind.STAFF,
                        ACCOUNT_ID,
                        "Omar",
                        token.contains(":") ? Set.of(token.substring(6).split(",")) : Set.of("*")));
            case "shopper" -> Optional.of(new Caller(Caller.Kind.SHOPPER, ACCOUNT_ID, "Lena", Set.of()));
            default -> Optional.empty();
        };
    }
}
