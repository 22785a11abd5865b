package io.kontor.trade.order;

import static io.kontor.trade.order.OrderStatus.CANCELLED;
import static io.kontor.trade.order.OrderStatus.DELIVERED;
import static io.kontor.trade.order.OrderStatus.PAID;
import static io.kontor.trade.order.OrderStatus.PARTIALLY_SHIPPED;
import static io.kontor.trade.order.OrderStatus.RECEIVED;
import static io.kontor.trade.order.OrderStatus.REFUNDED;
import static io.kontor.trade.order.OrderStatus.SHIPPED;
import static io.kontor.trade.order.OrderStatus.UNPAID;

import java.util.Set;

/** Every way an order can go: the move, where it leads, and from where it is allowed. There are no others. */
public enum OrderMove {
    PAY /*      */(PAID, UNPAID),
    SHIP_SOME /**/(PARTIALLY_SHIPPED, PAID, PARTIALLY_SHIPPED),
    SHIP_ALL /* */(SHIPPED, PAID, PARTIALLY_SHIPPED),
    DELIVER /*  */(DELIVERED, SHIPPED),
    RECEIVE /*  */(RECEIVED, SHIPPED, DELIVERED),
    REFUND /*   */(REFUNDED, PAID, SHIPPED, DELIVERED, RECEIVED),
    CANCEL /*   */(CANCELLED, UNPAID, PAID);

    private final OrderStatus to;
    private final Set<OrderStatus> from;

    OrderMove(OrderStatus to, OrderStatus... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    public OrderStatus to() {
        return to;
    }

    public Set<OrderStatus> from() {
        return from;
    }

    public boolean isAllowedFrom(OrderStatus status) {
        return from.contains(status);
    }

    boolean isShipping() {
        return this == SHIP_SOME || this == SHIP_ALL;
    }
}
