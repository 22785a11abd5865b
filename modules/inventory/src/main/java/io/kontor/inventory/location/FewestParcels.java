package io.kontor.inventory.location;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes from the place that has most of what is wanted, then from the one that has most of the rest: few parcels. */
final class FewestParcels implements AllocationRule {
    @Override
    public List<String> order(String sku, Asked asked) {
        var rest = new HashMap<>(asked.wanted());
        var waiting = new ArrayList<>(asked.codes());
        var order = new ArrayList<String>();
        while (!waiting.isEmpty()) {
            var best = waiting.getFirst();
            for (var place : waiting) {
                if (served(asked, rest, place) > served(asked, rest, best)) {
                    best = place;
                }
            }
            var chosen = best;
            rest.replaceAll((wanted, units) -> Math.max(0, units - asked.free(wanted, chosen)));
            waiting.remove(chosen);
            order.add(chosen);
        }
        return order;
    }

    private static long served(Asked asked, Map<String, Integer> rest, String place) {
        return rest.entrySet().stream()
                .mapToLong(wanted -> Math.min(wanted.getValue(), asked.free(wanted.getKey(), place)))
                .sum();
    }
}
