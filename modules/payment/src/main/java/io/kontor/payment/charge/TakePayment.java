package io.kontor.payment.charge;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentCaptured;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.PaymentProvider;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.payment.call.CallLog.Question;
import io.kontor.payment.charge.PaymentRecord.Open;
import io.kontor.platform.batch.Combiner;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a payment by the provider of its method, once per payment id. */
@Component
public class TakePayment {
    private static final long MINOR_MAX = 100_000_000_000L;
    private static final int BATCH_MAX = 100;

    private final Providers providers;
    private final PaymentStore payments;
    private final TakeRemotePayment takeRemotePayment;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Combiner<PaymentRecord, Boolean> records;

    TakePayment(
            Providers providers,
            PaymentStore payments,
            TakeRemotePayment takeRemotePayment,
            Outbox outbox,
            TransactionTemplate tx,
            Clock clock) {
        this.providers = providers;
        this.payments = payments;
        this.takeRemotePayment = takeRemotePayment;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
        this.records = new Combiner<>(BATCH_MAX, charged -> tx.execute(_ -> record(charged)));
    }

    public PaymentView take(NewPayment wanted) {
        check(wanted);
        var provider = providers.require(wanted.method());
        return provider.remote(wanted.outcome())
                ? takeRemotePayment.take(wanted, () -> provider.charge(wanted), Question.CHARGE)
                : takeHere(wanted, provider);
    }

    /** Only holds the money; written down before the provider is asked, whoever that is. */
    public PaymentView authorise(NewPayment wanted) {
        check(wanted);
        var provider = providers.require(wanted.method());
        return takeRemotePayment.take(wanted, () -> provider.authorise(wanted), Question.AUTHORISE);
    }

    private PaymentView takeHere(NewPayment wanted, PaymentProvider provider) {
        var payment = charged(wanted, provider.charge(wanted), now());
        return records.ask(payment) ? payment.view() : earlier(wanted).view();
    }

    /** One transaction: the records of the charges and their events. Answers for each whether it is the first of its id. */
    private List<Boolean> record(List<PaymentRecord> charged) {
        var inserted = payments.insert(charged);
        var fresh =
                charged.stream().map(payment -> inserted.remove(payment.id())).toList();
        outbox.publish(IntStream.range(0, charged.size())
                .filter(at -> fresh.get(at) && charged.get(at).is(Status.CAPTURED))
                .mapToObj(at -> captured(charged.get(at)))
                .toList());
        return fresh;
    }

    private PaymentRecord earlier(NewPayment repeat) {
        return sameAs(payments.require(repeat.paymentId()), repeat);
    }

    static PaymentRecord sameAs(PaymentRecord earlier, NewPayment repeat) {
        var same = earlier.orderId().equals(repeat.orderId())
                && earlier.method().equals(repeat.method())
                && earlier.amount().equals(repeat.amount())
                && Objects.equals(earlier.outcome(), repeat.outcome());
        if (!same) {
            throw PaymentProblem.PAYMENT_DIFFERS.refusal("Ask for another payment under another payment id.");
        }
        return earlier;
    }

    private static PaymentRecord charged(NewPayment wanted, Charge charge, Instant now) {
        return switch (charge) {
            case Charge.Captured() -> payment(wanted, Status.CAPTURED.name(), null, null, now, now);
            case Charge.Declined(var reason) -> payment(wanted, Status.DECLINED.name(), reason, null, now, null);
            case Charge.Pending(var url) -> payment(wanted, Status.PENDING.name(), null, url, now, null);
            case Charge.Authorised() -> payment(wanted, Status.AUTHORISED.name(), null, null, now, null);
        };
    }

    private static PaymentRecord payment(
            NewPayment wanted,
            String status,
            @Nullable String declineReason,
            @Nullable String nextUrl,
            Instant createdAt,
            @Nullable Instant capturedAt) {
        return new PaymentRecord(
                wanted.paymentId(),
                wanted.orderId(),
                wanted.orderNumber(),
                wanted.method(),
                wanted.outcome(),
                wanted.amount(),
                status,
                declineReason,
                nextUrl,
                null,
                Money.zero(wanted.amount().currency()),
                createdAt,
                capturedAt,
                Open.NOTHING);
    }

    public static PaymentCaptured captured(PaymentRecord payment) {
        return new PaymentCaptured(
                payment.id(),
                payment.orderId(),
                payment.amount(),
                payment.method(),
                Objects.requireNonNull(payment.capturedAt()));
    }

    /** To the microsecond, as PostgreSQL keeps it: the answer is the same when it is read back. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void check(NewPayment wanted) {
        if (wanted.paymentId() == null || wanted.orderId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the payment and the order.");
        }
        if (wanted.orderNumber() == null || !wanted.orderNumber().matches("[!-~]{1,40}")) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("An order number has 1 to 40 printable characters.")
                    .with("field", "orderNumber");
        }
        if (wanted.amount() == null
                || wanted.amount().isNegative()
                || wanted.amount().minor() > MINOR_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("An amount is not negative, and below 1,000,000,000.00.")
                    .with("field", "amount");
        }
    }
}
