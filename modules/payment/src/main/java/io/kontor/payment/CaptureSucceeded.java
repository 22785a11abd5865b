package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.Staff;
import io.kontor.platform.event.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Held money was captured, all or a part; told exactly once per capture. When it completes the payment,
 * {@link PaymentCaptured} is told too.
 *
 * @param captured of the payment so far
 * @param staff who captured it, or null
 */
public record CaptureSucceeded(
        UUID captureId,
        UUID paymentId,
        UUID orderId,
        Money amount,
        Money captured,
        @Nullable Staff staff,
        Instant capturedAt)
        implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
