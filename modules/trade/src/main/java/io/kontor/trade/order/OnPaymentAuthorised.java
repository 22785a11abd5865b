package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.payment.PaymentAuthorised;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Money is held for an order: its timeline says so. The order is paid when it is captured. */
@Component
class OnPaymentAuthorised implements EventHandler<PaymentAuthorised> {
    private final OrderStandings standings;
    private final Clock clock;

    OnPaymentAuthorised(OrderStandings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public Class<PaymentAuthorised> event() {
        return PaymentAuthorised.class;
    }

    @Override
    public void handle(List<PaymentAuthorised> events) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        standings.tell(events.stream()
                .map(event -> new Note(
                        event.orderId(),
                        Ids.named("payment-authorised", event.paymentId().toString()),
                        new Entry(now, "payment-authorised", Actor.SHOP, "")))
                .toList());
    }
}
