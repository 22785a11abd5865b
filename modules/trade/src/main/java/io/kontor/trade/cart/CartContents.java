package io.kontor.trade.cart;

import io.kontor.catalog.Catalog.Offer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A cart as it is kept.
 *
 * @param accountId null for a guest's
 * @param mergedInto the account's cart that took this one over, or null
 * @param version one more with every change, the last of which was at {@code touchedAt}
 */
public record CartContents(
        UUID cartId,
        @Nullable UUID accountId,
        @Nullable UUID mergedInto,
        int version,
        Instant touchedAt,
        List<Line> lines) {

    /** @param offer as the catalogue offered it when the line was added */
    public record Line(UUID lineId, String sku, int quantity, Offer offer) {}

    public List<String> skus() {
        return lines.stream().map(Line::sku).toList();
    }

    public boolean has(String sku) {
        return lines.stream().anyMatch(line -> line.sku().equals(sku));
    }
}
