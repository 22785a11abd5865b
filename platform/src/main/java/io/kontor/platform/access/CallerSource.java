package io.kontor.platform.access;

import io.kontor.kernel.Caller;
import java.util.Optional;

/** Knows who holds a session token. Identity answers; the platform only asks. */
public interface CallerSource {
    /** @param token as the browser's cookie or the bearer header carries it */
    Optional<Caller> callerOf(String token);
}
