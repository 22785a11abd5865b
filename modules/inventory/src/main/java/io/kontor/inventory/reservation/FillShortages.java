package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.StockRanShort;
import io.kontor.inventory.reservation.ReservationStore.Reservation;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.reservation.ReservationStore.Status;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.StockStore;
import io.kontor.inventory.stock.StockStore.Balance;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.job.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what committed orders miss as soon as it is there, the longest waiting order first. */
@Component
class FillShortages implements Job {
    private static final Logger log = LoggerFactory.getLogger(FillShortages.class);
    private static final int ORDERS_MAX = 100;

    private final ReservationStore reservations;
    private final StockStore stock;
    private final Outbox outbox;
    private final TransactionTemplate tx;

    FillShortages(ReservationStore reservations, StockStore stock, Outbox outbox, TransactionTemplate tx) {
        this.reservations = reservations;
        this.stock = stock;
        this.outbox = outbox;
        this.tx = tx;
    }

    @Override
    public String name() {
        return "inventory.fill-shortages";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        reservations.fillable(ORDERS_MAX).forEach(this::fill);
    }

    /** Takes what an expired or short order misses, as far as it is there, and makes the order firm. */
    void fill(UUID orderId) {
        tx.executeWithoutResult(_ -> {
            var status = reservations.lock(orderId).map(Reservation::status).orElse(Status.RELEASED);
            if (status == Status.EXPIRED || status == Status.SHORT) {
                var missing = reservations.lines(orderId).stream()
                        .filter(line -> line.missing() > 0)
                        .toList();
                var balances =
                        stock.lock(missing.stream().map(ReservedLine::sku).toList());
                var taken = missing.stream()
                        .map(line -> new Line(line.sku(), Math.min(line.missing(), available(line, balances))))
                        .filter(line -> line.quantity() > 0)
                        .toList();
                reservations.addHeld(orderId, taken);
                stock.change(
                        "reservation",
                        taken.stream()
                                .map(line -> new Change(line.sku(), orderId.toString(), 0, line.quantity()))
                                .toList());
                var shortages = missing.stream()
                        .filter(line -> available(line, balances) < line.missing())
                        .map(line -> new Shortage(line.sku(), line.missing(), available(line, balances)))
                        .toList();
                record(orderId, status, shortages);
            }
        });
    }

    private void record(UUID orderId, Status before, List<Shortage> shortages) {
        reservations.setStatus(orderId, shortages.isEmpty() ? Status.COMMITTED : Status.SHORT);
        if (before == Status.EXPIRED && !shortages.isEmpty()) {
            log.warn("Order {} was paid after its reservation expired, and misses {}", orderId, shortages);
            outbox.publish(new StockRanShort(orderId, shortages));
        }
    }

    private static int available(ReservedLine line, Map<String, Balance> balances) {
        var balance = balances.get(line.sku());
        return balance == null ? 0 : balance.available();
    }
}
