package io.kontor.inventory.location;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses where an order's goods are taken from. Replaceable; the shop's is named by {@code kontor.inventory.allocation}. */
public interface AllocationRule {
    /** @param places the order in which the SKU's goods are taken from them: a pure function of what is asked */
    List<String> order(String sku, Asked asked);

    /**
     * @param places open ones, those that are taken from first in front
     * @param free units by SKU and place
     * @param wanted units by SKU
     * @param country where the goods go, two letters, or null
     */
    record Asked(
            List<Location> places,
            Map<String, Map<String, Integer>> free,
            Map<String, Integer> wanted,
            @Nullable String country,
            @Nullable String region) {
        int free(String sku, String place) {
            return free.getOrDefault(sku, Map.of()).getOrDefault(place, 0);
        }

        List<String> codes() {
            return places.stream().map(Location::code).toList();
        }
    }
}
