package io.kontor.trade.order;

import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The buyer says that the goods arrived; saying it again changes nothing. */
@Component
public class ConfirmReceipt {
    private final OrderStore orders;
    private final OrderStandings standings;
    private final TransactionTemplate tx;
    private final Clock clock;

    ConfirmReceipt(OrderStore orders, OrderStandings standings, TransactionTemplate tx, Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal NOT_SHIPPED (409) */
    public KeptOrder confirm(KeptOrder order, Actor actor) {
        tx.executeWithoutResult(_ -> standings.move(
                List.of(order.orderId()),
                OrderMove.RECEIVE,
                actor,
                "",
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        var now = orders.require(order.orderId());
        if (now.status() != OrderStatus.RECEIVED) {
            throw TradeProblem.NOT_SHIPPED
                    .refusal("It is " + now.status().code() + ".")
                    .with("orderStatus", now.status().code());
        }
        return now;
    }
}
