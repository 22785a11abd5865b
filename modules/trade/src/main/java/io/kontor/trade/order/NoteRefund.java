package io.kontor.trade.order;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.RefundNote;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down on an order what of it was given back after the sale, once per refund. */
@Component
public class NoteRefund {
    private final OrderStore orders;
    private final OrderStandings standings;
    private final ReturnTenders returnTenders;
    private final TransactionTemplate tx;
    private final Clock clock;

    NoteRefund(
            OrderStore orders,
            OrderStandings standings,
            ReturnTenders returnTenders,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.returnTenders = returnTenders;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), INVALID_REQUEST (400) */
    public void note(RefundNote refund) {
        if (refund.refundId() == null || refund.number() == null || refund.total() == null || refund.lines() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the refund, the order, its lines and the amount.");
        }
        var order = orders.findByNumber(refund.number()).orElseThrow(OrderStore::unknown);
        var orderId = order.orderId();
        var none = Money.zero(refund.total().currency());
        var tendered = Objects.requireNonNullElse(refund.tendered(), none);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tx.executeWithoutResult(_ -> {
            var entry = new Entry(at, "refunded", Actor.SHOP, refund.total().toString());
            var isNew = standings.tell(List.of(new Note(orderId, refund.refundId(), entry))) == 1;
            if (isNew) {
                standings.countRefunded(orderId, refund.total().minus(tendered));
                returnTenders.giveBack(order, refund.refundId(), tendered, at);
            }
            if (isNew && orders.countRefunded(orderId, refund.lines())) {
                standings.move(List.of(orderId), OrderMove.REFUND, Actor.SHOP, "", at.plus(1, ChronoUnit.MICROS));
            }
        });
    }
}
