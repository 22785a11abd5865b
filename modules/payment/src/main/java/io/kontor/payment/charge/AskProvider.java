package io.kontor.payment.charge;

import io.kontor.payment.Payment.Staff;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentProvider.Standing;
import io.kontor.payment.PaymentSettings;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.call.CallProvider;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks a provider what became of a payment, and writes down what it says. Nothing is guessed: a payment the provider never
 * heard of, or that waited too long, is closed there first, so that it cannot be taken any more, and only then counts as
 * voided.
 */
@Component
public class AskProvider {
    private final PaymentStore payments;
    private final Providers providers;
    private final CallProvider callProvider;
    private final SettlePayment settlePayment;
    private final ReleasePayment releasePayment;
    private final PaymentSettings settings;
    private final Clock clock;

    AskProvider(
            PaymentStore payments,
            Providers providers,
            CallProvider callProvider,
            SettlePayment settlePayment,
            ReleasePayment releasePayment,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.providers = providers;
        this.callProvider = callProvider;
        this.settlePayment = settlePayment;
        this.releasePayment = releasePayment;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT (404) */
    public PaymentRecord ask(UUID paymentId, @Nullable Staff staff) {
        var payment = payments.require(paymentId);
        var provider = providers.require(payment.method());
        var standing = callProvider.call(payment, Question.QUERY, staff, () -> provider.query(paymentId));
        standing.ifPresent(answer -> settlePayment.settle(paymentId, answer));
        var now = payments.require(paymentId);
        if (now.open().voidingAt() != null || mustBeClosed(now, standing.orElse(null))) {
            releasePayment.finish(now, null);
        }
        return payments.require(paymentId);
    }

    private boolean mustBeClosed(PaymentRecord payment, @Nullable Standing standing) {
        var waits = payment.is(Status.UNKNOWN) || payment.is(Status.PENDING);
        var neverHeardOf = standing instanceof Standing.Unheard && !isBeingAsked(payment);
        var waitedTooLong = payment.is(Status.PENDING)
                && payment.open().askAt() != null
                && payment.createdAt().plus(settings.pendingMax()).isBefore(clock.instant());
        return waits && (neverHeardOf || waitedTooLong);
    }

    /** The first question may still be under way to the provider. */
    private boolean isBeingAsked(PaymentRecord payment) {
        return payment.createdAt().plus(settings.answerMax()).isAfter(clock.instant());
    }
}
