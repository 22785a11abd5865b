package io.kontor.aftersales.difference;

import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.RequestReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.request.Status;
import io.kontor.kernel.Ids;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes what an exchange costs more: a payment of its own under the request's id, so that what was captured and given
 * back for the order stays what the order says.
 */
@Component
public class PayDifference {
    /** How long whoever pays has to write down what came of it, before the job goes on for them. */
    private static final Duration PAYING = Duration.ofSeconds(30);

    private final ReturnStore returns;
    private final Payment payment;
    private final DifferencePayments differencePayments;
    private final Clock clock;

    PayDifference(ReturnStore returns, Payment payment, DifferencePayments differencePayments, Clock clock) {
        this.returns = returns;
        this.payment = payment;
        this.differencePayments = differencePayments;
        this.clock = clock;
    }

    /**
     * The same key takes one payment, however often it is sent.
     *
     * @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409), UNKNOWN_METHOD (400), INVALID_REQUEST (400)
     */
    public void pay(KeptReturn request, @Nullable String key, String method, @Nullable String outcome) {
        var paymentId = Ids.named("aftersales-payment", request.requestId().toString(), RequestReturn.requireKey(key));
        if (request.paid() != null && request.paid().paymentId().equals(paymentId)) {
            return;
        }
        if (request.status() != Status.TO_PAY) {
            throw AftersalesProblem.RETURN_MOVED_ON
                    .refusal(
                            "There is nothing to pay: it is " + request.status().code() + ".")
                    .with("returnStatus", request.status().code());
        }
        returns.setPaying(request.requestId(), clock.instant().plus(PAYING));
        var taken = payment.pay(
                new NewPayment(paymentId, request.requestId(), request.number(), request.extra(), method, outcome));
        if (taken.status() == Payment.Status.CAPTURED && !differencePayments.arrive(request, taken)) {
            // It came too late, perhaps after somebody had seen to everything: then it still goes back.
            returns.setPaying(request.requestId(), clock.instant().plus(PAYING));
        }
    }
}
