package io.kontor.payment;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of payment. */
@HttpExchange("/internal/payment")
public interface Payment {

    /**
     * Takes a payment for an order. The same {@code paymentId} gets the first answer again, or how it stands by now.
     *
     * @throws io.kontor.kernel.Refusal UNKNOWN_METHOD (400), INVALID_REQUEST (400), PAYMENT_DIFFERS (409)
     */
    @PostExchange("/payments")
    PaymentView pay(@RequestBody NewPayment wanted);

    /**
     * Only holds the money of a payment: {@link #capture} takes it, {@link #release} lets it go. Otherwise like {@link #pay}.
     *
     * @throws io.kontor.kernel.Refusal UNKNOWN_METHOD (400), INVALID_REQUEST (400), PAYMENT_DIFFERS (409)
     */
    @PostExchange("/authorisations")
    PaymentView authorise(@RequestBody NewPayment wanted);

    /**
     * Takes held money, all or a part, never more than is held. The same {@code captureId} gets the first answer again.
     *
     * @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT (404), NOT_CAPTURABLE (409), CAPTURE_TOO_LARGE (409 with {@code left}),
     *     CAPTURE_REFUSED (409), CAPTURE_DIFFERS (409)
     */
    @PostExchange("/captures")
    PaymentView capture(@RequestBody NewCapture wanted);

    /**
     * Voids a payment: lets go what is held and not captured. One that was voided before stays as it is.
     *
     * @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT (404), NOT_VOIDABLE (409)
     */
    @PostExchange("/payments/{paymentId}/void")
    PaymentView release(@PathVariable UUID paymentId);

    /**
     * Of which payments a refund would be given back, in the order in which it is: the oldest capture first, each up to
     * what is left of it. Nothing is kept.
     *
     * @throws io.kontor.kernel.Refusal REFUND_TOO_LARGE (409 with {@code left}), INVALID_REQUEST (400)
     */
    @PostExchange("/refund-previews")
    List<RefundPart> previewRefund(@RequestBody RefundPreview wanted);

    /**
     * Gives captured money back, never more than is left. The same {@code refundId} gets the first answer again. A refund
     * that is not {@code done} is owed: its provider is asked again until it is.
     *
     * @throws io.kontor.kernel.Refusal REFUND_TOO_LARGE (409 with {@code left}), REFUND_DIFFERS (409)
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
     * @param outcome what the sandbox shall do. Here and at once: {@code capture} (also when null), {@code decline},
     *     {@code pending} (the shopper decides on a page), {@code authorise} (the money is held). As a provider at the end
     *     of a line would: {@code hang} (takes the money, never answers), {@code lost} (never hears of it), {@code broken}
     *     (takes the money, then the line breaks), {@code flaky} (every second call fails), {@code answer-twice} (answers
     *     and calls back), {@code callback-early} (calls back before it answers), {@code callback-late} (2 minutes later),
     *     {@code callback-twice}, {@code callback-never} (has to be asked)
     */
    record NewPayment(
            UUID paymentId,
            UUID orderId,
            String orderNumber,
            Money amount,
            String method,
            @Nullable String outcome) {}

    /** @see io.kontor.payment.charge.PaymentMove the moves between them */
    enum Status {
        /** The provider was asked and its answer is not known: it is asked until it is. */
        UNKNOWN,
        /** The shopper, or somebody else's bank, has to act. */
        PENDING,
        /** The money is held, none of it is captured. */
        AUTHORISED,
        /** Some of what is held was captured, the rest still can be. */
        PARTIALLY_CAPTURED,
        /** All that will be captured is. */
        CAPTURED,
        DECLINED,
        /** Closed or let go, nothing was captured. */
        VOIDED
    }

    /**
     * @param declineReason for people, when declined
     * @param nextAction where the shopper goes to finish a pending payment, or null
     * @param captured taken so far; less than {@code amount} when only a part of a hold was captured
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
            Money captured,
            Money refunded,
            Instant createdAt,
            @Nullable Instant capturedAt) {}

    /** @param type {@code redirect} */
    record NextAction(String type, String url) {}

    record NewCapture(UUID captureId, UUID paymentId, Money amount) {}

    /**
     * @param paymentId of which it is given back; null: of the order's captures, the oldest first
     * @param own what was paid for this by itself is given back before; null: there is nothing of the kind
     */
    record NewRefund(
            UUID refundId,
            UUID orderId,
            Money amount,
            String reason,
            @Nullable UUID paymentId,
            @Nullable UUID own) {
        public NewRefund(UUID refundId, UUID orderId, Money amount, String reason, @Nullable UUID paymentId) {
            this(refundId, orderId, amount, reason, paymentId, null);
        }

        public NewRefund(UUID refundId, UUID orderId, Money amount, String reason) {
            this(refundId, orderId, amount, reason, null, null);
        }
    }

    record RefundPreview(UUID orderId, Money amount) {}

    /** What goes back to one payment. @param paidAt when it was captured */
    record RefundPart(UUID paymentId, String method, Money amount, Instant paidAt) {}

    /** @param done false: the provider has not confirmed it yet; {@code RefundSucceeded} will tell */
    record RefundView(UUID id, UUID orderId, Money amount, Instant createdAt, boolean done) {}

    /** A member of staff who wanted something done. */
    record Staff(UUID accountId, String name) {
        public static Staff of(Caller caller) {
            return new Staff(caller.requireAccountId(), caller.name());
        }
    }
}
