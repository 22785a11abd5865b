package io.kontor.trade;

import io.kontor.platform.event.Event;
import java.util.UUID;

/** An order will not be fulfilled; whatever was captured for it goes back. */
public record OrderCancelled(UUID orderId, String number, String reason) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
