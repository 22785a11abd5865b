package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.Staff;
import io.kontor.platform.event.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment was closed, or what was held and not captured of it let go.
 *
 * @param released what the shopper has again
 * @param staff who voided it, or null
 */
public record PaymentVoided(
        UUID paymentId,
        UUID orderId,
        Money released,
        @Nullable Staff staff) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
