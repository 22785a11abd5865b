package io.kontor.payment.charge;

import io.kontor.payment.Payment.Staff;
import io.kontor.payment.PaymentAuthorised;
import io.kontor.payment.PaymentDeclined;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.payment.PaymentProvider.Standing;
import io.kontor.payment.PaymentVoided;
import io.kontor.platform.event.Event;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what a provider says of a payment, and tells the house what is new about it: each outcome once. */
@Component
public class SettlePayment {
    private final PaymentStore payments;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    SettlePayment(PaymentStore payments, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.payments = payments;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /** In a transaction of its own. */
    public boolean settle(UUID paymentId, Standing standing) {
        return Boolean.TRUE.equals(tx.execute(_ -> settle(payments.requireLocked(paymentId), standing, null)));
    }

    /**
     * Must be called inside a transaction that locked the payment.
     *
     * @return whether anything changed by it
     */
    public boolean settle(PaymentRecord payment, Standing standing, @Nullable Staff staff) {
        return switch (standing) {
            case Charge.Captured() ->
                move(payment, PaymentMove.CAPTURE, null) && tell(TakePayment.captured(payments.require(payment.id())));
            case Charge.Authorised() ->
                move(payment, PaymentMove.AUTHORISE, null)
                        && tell(new PaymentAuthorised(payment.id(), payment.orderId(), payment.amount()));
            case Charge.Declined(var reason) ->
                move(payment, PaymentMove.DECLINE, reason)
                        && tell(new PaymentDeclined(payment.id(), payment.orderId(), reason));
            case Charge.Pending(var url) -> move(payment, PaymentMove.AWAIT, url);
            case Standing.Voided() -> release(payment, staff);
            // A provider that knows nothing of it says nothing about it: it is closed there first.
            case Standing.Unheard() -> false;
        };
    }

    private boolean release(PaymentRecord payment, @Nullable Staff staff) {
        var move = payment.allows(PaymentMove.LET_REST_GO) ? PaymentMove.LET_REST_GO : PaymentMove.VOID;
        var released = payment.amount().minus(payment.captured());
        return move(payment, move, null) && tell(new PaymentVoided(payment.id(), payment.orderId(), released, staff));
    }

    private boolean move(PaymentRecord payment, PaymentMove move, @Nullable String text) {
        return payments.move(payment.id(), move, text, null, now());
    }

    private boolean tell(Event event) {
        outbox.publish(event);
        return true;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
