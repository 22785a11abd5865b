package io.kontor.trade.order;

import io.kontor.platform.event.EventHandler;
import io.kontor.trade.OrderShipped;
import java.util.List;
import org.springframework.stereotype.Component;

/** A carrier may tell of the last parcel's arrival before the order says that it has left. */
@Component
class OnOrderShipped implements EventHandler<OrderShipped> {
    private final DeliverOrders deliverOrders;

    OnOrderShipped(DeliverOrders deliverOrders) {
        this.deliverOrders = deliverOrders;
    }

    @Override
    public Class<OrderShipped> event() {
        return OrderShipped.class;
    }

    @Override
    public void handle(List<OrderShipped> events) {
        deliverOrders.deliver(events.stream().map(OrderShipped::orderId).toList());
    }
}
