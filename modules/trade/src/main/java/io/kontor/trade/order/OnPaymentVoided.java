package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.payment.PaymentVoided;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** A payment was closed, or its hold let go: the order's timeline says so, and an unpaid order can be paid anew. */
@Component
class OnPaymentVoided implements EventHandler<PaymentVoided> {
    private final OrderStandings standings;
    private final Clock clock;

    OnPaymentVoided(OrderStandings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public Class<PaymentVoided> event() {
        return PaymentVoided.class;
    }

    @Override
    public void handle(List<PaymentVoided> events) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        standings.tell(events.stream()
                .map(event -> new Note(
                        event.orderId(),
                        Ids.named("payment-voided", event.paymentId().toString()),
                        new Entry(
                                now,
                                "payment-voided",
                                Actor.of(event.staff()),
                                event.released().toString())))
                .toList());
    }
}
