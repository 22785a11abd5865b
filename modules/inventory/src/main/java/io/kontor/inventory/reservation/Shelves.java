package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.location.AllocationRule;
import io.kontor.inventory.location.AllocationRule.Asked;
import io.kontor.inventory.location.Location;
import io.kontor.inventory.stock.Balances;
import io.kontor.inventory.stock.Claim;
import io.kontor.inventory.stock.Pick;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is free at each place, and what may be sold beyond it, counted down while requests are decided. */
final class Shelves {
    private final List<Location> places;
    private final AllocationRule rule;
    private final Map<String, Map<String, Integer>> free;
    private final Balances balances;
    private final LocalDate today;
    private final Map<String, Integer> claimed = new HashMap<>();

    Shelves(Balances balances, List<Location> places, AllocationRule rule, LocalDate today) {
        this.places = places;
        this.rule = rule;
        this.free = balances.free();
        this.balances = balances;
        this.today = today;
    }

    /** Units that can be ordered. */
    int left(String sku) {
        return inStock(sku) + balances.room(sku, today) - claimed.getOrDefault(sku, 0);
    }

    /** Units that are there and nobody's: who waits for some comes first. */
    private int inStock(String sku) {
        var units = free.getOrDefault(sku, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        return Math.max(0, units - balances.backlog(sku));
    }

    /** What an order takes of what is there, and what it will have to wait for. */
    record Taken(List<Pick> picks, List<Claim> claims) {}

    /** Takes an order's goods, of which there are enough: first what is there, from the places that the rule names. */
    Taken take(ReserveStock one) {
        var missing = one.lines().stream()
                .filter(line -> inStock(line.sku()) < line.quantity())
                .toList();
        if (missing.isEmpty()) {
            return new Taken(pick(one), List.of());
        }
        var there = one.lines().stream()
                .map(line -> new Line(line.sku(), Math.min(line.quantity(), inStock(line.sku()))))
                .filter(line -> line.quantity() > 0)
                .toList();
        var beyond = missing.stream()
                .map(line -> new Line(line.sku(), line.quantity() - inStock(line.sku())))
                .toList();
        var picks = pick(new ReserveStock(one.orderId(), there, one.holdFor(), one.buyer(), one.destination()));
        return new Taken(
                picks,
                beyond.stream().map(line -> claim(one.orderId(), line, picks)).toList());
    }

    private Claim claim(UUID orderId, Line line, List<Pick> picks) {
        claimed.merge(line.sku(), line.quantity(), Integer::sum);
        var place = picks.stream()
                .filter(pick -> pick.sku().equals(line.sku()))
                .map(Pick::location)
                .findFirst()
                .orElse(places.getFirst().code());
        var promised = Objects.requireNonNull(
                Objects.requireNonNull(balances.policy(line.sku())).promise(today));
        return new Claim(orderId, line.sku(), place, line.quantity(), promised);
    }

    private List<Pick> pick(ReserveStock one) {
        if (places.size() == 1) {
            return one.lines().stream()
                    .map(line -> take(line, places.getFirst().code(), line.quantity()))
                    .toList();
        }
        var to = one.destination();
        var asked = new Asked(
                places,
                free,
                one.lines().stream().collect(Collectors.toMap(Line::sku, Line::quantity)),
                to == null ? null : to.country(),
                to == null ? null : to.region());
        // Where to take from is asked before anything is taken, so that a rule sees the same for every line.
        var orders = one.lines().stream().collect(Collectors.toMap(Line::sku, line -> rule.order(line.sku(), asked)));
        var picks = new ArrayList<Pick>();
        for (var line : one.lines()) {
            var rest = line.quantity();
            for (var place : orders.getOrDefault(line.sku(), List.of())) {
                var units =
                        Math.min(rest, free.getOrDefault(line.sku(), Map.of()).getOrDefault(place, 0));
                if (units > 0) {
                    picks.add(take(line, place, units));
                    rest -= units;
                }
            }
            if (rest > 0) {
                throw new IllegalStateException(rule.getClass().getSimpleName() + " leaves out places");
            }
        }
        return picks;
    }

    private Pick take(Line line, String place, int units) {
        free.getOrDefault(line.sku(), Map.of()).merge(place, -units, Integer::sum);
        return new Pick(line.sku(), place, units);
    }
}
