package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.Staff;
import io.kontor.platform.event.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money of an order was given back; told exactly once per refund.
 *
 * @param staff who gave it back, or null
 */
public record RefundSucceeded(
        UUID refundId,
        UUID orderId,
        Money amount,
        String reason,
        Instant refundedAt,
        @Nullable Staff staff) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
