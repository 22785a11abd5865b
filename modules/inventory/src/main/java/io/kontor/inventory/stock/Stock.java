package io.kontor.inventory.stock;

import java.time.Instant;

/**
 * The stock of a SKU at a location.
 *
 * @param reserved set aside for orders, still on hand
 * @param safety kept back from sale
 * @param available what can be sold
 */
public record Stock(
        String sku, String location, int onHand, int reserved, int safety, int available, Instant changedAt) {}
