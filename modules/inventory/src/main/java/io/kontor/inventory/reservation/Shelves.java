package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.location.AllocationRule;
import io.kontor.inventory.location.AllocationRule.Asked;
import io.kontor.inventory.location.Location;
import io.kontor.inventory.stock.Balances;
import io.kontor.inventory.stock.Pick;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is free at each place, counted down while requests are decided. */
final class Shelves {
    private final List<Location> places;
    private final AllocationRule rule;
    private final Map<String, Map<String, Integer>> free;

    Shelves(Balances balances, List<Location> places, AllocationRule rule) {
        this.places = places;
        this.rule = rule;
        this.free = balances.free();
    }

    int left(String sku) {
        return free.getOrDefault(sku, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Takes an order's goods, of which there are enough, from the places that the rule names. */
    List<Pick> take(ReserveStock one) {
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
