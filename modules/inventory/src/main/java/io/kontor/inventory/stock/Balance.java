package io.kontor.inventory.stock;

import org.jspecify.annotations.Nullable;

/**
 * The units of a SKU at one place.
 *
 * @param safety units that are kept back
 * @param stocked free units when goods last came in
 * @param policy stands in one of the SKU's balances, and is null in the others
 */
public record Balance(
        String sku,
        String location,
        int onHand,
        int reserved,
        int safety,
        int stocked,
        @Nullable SellingPolicy policy) {
    /** What can be promised. */
    public int free() {
        return Math.max(0, onHand - reserved - safety);
    }
}
