package io.kontor.trade;

import io.kontor.platform.event.Event;
import io.kontor.trade.OrderPlaced.Tender;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What points and gift cards paid of an order goes back to them, all or a part: it was cancelled, changed, or given back.
 *
 * @param causeId of what made it so: told once for each
 * @param accountId null for a guest
 */
public record TenderReturned(
        UUID causeId, UUID orderId, String number, @Nullable UUID accountId, List<Tender> tenders) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
