package io.kontor.trade;

import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything of an order left the house. @param accountId null for a guest */
public record OrderShipped(
        UUID orderId, String number, @Nullable UUID accountId, Money total) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
