package io.kontor.payment.charge;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NextAction;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it is kept.
 *
 * @param status {@code INITIATED}: a remote provider was asked and has not answered, which others see as pending
 */
public record PaymentRecord(
        UUID id,
        UUID orderId,
        String orderNumber,
        String method,
        @Nullable String outcome,
        Money amount,
        String status,
        @Nullable String declineReason,
        @Nullable String nextUrl,
        Money refunded,
        Instant createdAt,
        @Nullable Instant capturedAt) {
    public static final String INITIATED = "INITIATED";

    public boolean is(Status wanted) {
        return status.equals(wanted.name());
    }

    public PaymentView view() {
        return new PaymentView(
                id,
                orderId,
                method,
                amount,
                status.equals(INITIATED) ? Status.PENDING : Status.valueOf(status),
                declineReason,
                is(Status.PENDING) && nextUrl != null ? new NextAction("redirect", nextUrl) : null,
                refunded,
                createdAt,
                capturedAt);
    }
}
