package io.kontor.trade.change;

import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Amendment;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.OrderChanged;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.RefundsOwed;
import io.kontor.trade.order.SettleGroup;
import java.util.List;
import org.springframework.stereotype.Component;

/** The stock set aside for a changed order follows it, money that is too much for it goes back, and what costs nothing any more is paid. Most often both were done at once. */
@Component
class OnOrderChanged implements EventHandler<OrderChanged> {
    private final Inventory inventory;
    private final RefundsOwed refundsOwed;
    private final OrderStore orders;
    private final SettleGroup settleGroup;

    OnOrderChanged(Inventory inventory, RefundsOwed refundsOwed, OrderStore orders, SettleGroup settleGroup) {
        this.inventory = inventory;
        this.refundsOwed = refundsOwed;
        this.orders = orders;
        this.settleGroup = settleGroup;
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
            var order = orders.require(event.orderId());
            if (order.isGrouped()) {
                settleGroup.payForNothing(order.groupId());
            }
        }
    }
}
