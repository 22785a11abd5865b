package io.kontor.payment.callback;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider.Callback;
import io.kontor.payment.callback.CallbackStore.Verdict;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.SettlePayment;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
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
    private final SettlePayment settlePayment;
    private final MeterRegistry meters;
    private final TransactionTemplate tx;
    private final Clock clock;

    ReceiveCallback(
            Providers providers,
            PaymentStore payments,
            CallbackStore callbacks,
            SettlePayment settlePayment,
            MeterRegistry meters,
            TransactionTemplate tx,
            Clock clock) {
        this.providers = providers;
        this.payments = payments;
        this.callbacks = callbacks;
        this.settlePayment = settlePayment;
        this.meters = meters;
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
            var payment = payments.requireLocked(callback.paymentId());
            var verdict = settlePayment.settle(payment, callback.charge(), null) ? Verdict.APPLIED : Verdict.REPEATED;
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
        var fits = payment.orderId().equals(callback.orderId())
                && payment.amount().equals(callback.amount())
                && providers.require(method).merchant().equals(callback.merchant());
        return fits
                ? null
                : PaymentProblem.CALLBACK_MISMATCHED.refusal(
                        "Order, amount and currency must be those of the payment, and the merchant must be this shop.");
    }

    private Refusal refuse(Refusal refusal, String method, @Nullable UUID paymentId, String body) {
        var verdict = switch (refusal.problem()) {
            case PaymentProblem.CALLBACK_FORGED -> Verdict.FORGED;
            case PaymentProblem.CALLBACK_TOO_OLD -> Verdict.TOO_OLD;
            case PaymentProblem.UNKNOWN_PAYMENT -> Verdict.UNKNOWN_PAYMENT;
            case PaymentProblem.CALLBACK_MISMATCHED -> Verdict.MISMATCHED;
            default -> Verdict.UNREADABLE;
        };
        meters.counter(
                        "kontor.payment.callbacks.refused",
                        "verdict",
                        verdict.name().toLowerCase(Locale.ROOT))
                .increment();
        log.warn("Callback for {}, payment {}, refused: {}", method, paymentId, verdict);
        callbacks.insert(method, paymentId, verdict, body, clock.instant());
        return refusal;
    }
}
