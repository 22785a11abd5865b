package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Limit;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Limited;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.InventorySettings;
import io.kontor.inventory.stock.Balances;
import io.kontor.inventory.stock.StockStore.Hold;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What becomes of requests that are decided together, those that can be served in the order in which they came. */
final class HoldDecision {
    private final Balances balances;
    private final Shelves shelves;
    private final Map<Holder, Integer> unpaid;
    private final InventorySettings settings;
    private final Instant now;
    final Map<UUID, ReserveStock> firsts = new LinkedHashMap<>();
    final Map<UUID, Hold> grants = new LinkedHashMap<>();
    final Map<UUID, Reservation> refusals = new HashMap<>();

    private HoldDecision(
            Balances balances, Shelves shelves, Map<Holder, Integer> unpaid, InventorySettings settings, Instant now) {
        this.balances = balances;
        this.shelves = shelves;
        this.unpaid = new HashMap<>(unpaid);
        this.settings = settings;
        this.now = now;
    }

    /** A buyer with a SKU. */
    record Holder(UUID buyer, String sku) {}

    /**
     * @param balances locked
     * @param shelves where what is free of them stands
     * @param unpaid what buyers hold with unpaid orders, of the SKUs that {@link #watched} names
     */
    static HoldDecision of(
            List<ReserveStock> wanted,
            Balances balances,
            Shelves shelves,
            Map<Holder, Integer> unpaid,
            InventorySettings settings,
            Instant now) {
        var decision = new HoldDecision(balances, shelves, unpaid, settings, now);
        wanted.forEach(decision::decide);
        return decision;
    }

    /** The SKUs of which a buyer could come to hold too much: as long as less is reserved altogether, nobody has. */
    static Set<String> watched(List<ReserveStock> wanted, Balances balances, InventorySettings settings) {
        return wanted.stream()
                .filter(one -> one.buyer() != null)
                .flatMap(one -> one.lines().stream())
                .collect(Collectors.groupingBy(Line::sku, Collectors.summingLong(Line::quantity)))
                .entrySet()
                .stream()
                .filter(asked -> balances.reserved(asked.getKey()) + balances.backlog(asked.getKey()) + asked.getValue()
                        > most(asked.getKey(), balances, settings))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What may be sold beyond what is there is shared as what is there. */
    private static int most(String sku, Balances balances, InventorySettings settings) {
        return FairShare.most(balances.onHand(sku) + balances.mostBeyond(sku), settings);
    }

    private void decide(ReserveStock one) {
        if (firsts.putIfAbsent(one.orderId(), one) != null) {
            return;
        }
        var shortages = shortages(one);
        var limits = shortages.isEmpty() ? limits(one, one.buyer()) : List.<Limit>of();
        if (!shortages.isEmpty()) {
            refusals.put(one.orderId(), new Denied(shortages));
        } else if (!limits.isEmpty()) {
            refusals.put(one.orderId(), new Limited(limits));
        } else {
            take(one);
        }
    }

    private List<Shortage> shortages(ReserveStock wanted) {
        return wanted.lines().stream()
                .filter(line -> shelves.left(line.sku()) < line.quantity())
                .map(line -> new Shortage(line.sku(), line.quantity(), shelves.left(line.sku())))
                .toList();
    }

    private List<Limit> limits(ReserveStock wanted, @Nullable UUID buyer) {
        if (buyer == null) {
            return List.of();
        }
        var limits = new ArrayList<Limit>();
        var units = wanted.lines().stream().mapToInt(Line::quantity).sum();
        if (units > settings.orderUnits()) {
            limits.add(new Limit(null, units, 0, settings.orderUnits()));
        }
        for (var line : wanted.lines()) {
            var held = unpaid.getOrDefault(new Holder(buyer, line.sku()), 0);
            var most = most(line.sku(), balances, settings);
            if ((long) held + line.quantity() > most) {
                limits.add(new Limit(line.sku(), line.quantity(), held, most));
            }
        }
        return limits;
    }

    private void take(ReserveStock one) {
        var taken = shelves.take(one);
        var holdFor = one.holdFor();
        if (one.buyer() != null) {
            for (var line : one.lines()) {
                unpaid.merge(new Holder(one.buyer(), line.sku()), line.quantity(), Integer::sum);
                holdFor = FairShare.holdFor(
                        holdFor,
                        shelves.left(line.sku()),
                        balances.stocked(line.sku()) + balances.mostBeyond(line.sku()),
                        settings);
            }
        }
        grants.put(
                one.orderId(),
                new Hold(one.orderId(), expiry(now, holdFor), one.buyer(), taken.picks(), taken.claims()));
    }

    /** To the microsecond, as PostgreSQL keeps it: the answer is the same when it is read back. */
    static Instant expiry(Instant now, Duration holdFor) {
        return now.plus(holdFor).truncatedTo(ChronoUnit.MICROS);
    }
}
