package io.kontor.trade.order;

import io.kontor.platform.job.Job;
import io.kontor.trade.TradeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes goods as received when they were shipped long ago and nobody said otherwise. */
@Component
public class ConfirmReceipts implements Job {
    private final OrderStandings standings;
    private final TradeSettings settings;
    private final TransactionTemplate tx;
    private final Clock clock;

    ConfirmReceipts(OrderStandings standings, TradeSettings settings, TransactionTemplate tx, Clock clock) {
        this.standings = standings;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.confirm-receipts";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var received = 1;
        while (received > 0) {
            var due = standings.shippedBefore(now.minus(settings.receiptAfter()));
            received = due.isEmpty()
                    ? 0
                    : tx.execute(_ -> standings.move(due, OrderMove.RECEIVE, Actor.SHOP, "", now))
                            .size();
        }
    }
}
