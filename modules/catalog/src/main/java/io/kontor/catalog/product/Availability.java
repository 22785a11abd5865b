package io.kontor.catalog.product;

import io.kontor.inventory.Inventory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What can be sold now of however many stock codes, asked in as few questions as inventory allows. */
@Component
public class Availability {
    private static final int SKUS_MAX = 1_000;

    private final Inventory inventory;

    Availability(Inventory inventory) {
        this.inventory = inventory;
    }

    public Map<String, Inventory.Availability> of(List<String> skus) {
        var available = new HashMap<String, Inventory.Availability>();
        for (var from = 0; from < skus.size(); from += SKUS_MAX) {
            inventory
                    .available(skus.subList(from, Math.min(from + SKUS_MAX, skus.size())))
                    .forEach(one -> available.put(one.sku(), one));
        }
        return available;
    }
}
