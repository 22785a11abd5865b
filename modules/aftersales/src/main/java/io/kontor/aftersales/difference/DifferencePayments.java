package io.kontor.aftersales.difference;

import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.KeptReturn.Paid;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Status;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The payments of requests. Every step comes to the same however often it is done. */
@Component
public class DifferencePayments {
    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final Payment payment;
    private final TransactionTemplate tx;

    DifferencePayments(ReturnStore returns, MoveReturn moveReturn, Payment payment, TransactionTemplate tx) {
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.payment = payment;
        this.tx = tx;
    }

    private List<PaymentView> of(KeptReturn request) {
        return payment.payments(List.of(request.requestId()));
    }

    /** The money is there: the request waits for the parcel now. @return false when it went another way meanwhile */
    boolean arrive(KeptReturn request, PaymentView taken) {
        return tx.execute(_ -> {
            var moves = moveReturn.tryMove(
                    request, Move.PAY, Actor.BUYER, taken.amount().toString(), List.of());
            if (moves) {
                returns.setPaid(request.requestId(), new Paid(taken.id(), taken.amount()));
            }
            return moves;
        });
    }

    /** Looks whether the money arrived. @return false while a payment is under way */
    public boolean look(KeptReturn request) {
        var payments = of(request);
        payments.stream()
                .filter(one -> one.status() == Status.CAPTURED && one.captured().equals(one.amount()))
                .findFirst()
                .ifPresent(one -> arrive(request, one));
        return payments.stream().noneMatch(DifferencePayments::isOpen);
    }

    private static boolean isOpen(PaymentView one) {
        return switch (one.status()) {
            case UNKNOWN, PENDING, AUTHORISED, PARTIALLY_CAPTURED -> true;
            case CAPTURED, DECLINED, VOIDED -> false;
        };
    }

    /** Only the payment that paid the difference is kept. @return false while a provider has not confirmed it */
    public boolean giveBackOthers(KeptReturn request) {
        return giveBackBut(request.paid() == null ? null : request.paid().paymentId(), request);
    }

    /** Nothing is kept. @return false while a provider has not confirmed it */
    public boolean giveBackAll(KeptReturn request) {
        return giveBackBut(null, request);
    }

    private boolean giveBackBut(@Nullable UUID kept, KeptReturn request) {
        var isDone = true;
        for (var one : of(request)) {
            isDone &= one.id().equals(kept) || giveBack(request, isOpen(one) ? payment.release(one.id()) : one);
        }
        return isDone;
    }

    private boolean giveBack(KeptReturn request, PaymentView one) {
        var left = one.captured().minus(one.refunded());
        if (!left.isPositive()) {
            return !isOpen(one);
        }
        // The id says how much was captured by then: what is captured later goes back by another refund.
        var refundId = Ids.named(
                "aftersales-payment-back",
                one.id().toString(),
                String.valueOf(one.captured().minor()));
        return refund(request, refundId, one.id(), left) && !isOpen(one);
    }

    /** What was paid for units that were not in the parcel goes back; a provider that takes its time owes it. */
    public void giveBackRest(KeptReturn request) {
        var paid = request.paid();
        if (paid != null && paid.amount().compareTo(request.extra()) > 0) {
            var refundId =
                    Ids.named("aftersales-payment-rest", request.requestId().toString());
            refund(request, refundId, paid.paymentId(), paid.amount().minus(request.extra()));
        }
    }

    private boolean refund(KeptReturn request, UUID refundId, UUID paymentId, Money amount) {
        return payment.refund(
                        new NewRefund(refundId, request.requestId(), amount, "exchange " + request.number(), paymentId))
                .done();
    }
}
