package io.kontor.trade;

import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order is paid: what points and gift cards leave of its total was captured. @param accountId null for a guest */
public record OrderPaid(
        UUID orderId, String number, @Nullable UUID accountId, Money total) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
