package io.kontor.inventory.backlog;

import io.kontor.inventory.stock.StockStore;
import io.kontor.platform.job.Job;
import java.time.Duration;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A promise of so many days is another date every day, and one of a day ends with it: pages that say so are told. */
@Component
class RenewPromises implements Job {
    private static final int BATCH = 200;

    private final BacklogStore backlog;
    private final StockStore stock;
    private final TransactionTemplate tx;

    RenewPromises(BacklogStore backlog, StockStore stock, TransactionTemplate tx) {
        this.backlog = backlog;
        this.stock = stock;
        this.tx = tx;
    }

    @Override
    public String name() {
        return "inventory.renew-promises";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        while (renew() == BATCH) {
            // A batch is one short transaction, so that no order waits long for these SKUs.
        }
    }

    private int renew() {
        return Objects.requireNonNull(tx.execute(_ -> {
            var skus = backlog.renew(BATCH);
            stock.tellAgain(skus);
            return skus.size();
        }));
    }
}
