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
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Combiner<PaymentRecord, Boolean> records;

    TakePayment(Providers providers, PaymentStore payments, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.providers = providers;
        this.payments = payments;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
        this.records = new Combiner<>(BATCH_MAX, charged -> tx.execute(_ -> record(charged)));
    }

    public PaymentView take(NewPayment wanted) {
        check(wanted);
        var provider = providers.require(wanted.method());
        return provider.remote() ? takeRemotely(wanted, provider) : takeHere(wanted, provider);
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

    /** The intention is on record before the provider is asked; whoever repeats an interrupted payment finishes it. */
    private PaymentView takeRemotely(NewPayment wanted, PaymentProvider provider) {
        var fresh = !payments.insert(List.of(initiated(wanted, now()))).isEmpty();
        if (!fresh && !earlier(wanted).status().equals(PaymentRecord.INITIATED)) {
            return earlier(wanted).view();
        }
        var charge = provider.charge(wanted);
        tx.executeWithoutResult(_ -> {
            var payment = payments.lock(wanted.paymentId()).orElseThrow();
            if (payment.status().equals(PaymentRecord.INITIATED)) {
                record(payment, charge);
            }
        });
        return payments.find(wanted.paymentId()).orElseThrow().view();
    }

    private void record(PaymentRecord payment, Charge charge) {
        switch (charge) {
            case Charge.Captured() -> {
                payments.setCaptured(payment.id(), now());
                outbox.publish(captured(payments.find(payment.id()).orElseThrow()));
            }
            case Charge.Declined(var reason) -> payments.setDeclined(payment.id(), reason);
            case Charge.Pending(var url) -> payments.setPending(payment.id(), url);
        }
    }

    private PaymentRecord earlier(NewPayment repeat) {
        var earlier = payments.find(repeat.paymentId()).orElseThrow();
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
        };
    }

    private static PaymentRecord initiated(NewPayment wanted, Instant now) {
        return payment(wanted, PaymentRecord.INITIATED, null, null, now, null);
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
                Money.zero(wanted.amount().currency()),
                createdAt,
                capturedAt);
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
