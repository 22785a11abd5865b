package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.time.Instant;
import java.util.UUID;

/** Money of an order was given back; told exactly once per refund. */
public record RefundSucceeded(UUID refundId, UUID orderId, Money amount, String reason, Instant refundedAt)
        implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
