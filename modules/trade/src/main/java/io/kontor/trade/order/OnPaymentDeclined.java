package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.payment.PaymentDeclined;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.KeptOrder.Entry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** A pending payment came to nothing: the order's timeline says so, and it can be paid anew. */
@Component
class OnPaymentDeclined implements EventHandler<PaymentDeclined> {
    private final OrderStore orders;
    private final Clock clock;

    OnPaymentDeclined(OrderStore orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    @Override
    public Class<PaymentDeclined> event() {
        return PaymentDeclined.class;
    }

    @Override
    public void handle(List<PaymentDeclined> events) {
        for (var event : events) {
            var entry = new Entry(
                    clock.instant().truncatedTo(ChronoUnit.MICROS), "payment-declined", Actor.SHOP, event.reason());
            orders.tell(
                    event.orderId(), Ids.named(entry.code(), event.paymentId().toString()), entry);
        }
    }
}
