package io.kontor.inventory.reservation;

import io.kontor.inventory.stock.StockStore;
import io.kontor.platform.event.Hearing;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives back what reservations hold after their time; every few seconds, and before anybody is told that stock is short.
 * After a start nothing is given back before all that was told is heard: what was paid when the shop went down may not have
 * been said here yet.
 */
@Component
class ExpireReservations implements Job {
    private static final int BATCH = 200;

    private final ReservationStore reservations;
    private final StockStore stock;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Hearing hearing;

    ExpireReservations(
            ReservationStore reservations, StockStore stock, TransactionTemplate tx, Clock clock, Hearing hearing) {
        this.reservations = reservations;
        this.stock = stock;
        this.tx = tx;
        this.clock = clock;
        this.hearing = hearing;
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
        if (!hearing.hasCaughtUp()) {
            return 0;
        }
        return tx.execute(_ -> {
            var held = reservations.expire(clock.instant(), BATCH);
            ReleaseReservations.giveBack("expiry", held, stock);
            return held.size();
        });
    }
}
