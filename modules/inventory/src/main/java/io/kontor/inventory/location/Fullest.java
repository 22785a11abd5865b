package io.kontor.inventory.location;

import java.util.Comparator;
import java.util.List;

/** Takes from where most is left, so that no place runs dry before the others. */
final class Fullest implements AllocationRule {
    @Override
    public List<String> order(String sku, Asked asked) {
        return asked.codes().stream()
                .sorted(Comparator.comparingInt((String place) -> asked.free(sku, place))
                        .reversed())
                .toList();
    }
}
