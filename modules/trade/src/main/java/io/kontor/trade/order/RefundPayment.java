package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gives a whole payment back, once, and tells the order's timeline. */
@Component
class RefundPayment {
    private final Payment payment;
    private final OrderStandings standings;
    private final Clock clock;

    RefundPayment(Payment payment, OrderStandings standings, Clock clock) {
        this.payment = payment;
        this.standings = standings;
        this.clock = clock;
    }

    /** Derived ids make a repeat come to the same refund and the same entry. */
    void refund(UUID orderId, UUID paymentId, Money amount, String reason) {
        var refundId = Ids.named("refund", paymentId.toString());
        payment.refund(new NewRefund(refundId, orderId, amount, reason));
        var entry =
                new Entry(clock.instant().truncatedTo(ChronoUnit.MICROS), "refunded", Actor.SHOP, amount.toString());
        standings.tell(List.of(new Note(orderId, refundId, entry)));
    }
}
