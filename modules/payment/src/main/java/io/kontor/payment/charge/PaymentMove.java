package io.kontor.payment.charge;

import static io.kontor.payment.Payment.Status.AUTHORISED;
import static io.kontor.payment.Payment.Status.CAPTURED;
import static io.kontor.payment.Payment.Status.DECLINED;
import static io.kontor.payment.Payment.Status.PARTIALLY_CAPTURED;
import static io.kontor.payment.Payment.Status.PENDING;
import static io.kontor.payment.Payment.Status.UNKNOWN;
import static io.kontor.payment.Payment.Status.VOIDED;

import io.kontor.payment.Payment.Status;
import java.util.Set;

/**
 * Every way a payment can go: the move, where it leads, and from where it is allowed. There are no others. Money that
 * arrived counts wherever the payment stood: a provider may capture what it declined or closed before.
 */
public enum PaymentMove {
    AWAIT /*       */(PENDING, UNKNOWN),
    AUTHORISE /*   */(AUTHORISED, UNKNOWN, PENDING, DECLINED),
    CAPTURE_PART /**/(PARTIALLY_CAPTURED, AUTHORISED, PARTIALLY_CAPTURED),
    CAPTURE /*     */(CAPTURED, UNKNOWN, PENDING, AUTHORISED, PARTIALLY_CAPTURED, DECLINED, VOIDED),
    LET_REST_GO /* */(CAPTURED, PARTIALLY_CAPTURED),
    DECLINE /*     */(DECLINED, UNKNOWN, PENDING, AUTHORISED),
    VOID /*        */(VOIDED, UNKNOWN, PENDING, AUTHORISED);

    private final Status to;
    private final Set<Status> from;

    PaymentMove(Status to, Status... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    public Status to() {
        return to;
    }

    public Set<Status> from() {
        return from;
    }

    public boolean isAllowedFrom(Status status) {
        return from.contains(status);
    }
}
