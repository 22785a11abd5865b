package io.kontor.payment;

import io.kontor.platform.event.Event;
import java.util.UUID;

/** A payment that was pending came to nothing. */
public record PaymentDeclined(UUID paymentId, UUID orderId, String reason) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
