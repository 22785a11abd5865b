package io.kontor.payment.refund;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.RefundView;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.RefundSucceeded;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.refund.RefundStore.Refund;
import io.kontor.payment.refund.RefundStore.Share;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives captured money of an order back, the oldest capture first, and never more than is left. */
@Component
public class GiveRefund {
    private static final int REASON_MAX = 200;

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final Providers providers;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    GiveRefund(
            PaymentStore payments,
            RefundStore refunds,
            Providers providers,
            Outbox outbox,
            TransactionTemplate tx,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.providers = providers;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    public RefundView give(NewRefund wanted) {
        check(wanted);
        var refund = tx.execute(_ -> {
            // The captures' locks make refunds of one order wait for each other, repeats included.
            var captures = payments.lockCaptures(wanted.orderId());
            return refunds.find(wanted.refundId())
                    .map(earlier -> sameAs(earlier, wanted))
                    .orElseGet(() -> initiate(wanted, captures));
        });
        if (!refund.succeeded()) {
            finish(refund);
        }
        return refund.view();
    }

    /** Money is set aside before any provider is asked. When all are local, they are asked here and the refund is done. */
    private Refund initiate(NewRefund wanted, List<PaymentRecord> captures) {
        var shares = shares(wanted, captures);
        var isLocal = captures.stream()
                .noneMatch(capture -> providers.require(capture.method()).remote());
        var refund = new Refund(
                wanted.refundId(),
                wanted.orderId(),
                wanted.amount(),
                wanted.reason(),
                isLocal,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (!refunds.insert(refund, shares)) {
            throw PaymentProblem.REFUND_DIFFERS.refusal("Ask for the refund of another order under another refund id.");
        }
        shares.forEach(share -> payments.addRefunded(share.paymentId(), share.amount()));
        if (isLocal) {
            shares.forEach(share -> giveBack(refund.id(), share));
            outbox.publish(succeeded(refund));
        }
        return refund;
    }

    /** Asks the remote providers; whoever repeats an interrupted refund finishes it. */
    private void finish(Refund refund) {
        refunds.shares(refund.id()).forEach(share -> giveBack(refund.id(), share));
        tx.executeWithoutResult(_ -> {
            if (refunds.setSucceeded(refund.id())) {
                outbox.publish(succeeded(refund));
            }
        });
    }

    private void giveBack(UUID refundId, Share share) {
        providers.require(share.method()).refund(refundId, share.paymentId(), share.amount());
    }

    private static List<Share> shares(NewRefund wanted, List<PaymentRecord> captures) {
        var left = captures.stream()
                .filter(capture ->
                        capture.amount().currency().equals(wanted.amount().currency()))
                .collect(Collectors.toMap(
                        PaymentRecord::id, capture -> capture.amount().minus(capture.refunded())));
        var total = left.values().stream().reduce(Money.zero(wanted.amount().currency()), Money::plus);
        if (wanted.amount().compareTo(total) > 0) {
            throw PaymentProblem.REFUND_TOO_LARGE
                    .refusal("Give back " + total + " at most.")
                    .with("left", total);
        }
        var shares = new ArrayList<Share>();
        var rest = wanted.amount();
        for (var capture : captures) {
            var share = left.containsKey(capture.id()) && left.get(capture.id()).compareTo(rest) < 0
                    ? left.get(capture.id())
                    : rest;
            if (left.containsKey(capture.id()) && share.isPositive()) {
                shares.add(new Share(capture.id(), capture.method(), share));
                rest = rest.minus(share);
            }
        }
        return shares;
    }

    private static Refund sameAs(Refund earlier, NewRefund repeat) {
        if (!earlier.orderId().equals(repeat.orderId()) || !earlier.amount().equals(repeat.amount())) {
            throw PaymentProblem.REFUND_DIFFERS.refusal("Ask for another refund under another refund id.");
        }
        return earlier;
    }

    private static RefundSucceeded succeeded(Refund refund) {
        return new RefundSucceeded(refund.id(), refund.orderId(), refund.amount(), refund.reason(), refund.createdAt());
    }

    private static void check(NewRefund wanted) {
        if (wanted.refundId() == null || wanted.orderId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the refund and the order.");
        }
        if (wanted.amount() == null || !wanted.amount().isPositive()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Give back more than nothing.")
                    .with("field", "amount");
        }
        if (wanted.reason() == null
                || wanted.reason().isBlank()
                || wanted.reason().length() > REASON_MAX
                || wanted.reason().indexOf(0) >= 0) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A reason has 1 to 200 characters.")
                    .with("field", "reason");
        }
    }
}
