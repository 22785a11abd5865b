package io.kontor.payment.capture;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.CaptureSucceeded;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Staff;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider.Deed;
import io.kontor.payment.PaymentSettings;
import io.kontor.payment.call.CallLog;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.call.CallProvider;
import io.kontor.payment.capture.CaptureStore.Capture;
import io.kontor.payment.capture.CaptureStore.Status;
import io.kontor.payment.charge.PaymentMove;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.TakePayment;
import io.kontor.payment.charge.TakeRemotePayment;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes held money, all or a part, once per capture id and never more than is held. */
@Component
public class CapturePayment {
    private final PaymentStore payments;
    private final CaptureStore captures;
    private final Providers providers;
    private final CallProvider callProvider;
    private final CallLog calls;
    private final Outbox outbox;
    private final PaymentSettings settings;
    private final TransactionTemplate tx;
    private final Clock clock;

    CapturePayment(
            PaymentStore payments,
            CaptureStore captures,
            Providers providers,
            CallProvider callProvider,
            CallLog calls,
            Outbox outbox,
            PaymentSettings settings,
            TransactionTemplate tx,
            Clock clock) {
        this.payments = payments;
        this.captures = captures;
        this.providers = providers;
        this.callProvider = callProvider;
        this.calls = calls;
        this.outbox = outbox;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    /** What a capture takes is set aside before the provider is asked, so that captures at once never take too much. */
    public PaymentView capture(NewCapture wanted, @Nullable Staff staff) {
        if (wanted.captureId() == null || wanted.paymentId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the capture and the payment.");
        }
        if (wanted.amount() == null || !wanted.amount().isPositive()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Capture more than nothing.")
                    .with("field", "amount");
        }
        var isBegun = tx.execute(_ -> {
            var payment = payments.requireLocked(wanted.paymentId());
            return captures.find(wanted.captureId())
                    .map(earlier -> sameAs(earlier, wanted))
                    .orElseGet(() -> begin(wanted, payment, staff));
        });
        if (isBegun.status() == Status.INITIATED) {
            finish(isBegun.id());
        }
        var capture = captures.find(wanted.captureId()).orElseThrow();
        if (capture.status() == Status.REFUSED) {
            throw PaymentProblem.CAPTURE_REFUSED.refusal(String.valueOf(capture.reason()));
        }
        return payments.require(wanted.paymentId()).view();
    }

    private Capture begin(NewCapture wanted, PaymentRecord payment, @Nullable Staff staff) {
        requireRoom(wanted, payment);
        var now = now();
        var provider = providers.require(payment.method());
        var remote = provider.remote(payment.outcome());
        var capture = new Capture(
                wanted.captureId(), payment.id(), wanted.amount(), Status.INITIATED, null, staff, now, null);
        captures.insert(capture, remote ? TakeRemotePayment.askAt(now, settings) : null);
        if (!remote) {
            var deed = provider.capture(capture.id(), payment.id(), capture.amount());
            calls.note(payment.id(), Question.CAPTURE, deed, staff, now);
            settle(capture, payment, deed);
        }
        return captures.find(capture.id()).orElseThrow();
    }

    private void requireRoom(NewCapture wanted, PaymentRecord payment) {
        if (!payment.allows(PaymentMove.CAPTURE_PART) || payment.open().voidingAt() != null) {
            throw PaymentProblem.NOT_CAPTURABLE.refusal("Only held money is captured. It is " + payment.status() + ".");
        }
        if (!wanted.amount().currency().equals(payment.amount().currency())) {
            throw PaymentProblem.CAPTURE_TOO_LARGE
                    .refusal("Capture in the currency that is held.")
                    .with("left", Money.zero(payment.amount().currency()));
        }
        var underWay = captures.ofPayment(payment.id()).stream()
                .filter(capture -> capture.status() == Status.INITIATED)
                .map(Capture::amount)
                .reduce(Money.zero(payment.amount().currency()), Money::plus);
        var left = payment.amount().minus(payment.captured()).minus(underWay);
        if (wanted.amount().compareTo(left) > 0) {
            throw PaymentProblem.CAPTURE_TOO_LARGE
                    .refusal("Capture " + left + " at most.")
                    .with("left", left);
        }
    }

    /** Asks the remote provider, which takes a capture of one id once; without an answer it is asked again later. */
    public void finish(UUID captureId) {
        var capture = captures.find(captureId).orElseThrow();
        var payment = payments.require(capture.paymentId());
        var provider = providers.require(payment.method());
        callProvider
                .call(
                        payment,
                        Question.CAPTURE,
                        capture.staff(),
                        () -> provider.capture(capture.id(), payment.id(), capture.amount()))
                .ifPresent(deed ->
                        tx.executeWithoutResult(_ -> settle(capture, payments.requireLocked(payment.id()), deed)));
    }

    private void settle(Capture capture, PaymentRecord payment, Deed deed) {
        if (deed instanceof Deed.Refused(var reason)) {
            captures.setDone(capture.id(), Status.REFUSED, reason);
        } else if (captures.setDone(capture.id(), Status.SUCCEEDED, null)) {
            take(capture, payment);
        }
    }

    private void take(Capture capture, PaymentRecord payment) {
        var captured = payment.captured().plus(capture.amount());
        var isWhole = captured.compareTo(payment.amount()) >= 0;
        // A callback may have told of the whole before; then nothing of it is new.
        var isNew = isWhole
                ? payments.move(payment.id(), PaymentMove.CAPTURE, null, null, now())
                : payments.move(payment.id(), PaymentMove.CAPTURE_PART, null, captured, now());
        if (!isNew) {
            return;
        }
        outbox.publish(new CaptureSucceeded(
                capture.id(), payment.id(), payment.orderId(), capture.amount(), captured, capture.staff(), now()));
        if (isWhole) {
            outbox.publish(TakePayment.captured(payments.require(payment.id())));
        }
    }

    private static Capture sameAs(Capture earlier, NewCapture repeat) {
        if (!earlier.paymentId().equals(repeat.paymentId()) || !earlier.amount().equals(repeat.amount())) {
            throw PaymentProblem.CAPTURE_DIFFERS.refusal("Ask for another capture under another capture id.");
        }
        return earlier;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
