package io.kontor.inventory.location;

import java.util.Comparator;
import java.util.List;

/** Takes from the places in the buyer's region first, then from those in the country, then from the others. */
final class Nearest implements AllocationRule {
    @Override
    public List<String> order(String sku, Asked asked) {
        return asked.places().stream()
                .sorted(Comparator.comparingInt(place -> distance(place, asked)))
                .map(Location::code)
                .toList();
    }

    private static int distance(Location place, Asked asked) {
        if (place.country() == null || !place.country().equalsIgnoreCase(asked.country())) {
            return 2;
        }
        return place.region() != null && place.region().equalsIgnoreCase(asked.region()) ? 0 : 1;
    }
}
