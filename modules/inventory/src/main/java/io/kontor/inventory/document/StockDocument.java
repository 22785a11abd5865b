package io.kontor.inventory.document;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What staff does to the stock.
 *
 * @param documentId chosen by the caller; the same document is booked once
 * @param to where a transfer goes; null otherwise
 * @param reason in the words of who does it: a supplier's delivery note, what was broken; up to 200 characters
 * @param lines 1 to 200, each SKU once
 */
public record StockDocument(
        UUID documentId,
        Kind kind,
        String location,
        @Nullable String to,
        @Nullable String reason,
        List<Entry> lines) {

    public enum Kind {
        /** Goods came in: units are added. */
        RECEIPT,
        /** Units were found or are lost: added, or taken off where they are negative. */
        CORRECTION,
        /** Units go from one place to another. */
        TRANSFER;

        String cause() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param quantity 1 to 999,999; a correction may take as many off */
    public record Entry(String sku, int quantity) {}
}
