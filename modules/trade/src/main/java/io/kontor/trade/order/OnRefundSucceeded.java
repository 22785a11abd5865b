package io.kontor.trade.order;

import io.kontor.payment.RefundSucceeded;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.util.List;
import org.springframework.stereotype.Component;

/** Staff gave money back by itself: the order's timeline says how much, and who. Whatever else gives money back tells it there. */
@Component
class OnRefundSucceeded implements EventHandler<RefundSucceeded> {
    private final OrderStandings standings;

    OnRefundSucceeded(OrderStandings standings) {
        this.standings = standings;
    }

    @Override
    public Class<RefundSucceeded> event() {
        return RefundSucceeded.class;
    }

    @Override
    public void handle(List<RefundSucceeded> events) {
        standings.tell(events.stream()
                .filter(event -> event.staff() != null)
                .map(event -> new Note(
                        event.orderId(),
                        event.refundId(),
                        new Entry(
                                event.refundedAt(),
                                "refunded",
                                Actor.of(event.staff()),
                                event.amount().toString())))
                .toList());
    }
}
