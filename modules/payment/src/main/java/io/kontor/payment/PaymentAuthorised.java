package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.util.UUID;

/** The money of a payment is held; none of it is captured yet. Told of one whose outcome was not known at once. */
public record PaymentAuthorised(UUID paymentId, UUID orderId, Money amount) implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
