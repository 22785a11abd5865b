package io.kontor.inventory.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a SKU's stock.
 *
 * @param documentId the order, shipment, return or stock document, or null
 * @param accountId the member of staff who counted
 * @param onHand afterwards
 * @param reserved afterwards
 */
public record Movement(
        long id,
        String location,
        String cause,
        int onHandChange,
        int reservedChange,
        int onHand,
        int reserved,
        @Nullable String documentId,
        @Nullable String reason,
        @Nullable UUID accountId,
        Instant at) {}
