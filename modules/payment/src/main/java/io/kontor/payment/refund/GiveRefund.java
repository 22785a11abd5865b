package io.kontor.payment.refund;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.RefundPart;
import io.kontor.payment.Payment.RefundPreview;
import io.kontor.payment.Payment.RefundView;
import io.kontor.payment.Payment.Staff;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider.Deed;
import io.kontor.payment.PaymentSettings;
import io.kontor.payment.RefundSucceeded;
import io.kontor.payment.call.CallLog;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.call.CallProvider;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.TakeRemotePayment;
import io.kontor.payment.refund.RefundStore.Refund;
import io.kontor.payment.refund.RefundStore.Share;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives captured money of an order back, the oldest capture first, and never more than is left. */
@Component
public class GiveRefund {
    private static final int REASON_MAX = 200;

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final Providers providers;
    private final CallProvider callProvider;
    private final CallLog calls;
    private final PaymentSettings settings;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    GiveRefund(
            PaymentStore payments,
            RefundStore refunds,
            Providers providers,
            CallProvider callProvider,
            CallLog calls,
            PaymentSettings settings,
            Outbox outbox,
            TransactionTemplate tx,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.providers = providers;
        this.callProvider = callProvider;
        this.calls = calls;
        this.settings = settings;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    public RefundView give(NewRefund wanted, @Nullable Staff staff) {
        check(wanted);
        var refund = tx.execute(_ -> {
            // The captures' locks make refunds of one order wait for each other, repeats included.
            var captures = captures(wanted);
            return refunds.find(wanted.refundId())
                    .map(earlier -> sameAs(earlier, wanted))
                    .orElseGet(() -> initiate(wanted, captures, staff));
        });
        if (!refund.succeeded()) {
            finish(refund.id());
        }
        return refunds.find(refund.id()).orElseThrow().view();
    }

    /** In the order in which they are given back, locked. */
    private List<PaymentRecord> captures(NewRefund wanted) {
        var captures = payments.lockCaptures(wanted.orderId()).stream()
                .filter(one -> wanted.paymentId() == null || wanted.paymentId().equals(one.id()))
                .toList();
        return wanted.own() == null
                ? captures
                : Stream.concat(payments.lockCaptures(wanted.own()).stream(), captures.stream())
                        .toList();
    }

    /** The same shares as {@link #give} would make now. */
    public List<RefundPart> preview(RefundPreview wanted) {
        if (wanted.orderId() == null
                || wanted.amount() == null
                || !wanted.amount().isPositive()) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the order and more than nothing.");
        }
        var captures = payments.captures(wanted.orderId());
        var byId = captures.stream().collect(Collectors.toMap(PaymentRecord::id, Function.identity()));
        return shares(wanted.amount(), captures).stream()
                .map(share -> {
                    var payment = Objects.requireNonNull(byId.get(share.paymentId()));
                    return new RefundPart(
                            payment.id(),
                            payment.method(),
                            share.amount(),
                            Objects.requireNonNull(payment.capturedAt()));
                })
                .toList();
    }

    /** Money is set aside before any provider is asked. When all are local, they are asked here and the refund is done. */
    private Refund initiate(NewRefund wanted, List<PaymentRecord> captures, @Nullable Staff staff) {
        var shares = shares(wanted.amount(), captures);
        var byId = captures.stream().collect(Collectors.toMap(PaymentRecord::id, Function.identity()));
        var isLocal = shares.stream()
                .map(share -> Objects.requireNonNull(byId.get(share.paymentId())))
                .noneMatch(capture -> providers.require(capture.method()).remote(capture.outcome()));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var refund = new Refund(
                wanted.refundId(), wanted.orderId(), wanted.amount(), wanted.reason(), isLocal, staff, now, null);
        if (!refunds.insert(refund, shares, isLocal ? null : TakeRemotePayment.askAt(now, settings))) {
            throw PaymentProblem.REFUND_DIFFERS.refusal("Ask for the refund of another order under another refund id.");
        }
        shares.forEach(share -> payments.addRefunded(share.paymentId(), share.amount()));
        if (isLocal) {
            for (var share : shares) {
                var provider = providers.require(
                        Objects.requireNonNull(byId.get(share.paymentId())).method());
                calls.note(
                        share.paymentId(),
                        Question.REFUND,
                        provider.refund(refund.id(), share.paymentId(), share.amount()),
                        staff,
                        now);
            }
            outbox.publish(succeeded(refund));
        }
        return refund;
    }

    /**
     * Asks the providers, which give back once per refund and payment. What one has not confirmed stays owed and is asked
     * for again: a promise to a buyer ends only when it is kept.
     */
    public void finish(UUID refundId) {
        var refund = refunds.find(refundId).orElseThrow();
        var isDone = true;
        for (var share : refunds.shares(refundId)) {
            isDone &= giveBack(refund, share);
        }
        if (isDone) {
            tx.executeWithoutResult(_ -> {
                if (refunds.setSucceeded(refundId)) {
                    outbox.publish(succeeded(refund));
                }
            });
        }
    }

    private boolean giveBack(Refund refund, Share share) {
        var payment = payments.require(share.paymentId());
        var provider = providers.require(payment.method());
        var deed = callProvider.call(
                payment,
                Question.REFUND,
                refund.staff(),
                () -> provider.refund(refund.id(), share.paymentId(), share.amount()));
        if (deed.orElse(null) instanceof Deed.Refused) {
            refunds.tell(refund.id(), clock.instant());
        }
        return deed.orElse(null) instanceof Deed.Done;
    }

    /** The first capture first, each up to what is left of it. */
    static List<Share> shares(Money wanted, List<PaymentRecord> captures) {
        var zero = Money.zero(wanted.currency());
        var sources = captures.stream()
                .filter(capture -> capture.amount().currency().equals(wanted.currency()))
                .toList();
        var total = sources.stream().map(PaymentRecord::left).reduce(zero, Money::plus);
        if (wanted.compareTo(total) > 0) {
            throw PaymentProblem.REFUND_TOO_LARGE
                    .refusal("Give back " + total + " at most.")
                    .with("left", total);
        }
        var shares = new ArrayList<Share>();
        var rest = wanted;
        for (var source : sources) {
            var share = source.left().compareTo(rest) < 0 ? source.left() : rest;
            if (share.isPositive()) {
                shares.add(new Share(source.id(), share));
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
        return new RefundSucceeded(
                refund.id(), refund.orderId(), refund.amount(), refund.reason(), refund.createdAt(), refund.staff());
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
