package io.kontor.trade;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order stands; not paid yet, unless there is nothing to pay in money.
 *
 * @param accountId null for a guest
 * @param tenders what points and gift cards pay of {@code total}, in their order; left out when they pay nothing
 */
public record OrderPlaced(
        UUID orderId,
        String number,
        @Nullable UUID accountId,
        Money total,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tender> tenders)
        implements Event {
    /** @param code {@code points}, or that of a gift card */
    public record Tender(String code, Money amount) {}

    public OrderPlaced {
        tenders = tenders == null ? List.of() : List.copyOf(tenders);
    }

    @Override
    public String key() {
        return orderId.toString();
    }
}
