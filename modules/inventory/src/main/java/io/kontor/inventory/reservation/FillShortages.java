package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.StockRanShort;
import io.kontor.inventory.location.Locations;
import io.kontor.inventory.reservation.ReservationStore.Reservation;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.reservation.ReservationStore.Status;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Pick;
import io.kontor.inventory.stock.StockStore;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.job.Job;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what committed orders miss as soon as it is there, the longest waiting order first. */
@Component
public class FillShortages implements Job {
    private static final Logger log = LoggerFactory.getLogger(FillShortages.class);
    private static final int ORDERS_MAX = 100;

    private final ReservationStore reservations;
    private final StockStore stock;
    private final Locations locations;
    private final Outbox outbox;
    private final TransactionTemplate tx;

    FillShortages(
            ReservationStore reservations,
            StockStore stock,
            Locations locations,
            Outbox outbox,
            TransactionTemplate tx) {
        this.reservations = reservations;
        this.stock = stock;
        this.locations = locations;
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
        reservations.fillable(locations.enabledCodes(), ORDERS_MAX).forEach(this::fill);
    }

    /** Takes what an expired or short order misses, as far as it is there, and makes the order firm. */
    void fill(UUID orderId) {
        tx.executeWithoutResult(_ -> {
            var status = reservations.lock(orderId).map(Reservation::status).orElse(Status.RELEASED);
            if (status == Status.EXPIRED || status == Status.SHORT) {
                var missing = reservations.lines(orderId).stream()
                        .filter(line -> line.missing() > 0)
                        .toList();
                var free = stock.lockForSale(missing.stream()
                                .map(ReservedLine::sku)
                                .distinct()
                                .toList())
                        .free();
                var left = new TreeMap<String, Shortage>();
                var taken = new ArrayList<Change>();
                for (var line : missing) {
                    var picks = picks(line, free.getOrDefault(line.sku(), new HashMap<>()));
                    picks.forEach(pick -> {
                        reservations.takeMissing(line, pick);
                        taken.add(new Change(pick.sku(), pick.location(), orderId.toString(), 0, pick.quantity()));
                    });
                    var units = picks.stream().mapToInt(Pick::quantity).sum();
                    if (units < line.missing()) {
                        left.merge(
                                line.sku(),
                                new Shortage(line.sku(), line.missing(), units),
                                (one, other) -> new Shortage(
                                        one.sku(), one.wanted() + other.wanted(), one.available() + other.available()));
                    }
                }
                stock.change("reservation", taken);
                var shortages = List.copyOf(left.values());
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

    /** From the place that the line was meant for, then from the others as they come. */
    private List<Pick> picks(ReservedLine line, Map<String, Integer> free) {
        var rest = line.missing();
        var picks = new ArrayList<Pick>();
        var places = new ArrayList<>(locations.enabledCodes());
        if (places.remove(line.location())) {
            places.addFirst(line.location());
        }
        for (var place : places) {
            var units = Math.min(rest, free.getOrDefault(place, 0));
            if (units > 0) {
                picks.add(new Pick(line.sku(), place, units));
                free.merge(place, -units, Integer::sum);
                rest -= units;
            }
        }
        return picks;
    }
}
