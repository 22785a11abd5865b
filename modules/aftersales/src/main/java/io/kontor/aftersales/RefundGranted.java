package io.kontor.aftersales;

import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was paid for goods went back to their buyer; told once per request. @param accountId null for a guest */
public record RefundGranted(
        UUID requestId,
        String number,
        UUID orderId,
        String orderNumber,
        @Nullable UUID accountId,
        Money amount) implements Event {
    @Override
    public String key() {
        return requestId.toString();
    }
}
