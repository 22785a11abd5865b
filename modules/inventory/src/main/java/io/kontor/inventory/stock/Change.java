package io.kontor.inventory.stock;

import org.jspecify.annotations.Nullable;

/**
 * What one document does to the stock of one SKU at one place.
 *
 * @param documentId the order, shipment, return or stock document, or null
 */
public record Change(String sku, String location, @Nullable String documentId, int onHand, int reserved) {}
