package io.kontor.payment;

import io.kontor.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of payment. */
@HttpExchange("/internal/payment")
public interface Payment {

    /**
     * Takes a payment for an order. The same {@code paymentId} gets the first answer again.
     *
     * @throws io.kontor.kernel.Refusal UNKNOWN_METHOD (400), INVALID_REQUEST (400)
     */
    @PostExchange("/payments")
    PaymentView pay(@RequestBody NewPayment wanted);

    /**
     * Gives captured money back, never more than is left. The same {@code refundId} gets the first answer again.
     *
     * @throws io.kontor.kernel.Refusal REFUND_TOO_LARGE (409)
     */
    @PostExchange("/refunds")
    RefundView refund(@RequestBody NewRefund wanted);

    /** The orders' payments, oldest first. @param orderIds 1 to 200 */
    @PostExchange("/payment-lookups")
    List<PaymentView> payments(@RequestBody List<UUID> orderIds);

    /** Codes of the methods on offer; {@code sandbox} is always among them in a fresh shop. */
    @GetExchange("/methods")
    List<String> methods();

    /**
     * @param method {@code sandbox}
     * @param outcome what the sandbox shall do: {@code capture} (also when null), {@code decline} or {@code pending}
     */
    record NewPayment(
            UUID paymentId,
            UUID orderId,
            String orderNumber,
            Money amount,
            String method,
            @Nullable String outcome) {}

    enum Status {
        PENDING,
        CAPTURED,
        DECLINED
    }

    /**
     * @param declineReason for people, when declined
     * @param nextAction where the shopper goes to finish a pending payment, or null
     * @param refunded given back so far
     */
    record PaymentView(
            UUID id,
            UUID orderId,
            String method,
            Money amount,
            Status status,
            @Nullable String declineReason,
            @Nullable NextAction nextAction,
            Money refunded,
            Instant createdAt,
            @Nullable Instant capturedAt) {}

    /** @param type {@code redirect} */
    record NextAction(String type, String url) {}

    record NewRefund(UUID refundId, UUID orderId, Money amount, String reason) {}

    record RefundView(UUID id, UUID orderId, Money amount, Instant createdAt) {}
}
