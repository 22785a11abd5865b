package io.kontor.payment.charge;

import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.payment.PaymentSettings;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.call.CallProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Takes a payment from a provider at the end of a line. Nothing is known of it from the moment it is written down until
 * the provider has answered, so that a crash at any instant leaves a payment that is asked about.
 */
@Component
public class TakeRemotePayment {
    /** After an answer is waited for no longer, and before it is asked for again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PaymentStore payments;
    private final CallProvider callProvider;
    private final SettlePayment settlePayment;
    private final PaymentSettings settings;
    private final Clock clock;

    TakeRemotePayment(
            PaymentStore payments,
            CallProvider callProvider,
            SettlePayment settlePayment,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.callProvider = callProvider;
        this.settlePayment = settlePayment;
        this.settings = settings;
        this.clock = clock;
    }

    /** When to ask about something whose provider is being asked right now. */
    public static Instant askAt(Instant now, PaymentSettings settings) {
        return now.plus(settings.answerMax()).plus(PATIENCE);
    }

    PaymentView take(NewPayment wanted, Supplier<Charge> charge, Question question) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!payments.insertUnknown(wanted, now, askAt(now, settings))) {
            // Never charged again: it is on its way, or it is asked about.
            return TakePayment.sameAs(payments.require(wanted.paymentId()), wanted)
                    .view();
        }
        var payment = payments.require(wanted.paymentId());
        callProvider
                .call(payment, question, null, charge)
                .ifPresentOrElse(
                        answer -> settlePayment.settle(payment.id(), answer),
                        () -> payments.setAskAt(payment.id(), clock.instant().plus(PATIENCE)));
        return payments.require(payment.id()).view();
    }
}
