package io.kontor.trade.order;

import io.kontor.fulfilment.ShipmentDelivered;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** A parcel arrived: perhaps it was the last one of its order. */
@Component
class OnShipmentDelivered implements EventHandler<ShipmentDelivered> {
    private final DeliverOrders deliverOrders;

    OnShipmentDelivered(DeliverOrders deliverOrders) {
        this.deliverOrders = deliverOrders;
    }

    @Override
    public Class<ShipmentDelivered> event() {
        return ShipmentDelivered.class;
    }

    @Override
    public void handle(List<ShipmentDelivered> events) {
        deliverOrders.deliver(events.stream().map(ShipmentDelivered::orderId).toList());
    }
}
