package io.kontor.aftersales;

import io.kontor.platform.event.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The shop agreed to what a buyer asked for after the sale.
 *
 * @param kind {@code refund-only}, {@code return}, {@code exchange} or {@code repair}
 * @param accountId null for a guest
 */
public record ReturnApproved(
        UUID requestId,
        String number,
        String orderNumber,
        String kind,
        @Nullable UUID accountId) implements Event {
    @Override
    public String key() {
        return requestId.toString();
    }
}
