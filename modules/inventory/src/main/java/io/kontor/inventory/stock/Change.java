package io.kontor.inventory.stock;

import org.jspecify.annotations.Nullable;

/**
 * What one document does to the stock of one SKU.
 *
 * @param documentId the order, the shipment or the return, or null
 */
public record Change(String sku, @Nullable String documentId, int onHand, int reserved) {}
