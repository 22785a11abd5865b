package io.kontor.payment;

import io.kontor.kernel.Problem;

/** Why payment refuses. */
public enum PaymentProblem implements Problem {
    UNKNOWN_METHOD(400, "There is no such payment method"),
    UNKNOWN_PAYMENT(404, "There is no such payment"),
    PAYMENT_DIFFERS(409, "The payment was asked for otherwise"),
    NOT_CAPTURABLE(409, "Nothing of this payment can be captured"),
    CAPTURE_DIFFERS(409, "The capture was asked for otherwise"),
    CAPTURE_TOO_LARGE(409, "More than is held"),
    CAPTURE_REFUSED(409, "The provider refused the capture"),
    NOT_VOIDABLE(409, "There is nothing to void"),
    REFUND_DIFFERS(409, "The refund was asked for otherwise"),
    REFUND_TOO_LARGE(409, "More than is left to give back"),
    CALLBACK_UNREADABLE(400, "The callback cannot be read"),
    CALLBACK_FORGED(403, "The callback is not signed by the provider"),
    CALLBACK_TOO_OLD(403, "The callback is too old"),
    CALLBACK_MISMATCHED(409, "The callback does not fit the payment");

    private final int status;
    private final String title;

    PaymentProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
