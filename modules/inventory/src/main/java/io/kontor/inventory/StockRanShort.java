package io.kontor.inventory;

import io.kontor.platform.event.Event;
import java.util.List;
import java.util.UUID;

/**
 * An order was committed after its reservation had expired and its goods had gone to others. It keeps its claim: what
 * is missing is taken as soon as there is stock again, the longest waiting order first.
 *
 * @param shortages what the order still misses, SKU by SKU
 */
public record StockRanShort(UUID orderId, List<Inventory.Shortage> shortages) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
