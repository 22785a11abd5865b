package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.StockRanShort;
import io.kontor.inventory.location.Locations;
import io.kontor.inventory.reservation.ReservationStore.Reservation;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.reservation.ReservationStore.Status;
import io.kontor.inventory.stock.Balances;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Claim;
import io.kontor.inventory.stock.Pick;
import io.kontor.inventory.stock.ShopCalendar;
import io.kontor.inventory.stock.StockStore;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.job.Job;
import java.time.Duration;
import java.time.LocalDate;
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
    private final ShopCalendar calendar;

    FillShortages(
            ReservationStore reservations,
            StockStore stock,
            Locations locations,
            Outbox outbox,
            TransactionTemplate tx,
            ShopCalendar calendar) {
        this.reservations = reservations;
        this.stock = stock;
        this.locations = locations;
        this.outbox = outbox;
        this.tx = tx;
        this.calendar = calendar;
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
        reservations.fillable(locations.enabledCodes(), ORDERS_MAX).forEach(orderId -> fill(orderId, true));
    }

    /**
     * Takes what an expired or short order misses, as far as it is there and nobody waits for it, and makes the order firm.
     * What one that expired misses then it waits for like the others, if the SKU's policy has room for it.
     */
    void fill(UUID orderId) {
        fill(orderId, false);
    }

    /** @param inTurn whether nobody waits longer: then it takes what the others wait for, too */
    private void fill(UUID orderId, boolean inTurn) {
        tx.executeWithoutResult(_ -> {
            var status = reservations.lock(orderId).map(Reservation::status).orElse(Status.RELEASED);
            if (status == Status.EXPIRED || status == Status.SHORT) {
                var missing = reservations.lines(orderId).stream()
                        .filter(line -> line.missing() > 0)
                        .toList();
                var balances = stock.lockForSale(
                        missing.stream().map(ReservedLine::sku).distinct().toList());
                var filling = new Filling(balances, status, inTurn);
                missing.forEach(filling::fill);
                stock.change("reservation", filling.taken);
                filling.backlog.values().removeIf(units -> units == 0);
                if (!filling.backlog.isEmpty()) {
                    stock.changeBacklog(filling.backlog);
                }
                record(orderId, status, filling);
            }
        });
    }

    /** What becomes of an order's lines, one after the other. */
    private final class Filling {
        private final Status before;
        private final boolean inTurn;
        private final LocalDate today = calendar.today();
        private final Balances balances;
        private final Map<String, Map<String, Integer>> free;
        private final Map<String, Integer> most = new HashMap<>();
        final List<Change> taken = new ArrayList<>();
        final Map<String, Integer> backlog = new TreeMap<>();
        final Map<String, Shortage> left = new TreeMap<>();
        boolean misses;

        Filling(Balances balances, Status before, boolean inTurn) {
            this.inTurn = inTurn;
            this.balances = balances;
            this.before = before;
            this.free = balances.free();
        }

        void fill(ReservedLine line) {
            var sku = line.sku();
            var may = inTurn ? Integer.valueOf(line.missing()) : most.computeIfAbsent(sku, balances::inStock);
            var picks = picks(line, Math.min(line.missing(), may), free.getOrDefault(sku, new HashMap<>()));
            picks.forEach(pick -> {
                reservations.takeMissing(line, pick);
                taken.add(new Change(sku, pick.location(), line.orderId().toString(), 0, pick.quantity()));
            });
            var units = picks.stream().mapToInt(Pick::quantity).sum();
            most.put(sku, may - units);
            backlog.merge(sku, -Math.min(line.backlog(), units), Integer::sum);
            var rest = line.missing() - units;
            misses = misses || rest > 0;
            var waits = before == Status.EXPIRED ? waits(line, rest) : 0;
            if (rest > waits) {
                left.merge(
                        sku,
                        new Shortage(sku, line.missing(), units + waits),
                        (one, other) ->
                                new Shortage(sku, one.wanted() + other.wanted(), one.available() + other.available()));
            }
        }

        /** @return how many of the units are promised under the SKU's policy */
        private int waits(ReservedLine line, int rest) {
            var policy = balances.policy(line.sku());
            var promised = policy == null ? null : policy.promise(today);
            if (promised == null) {
                return 0;
            }
            var units = Math.min(rest, balances.room(line.sku(), today) - backlog.getOrDefault(line.sku(), 0));
            if (units > 0) {
                reservations.waitFor(new Claim(line.orderId(), line.sku(), line.location(), units, promised));
                backlog.merge(line.sku(), units, Integer::sum);
            }
            return Math.max(0, units);
        }
    }

    private void record(UUID orderId, Status before, Filling filling) {
        reservations.setStatus(orderId, filling.misses ? Status.SHORT : Status.COMMITTED);
        var shortages = List.copyOf(filling.left.values());
        if (before == Status.EXPIRED && !shortages.isEmpty()) {
            log.warn("Order {} was paid after its reservation expired, and misses {}", orderId, shortages);
            outbox.publish(new StockRanShort(orderId, shortages));
        }
    }

    /** From the place that the line was meant for, then from the others as they come. */
    private List<Pick> picks(ReservedLine line, int most, Map<String, Integer> free) {
        var rest = most;
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
