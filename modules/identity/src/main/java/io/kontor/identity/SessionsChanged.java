package io.kontor.identity;

import io.kontor.platform.event.Event;
import java.util.UUID;

/** A session of an account ended, or what its sessions may do is no longer the same. */
public record SessionsChanged(UUID accountId) implements Event {
    @Override
    public String key() {
        return accountId.toString();
    }
}
