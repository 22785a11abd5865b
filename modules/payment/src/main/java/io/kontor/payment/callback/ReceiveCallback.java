package io.kontor.payment.callback;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentDeclined;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider.Callback;
import io.kontor.payment.callback.CallbackStore.Verdict;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.TakePayment;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a provider's word on what became of a payment, if it is signed, fresh and fits. Every attempt is kept with the
 * verdict on it; each outcome is applied once, however often and in whatever order callbacks come.
 */
@Component
public class ReceiveCallback {
    private static final Logger log = LoggerFactory.getLogger(ReceiveCallback.class);
    private static final Duration AGE_MAX = Duration.ofSeconds(300);

    private final Providers providers;
    private final PaymentStore payments;
    private final CallbackStore callbacks;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    ReceiveCallback(
            Providers providers,
            PaymentStore payments,
            CallbackStore callbacks,
            Outbox outbox,
            TransactionTemplate tx,
            Clock clock) {
        this.providers = providers;
        this.payments = payments;
        this.callbacks = callbacks;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @param headers names in lower case
     * @return whether anything changed by it
     */
    public boolean receive(String method, Map<String, String> headers, String body) {
        if (!providers.methods().contains(method)) {
            throw CommonProblem.NOT_FOUND.refusal("There is nothing at this address.");
        }
        var callback = read(method, headers, body);
        var refusal = objection(method, callback);
        if (refusal != null) {
            throw refuse(refusal, method, callback.paymentId(), body);
        }
        return tx.execute(_ -> {
            var verdict = apply(payments.lock(callback.paymentId()).orElseThrow(), callback);
            callbacks.insert(method, callback.paymentId(), verdict, body, clock.instant());
            return verdict == Verdict.APPLIED;
        });
    }

    private Callback read(String method, Map<String, String> headers, String body) {
        try {
            return providers.require(method).read(headers, body);
        } catch (Refusal refusal) {
            throw refuse(refusal, method, null, body);
        }
    }

    private @Nullable Refusal objection(String method, Callback callback) {
        if (Duration.between(callback.signedAt(), clock.instant()).abs().compareTo(AGE_MAX) > 0) {
            return PaymentProblem.CALLBACK_TOO_OLD.refusal("Sign it again: it is more than 300 seconds off our clock.");
        }
        var payment = payments.find(callback.paymentId())
                .filter(one -> one.method().equals(method))
                .orElse(null);
        if (payment == null) {
            return PaymentProblem.UNKNOWN_PAYMENT.refusal("There is no payment " + callback.paymentId() + ".");
        }
        return payment.orderId().equals(callback.orderId()) && payment.amount().equals(callback.amount())
                ? null
                : PaymentProblem.CALLBACK_MISMATCHED.refusal(
                        "Order, amount and currency must be those of the payment.");
    }

    private Refusal refuse(Refusal refusal, String method, @Nullable UUID paymentId, String body) {
        var verdict = switch (refusal.problem()) {
            case PaymentProblem.CALLBACK_FORGED -> Verdict.FORGED;
            case PaymentProblem.CALLBACK_TOO_OLD -> Verdict.TOO_OLD;
            case PaymentProblem.UNKNOWN_PAYMENT -> Verdict.UNKNOWN_PAYMENT;
            case PaymentProblem.CALLBACK_MISMATCHED -> Verdict.MISMATCHED;
            default -> Verdict.UNREADABLE;
        };
        log.warn("Callback for {}, payment {}, refused: {}", method, paymentId, verdict);
        callbacks.insert(method, paymentId, verdict, body, clock.instant());
        return refusal;
    }

    /** A capture counts even after a decline: the money has arrived. A decline after a capture is old news. */
    private Verdict apply(PaymentRecord payment, Callback callback) {
        if (callback.captured() && !payment.is(Status.CAPTURED)) {
            payments.setCaptured(payment.id(), now());
            outbox.publish(TakePayment.captured(payments.find(payment.id()).orElseThrow()));
            return Verdict.APPLIED;
        }
        if (!callback.captured() && !payment.is(Status.CAPTURED) && !payment.is(Status.DECLINED)) {
            payments.setDeclined(payment.id(), callback.reason());
            outbox.publish(new PaymentDeclined(payment.id(), payment.orderId(), callback.reason()));
            return Verdict.APPLIED;
        }
        return Verdict.REPEATED;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
