package io.kontor.trade.order;

import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Cancels the orders whose time to be paid has passed. */
@Component
public class CancelUnpaidOrders implements Job {
    private final OrderStandings standings;
    private final TransactionTemplate tx;
    private final Clock clock;

    CancelUnpaidOrders(OrderStandings standings, TransactionTemplate tx, Clock clock) {
        this.standings = standings;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.cancel-unpaid-orders";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        var cancelled = 1;
        while (cancelled > 0) {
            cancelled = cancelSome();
        }
    }

    private int cancelSome() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var overdue = standings.overdue(now);
        return overdue.isEmpty()
                ? 0
                : tx.execute(_ -> standings.move(overdue, OrderMove.CANCEL, Actor.SHOP, "", now))
                        .size();
    }
}
