package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentProblem;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives back all that is left of a payment, or an order's part of it, once, and tells the order's timeline. */
@Component
class RefundPayment {
    private final Payment payment;
    private final OrderStandings standings;
    private final Clock clock;

    RefundPayment(Payment payment, OrderStandings standings, Clock clock) {
        this.payment = payment;
        this.standings = standings;
        this.clock = clock;
    }

    /**
     * Gives back what an order of a group had of a payment.
     *
     * @param paymentId null: of all that was paid for the group, the oldest first
     * @param refundId the same gives it back once, also when the order is not what it was then
     * @param own the order, when what it was paid by itself is given back before
     */
    void refund(
            UUID refundId, KeptOrder order, @Nullable UUID paymentId, Money amount, String reason, @Nullable UUID own) {
        var entry =
                new Entry(clock.instant().truncatedTo(ChronoUnit.MICROS), "refunded", Actor.SHOP, amount.toString());
        standings.tell(List.of(new Note(order.orderId(), refundId, entry)));
        try {
            payment.refund(new NewRefund(refundId, order.groupId(), amount, reason, paymentId, own));
        } catch (Refusal refused) {
            if (!refused.is(PaymentProblem.REFUND_DIFFERS)) {
                throw refused;
            }
        }
    }

    /** What a paid order has too much, of the payment that brought it. */
    void refundExcess(UUID orderId, UUID paymentId, Money total) {
        var payments = payment.payments(List.of(orderId));
        var excess = ArrivedInParts.sum(payments, total).minus(total);
        for (var one : payments) {
            var left = one.captured().minus(one.refunded());
            var amount = left.compareTo(excess) < 0 ? left : excess;
            if (one.id().equals(paymentId) && amount.isPositive()) {
                var refundId = Ids.named(
                        "refund-excess",
                        paymentId.toString(),
                        String.valueOf(one.captured().minor()));
                refund(refundId, one, amount, "order paid");
            }
        }
    }

    void refund(UUID orderId, UUID paymentId, String reason) {
        payment.payments(List.of(orderId)).stream()
                .filter(one -> one.id().equals(paymentId))
                .forEach(one -> refund(one, reason));
    }

    /**
     * The refund's id says how much was captured by then: a repeat comes to the same refund and the same entry, and what
     * is captured later to another.
     */
    void refund(PaymentView one, String reason) {
        var left = one.captured().minus(one.refunded());
        if (left.isPositive()) {
            var refundId = Ids.named(
                    "refund", one.id().toString(), String.valueOf(one.captured().minor()));
            refund(refundId, one, left, reason);
        }
    }

    private void refund(UUID refundId, PaymentView one, Money amount, String reason) {
        var entry =
                new Entry(clock.instant().truncatedTo(ChronoUnit.MICROS), "refunded", Actor.SHOP, amount.toString());
        // Told first: a crash in between is healed by the repeat, which finds the money still to give back.
        standings.tell(List.of(new Note(one.orderId(), refundId, entry)));
        payment.refund(new NewRefund(refundId, one.orderId(), amount, reason, one.id()));
    }
}
