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
 * @param capturedPart when a part of a hold was captured; null: the whole when it is captured, else nothing
 * @param open what is still asked for at the provider
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
        @Nullable Money capturedPart,
        Money refunded,
        Instant createdAt,
        @Nullable Instant capturedAt,
        Open open) {

    /**
     * @param voidingAt since when its hold is to be released, or null
     * @param askAt when its provider is asked next, or null
     * @param toldAt since when staff is told that its outcome stays unknown, or null
     */
    public record Open(
            @Nullable Instant voidingAt,
            @Nullable Instant askAt,
            int asked,
            @Nullable Instant toldAt) {
        public static final Open NOTHING = new Open(null, null, 0, null);
    }

    public boolean is(Status wanted) {
        return status.equals(wanted.name());
    }

    public Status standing() {
        return Status.valueOf(status);
    }

    public boolean allows(PaymentMove move) {
        return move.isAllowedFrom(standing());
    }

    public Money captured() {
        return capturedPart != null ? capturedPart : is(Status.CAPTURED) ? amount : Money.zero(amount.currency());
    }

    /** What can still be given back. */
    public Money left() {
        return captured().minus(refunded);
    }

    public PaymentView view() {
        return new PaymentView(
                id,
                orderId,
                method,
                amount,
                standing(),
                declineReason,
                is(Status.PENDING) && nextUrl != null ? new NextAction("redirect", nextUrl) : null,
                captured(),
                refunded,
                createdAt,
                capturedAt);
    }
}
