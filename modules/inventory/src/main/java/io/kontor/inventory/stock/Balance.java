package io.kontor.inventory.stock;

/**
 * The units of a SKU at one place.
 *
 * @param safety units that are kept back
 * @param stocked free units when goods last came in
 */
public record Balance(String sku, String location, int onHand, int reserved, int safety, int stocked) {
    /** What can be promised. */
    public int free() {
        return Math.max(0, onHand - reserved - safety);
    }
}
