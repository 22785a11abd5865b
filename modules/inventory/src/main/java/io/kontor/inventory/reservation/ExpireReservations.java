package io.kontor.inventory.reservation;

import io.kontor.inventory.stock.StockStore;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives back what reservations hold after their time; every few seconds, and before anybody is told that stock is short.
 * After a start nothing is given back for a while: what was paid before the shop went down may not have been said here yet.
 */
@Component
class ExpireReservations implements Job {
    private static final int BATCH = 200;
    private static final Duration LISTENED_FIRST = Duration.ofSeconds(20);

    private final ReservationStore reservations;
    private final StockStore stock;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Instant notBefore;

    ExpireReservations(ReservationStore reservations, StockStore stock, TransactionTemplate tx, Clock clock) {
        this.reservations = reservations;
        this.stock = stock;
        this.tx = tx;
        this.clock = clock;
        this.notBefore = clock.instant().plus(LISTENED_FIRST);
    }

    @Override
    public String name() {
        return "inventory.expire-reservations";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(3);
    }

    @Override
    public void run() {
        while (expire() > 0) {
            // A batch is one short transaction, so that nobody waits long for the stock it gives back.
        }
    }

    /** @return how many lines gave something back */
    int expire() {
        var now = clock.instant();
        if (now.isBefore(notBefore)) {
            return 0;
        }
        return tx.execute(_ -> {
            var held = reservations.expire(now, BATCH);
            ReleaseReservations.giveBack("expiry", held, stock);
            return held.size();
        });
    }
}
