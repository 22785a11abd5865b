package io.kontor.trade.change;

import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Amendment;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.OrderChanged;
import io.kontor.trade.order.RefundsOwed;
import java.util.List;
import org.springframework.stereotype.Component;

/** The stock set aside for a changed order follows it, and money that is too much for it goes back. Most often both were done at once. */
@Component
class OnOrderChanged implements EventHandler<OrderChanged> {
    private final Inventory inventory;
    private final RefundsOwed refundsOwed;

    OnOrderChanged(Inventory inventory, RefundsOwed refundsOwed) {
        this.inventory = inventory;
        this.refundsOwed = refundsOwed;
    }

    @Override
    public Class<OrderChanged> event() {
        return OrderChanged.class;
    }

    @Override
    public void handle(List<OrderChanged> events) {
        for (var event : events) {
            inventory.amend(new Amendment(event.changeId(), event.orderId(), event.givesBack()));
            refundsOwed.give(event.orderId());
        }
    }
}
