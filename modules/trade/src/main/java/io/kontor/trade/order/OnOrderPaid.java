package io.kontor.trade.order;

import io.kontor.inventory.Inventory;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.OrderPaid;
import java.util.List;
import org.springframework.stereotype.Component;

/** Paid goods are the buyer's: their reservation no longer expires. */
@Component
class OnOrderPaid implements EventHandler<OrderPaid> {
    private final Inventory inventory;

    OnOrderPaid(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Class<OrderPaid> event() {
        return OrderPaid.class;
    }

    @Override
    public void handle(List<OrderPaid> events) {
        inventory.commit(events.stream().map(OrderPaid::orderId).distinct().toList());
    }
}
