package io.kontor.trade.order;

import io.kontor.inventory.Inventory;
import io.kontor.kernel.Ids;
import io.kontor.payment.Payment;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.OrderCancelled;
import io.kontor.trade.order.OrderStandings.Standing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a cancelled order held goes back on sale; money held for it is let go, and what was paid for it goes back. */
@Component
class OnOrderCancelled implements EventHandler<OrderCancelled> {
    private final Inventory inventory;
    private final Payment payment;
    private final RefundPayment refundPayment;
    private final OrderStandings standings;
    private final SettleGroup settleGroup;
    private final OrderStore orders;
    private final ReturnTenders returnTenders;
    private final TransactionTemplate tx;
    private final Clock clock;

    OnOrderCancelled(
            Inventory inventory,
            Payment payment,
            RefundPayment refundPayment,
            OrderStandings standings,
            SettleGroup settleGroup,
            OrderStore orders,
            ReturnTenders returnTenders,
            TransactionTemplate tx,
            Clock clock) {
        this.inventory = inventory;
        this.payment = payment;
        this.refundPayment = refundPayment;
        this.standings = standings;
        this.settleGroup = settleGroup;
        this.orders = orders;
        this.returnTenders = returnTenders;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public Class<OrderCancelled> event() {
        return OrderCancelled.class;
    }

    @Override
    public void handle(List<OrderCancelled> events) {
        var orderIds = events.stream().map(OrderCancelled::orderId).distinct().toList();
        inventory.release(orderIds);
        var now = standings.of(orderIds);
        for (var standing : now.values()) {
            if (standing.tendered()) {
                giveBackTenders(orders.require(standing.orderId()));
            }
        }
        // What they have of a payment for several follows from what is left of their own: it is given back first.
        now.values().stream()
                .filter(Standing::isGrouped)
                .map(Standing::groupId)
                .distinct()
                .forEach(settleGroup::giveBack);
        for (var one : payment.payments(orderIds)) {
            var isHeld = one.status() == Payment.Status.AUTHORISED || one.status() == Payment.Status.PARTIALLY_CAPTURED;
            refundPayment.refund(isHeld ? payment.release(one.id()) : one, "order cancelled");
        }
    }

    private void giveBackTenders(KeptOrder order) {
        var causeId = Ids.named("cancelled", order.orderId().toString());
        tx.executeWithoutResult(_ -> returnTenders.giveBack(
                order, causeId, order.totals().tendered(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
