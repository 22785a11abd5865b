package io.kontor.trade.order;

import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels an order of which nothing was shipped. Its stock goes back and its money is returned by {@link OnOrderCancelled}. */
@Component
public class CancelOrder {
    private final OrderStore orders;
    private final OrderStandings standings;
    private final TransactionTemplate tx;
    private final Clock clock;

    CancelOrder(OrderStore orders, OrderStandings standings, TransactionTemplate tx, Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal NOT_CANCELLABLE (409) */
    public KeptOrder cancel(KeptOrder order, Actor actor, String reason) {
        var moved = tx.execute(_ -> standings.move(
                List.of(order.orderId()),
                OrderMove.CANCEL,
                actor,
                reason,
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        var now = orders.require(order.orderId());
        if (moved.isEmpty()) {
            throw TradeProblem.NOT_CANCELLABLE
                    .refusal("It is " + now.status().code() + ", or just being shipped.")
                    .with("orderStatus", now.status().code());
        }
        return now;
    }
}
