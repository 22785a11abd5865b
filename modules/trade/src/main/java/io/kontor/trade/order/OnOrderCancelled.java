package io.kontor.trade.order;

import io.kontor.inventory.Inventory;
import io.kontor.payment.Payment;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.OrderCancelled;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a cancelled order held goes back on sale, and what was paid for it goes back to the buyer. */
@Component
class OnOrderCancelled implements EventHandler<OrderCancelled> {
    private final Inventory inventory;
    private final Payment payment;
    private final RefundPayment refundPayment;

    OnOrderCancelled(Inventory inventory, Payment payment, RefundPayment refundPayment) {
        this.inventory = inventory;
        this.payment = payment;
        this.refundPayment = refundPayment;
    }

    @Override
    public Class<OrderCancelled> event() {
        return OrderCancelled.class;
    }

    @Override
    public void handle(List<OrderCancelled> events) {
        var orderIds = events.stream().map(OrderCancelled::orderId).distinct().toList();
        inventory.release(orderIds);
        payment.payments(orderIds).stream()
                .filter(one -> one.status() == Payment.Status.CAPTURED
                        && one.refunded().compareTo(one.amount()) < 0)
                .forEach(one -> refundPayment.refund(
                        one.orderId(), one.id(), one.amount().minus(one.refunded()), "order cancelled"));
    }
}
