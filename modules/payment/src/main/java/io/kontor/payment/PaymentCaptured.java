package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.time.Instant;
import java.util.UUID;

/** The whole amount of a payment arrived; told exactly once per payment. */
public record PaymentCaptured(UUID paymentId, UUID orderId, Money amount, String method, Instant capturedAt)
        implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
