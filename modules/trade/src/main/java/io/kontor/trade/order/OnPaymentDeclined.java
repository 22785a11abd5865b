package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.payment.PaymentDeclined;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** A pending payment came to nothing: the order's timeline says so, and it can be paid anew. */
@Component
class OnPaymentDeclined implements EventHandler<PaymentDeclined> {
    private final OrderStandings standings;
    private final Clock clock;

    OnPaymentDeclined(OrderStandings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public Class<PaymentDeclined> event() {
        return PaymentDeclined.class;
    }

    @Override
    public void handle(List<PaymentDeclined> events) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        standings.tell(events.stream()
                .map(event -> new Note(
                        event.orderId(),
                        Ids.named("payment-declined", event.paymentId().toString()),
                        new Entry(now, "payment-declined", Actor.SHOP, event.reason())))
                .toList());
    }
}
