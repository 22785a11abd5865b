package io.kontor.payment.sandbox;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.PaymentProvider;
import io.kontor.payment.charge.PaymentStore;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes no real money, but behaves like a provider that does. Most of what it can be told it does here and at once; for
 * the rest it plays a provider at the end of a line, with books of its own.
 */
@Component
class SandboxProvider implements PaymentProvider {
    static final String METHOD = "sandbox";

    private final PaymentStore payments;
    private final RemoteSandbox remote;
    private final SandboxBooks books;
    private final SandboxSignatures signatures;

    SandboxProvider(PaymentStore payments, RemoteSandbox remote, SandboxBooks books, SandboxSignatures signatures) {
        this.payments = payments;
        this.remote = remote;
        this.books = books;
        this.signatures = signatures;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public String merchant() {
        return SandboxSignatures.MERCHANT;
    }

    @Override
    public boolean remote(@Nullable String outcome) {
        return outcome != null && RemoteSandbox.OUTCOMES.contains(outcome);
    }

    @Override
    public Charge charge(NewPayment wanted) {
        var outcome = wanted.outcome();
        if (outcome != null && remote(outcome)) {
            return remote.charge(wanted, outcome);
        }
        return switch (outcome) {
            case null -> new Charge.Captured();
            case "capture" -> new Charge.Captured();
            case "authorise" -> new Charge.Authorised();
            case "decline" -> new Charge.Declined(SandboxSignatures.DECLINED);
            case "pending" -> new Charge.Pending("/sandbox/payments/" + wanted.paymentId());
            default ->
                throw CommonProblem.INVALID_REQUEST
                        .refusal("The sandbox knows no such outcome. Leave it out, or say capture, decline or pending.")
                        .with("field", "outcome");
        };
    }

    @Override
    public Charge authorise(NewPayment wanted) {
        var outcome = wanted.outcome();
        if (outcome != null && remote(outcome)) {
            return remote.authorise(wanted, outcome);
        }
        var charge = charge(wanted);
        return charge instanceof Charge.Captured ? new Charge.Authorised() : charge;
    }

    /** Of what it did here, the shop's own records are the books. */
    @Override
    public Standing query(UUID paymentId) {
        var payment = payments.require(paymentId);
        if (remote(payment.outcome())) {
            return remote.query(paymentId);
        }
        return switch (payment.standing()) {
            case UNKNOWN -> new Standing.Unheard();
            case PENDING -> new Charge.Pending(payment.nextUrl());
            case AUTHORISED, PARTIALLY_CAPTURED -> new Charge.Authorised();
            case CAPTURED -> new Charge.Captured();
            case DECLINED -> new Charge.Declined(SandboxSignatures.DECLINED);
            case VOIDED -> new Standing.Voided();
        };
    }

    @Override
    public Deed capture(UUID captureId, UUID paymentId, Money amount) {
        return books.find(paymentId)
                .map(entry -> remote.capture(captureId, entry, amount))
                .orElseGet(Deed.Done::new);
    }

    @Override
    public Deed release(UUID paymentId) {
        var payment = payments.require(paymentId);
        if (remote(payment.outcome()) && books.find(paymentId).isEmpty()) {
            books.open(
                    new NewPayment(
                            paymentId,
                            payment.orderId(),
                            payment.orderNumber(),
                            payment.amount(),
                            METHOD,
                            payment.outcome()),
                    "lost",
                    SandboxBooks.Status.VOIDED);
        }
        return books.find(paymentId).map(remote::release).orElseGet(Deed.Done::new);
    }

    @Override
    public Deed refund(UUID refundId, UUID paymentId, Money amount) {
        return books.find(paymentId)
                .map(entry -> remote.refund(refundId, entry, amount))
                .orElseGet(Deed.Done::new);
    }

    @Override
    public Callback read(Map<String, String> headers, String body) {
        return signatures.read(headers, body);
    }
}
