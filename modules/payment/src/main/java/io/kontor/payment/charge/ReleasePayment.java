package io.kontor.payment.charge;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Staff;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider.Deed;
import io.kontor.payment.PaymentProvider.Standing;
import io.kontor.payment.PaymentSettings;
import io.kontor.payment.call.CallLog;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.call.CallProvider;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Voids a payment: closes one that is not finished, or lets go what is held and not captured. */
@Component
public class ReleasePayment {
    private final PaymentStore payments;
    private final Providers providers;
    private final CallProvider callProvider;
    private final CallLog calls;
    private final SettlePayment settlePayment;
    private final PaymentSettings settings;
    private final TransactionTemplate tx;
    private final Clock clock;

    ReleasePayment(
            PaymentStore payments,
            Providers providers,
            CallProvider callProvider,
            CallLog calls,
            SettlePayment settlePayment,
            PaymentSettings settings,
            TransactionTemplate tx,
            Clock clock) {
        this.payments = payments;
        this.providers = providers;
        this.callProvider = callProvider;
        this.calls = calls;
        this.settlePayment = settlePayment;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT (404), NOT_VOIDABLE (409), IN_PROGRESS (409) */
    public PaymentView release(UUID paymentId, @Nullable Staff staff) {
        var payment = tx.execute(_ -> begin(payments.requireLocked(paymentId), staff));
        if (payment.open().voidingAt() != null) {
            finish(payment, staff);
        }
        return payments.require(paymentId).view();
    }

    /** A local provider is asked here; for a remote one it is recorded that it shall be. */
    private PaymentRecord begin(PaymentRecord payment, @Nullable Staff staff) {
        var isReleased = payment.standing() == Status.VOIDED
                || payment.standing() == Status.CAPTURED && payment.capturedPart() != null;
        if (isReleased) {
            return payment;
        }
        if (!payment.allows(PaymentMove.VOID) && !payment.allows(PaymentMove.LET_REST_GO)) {
            throw notVoidable("It is " + payment.status() + ".");
        }
        if (payments.hasOpenCapture(payment.id())) {
            throw CommonProblem.IN_PROGRESS.refusal("Some of it is just being captured. Try again in a moment.");
        }
        if (payment.open().voidingAt() == null) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (!providers.require(payment.method()).remote(payment.outcome())) {
                calls.note(payment.id(), Question.VOID, new Deed.Done(), staff, now);
                settlePayment.settle(payment, new Standing.Voided(), staff);
            } else {
                payments.setVoiding(payment.id(), now, TakeRemotePayment.askAt(now, settings));
            }
        }
        return payments.require(payment.id());
    }

    /** Asks the remote provider; without an answer it is asked again later. */
    void finish(PaymentRecord payment, @Nullable Staff staff) {
        var provider = providers.require(payment.method());
        callProvider
                .call(payment, Question.VOID, staff, () -> provider.release(payment.id()))
                .ifPresent(deed -> settle(payment, deed, staff));
    }

    private void settle(PaymentRecord payment, Deed deed, @Nullable Staff staff) {
        tx.executeWithoutResult(_ -> {
            var now = payments.requireLocked(payment.id());
            payments.endVoiding(payment.id());
            if (deed instanceof Deed.Done) {
                settlePayment.settle(now, new Standing.Voided(), staff);
            }
        });
        if (deed instanceof Deed.Refused(var reason) && staff != null) {
            throw notVoidable(reason);
        }
    }

    private static Refusal notVoidable(String why) {
        return PaymentProblem.NOT_VOIDABLE.refusal(why);
    }
}
