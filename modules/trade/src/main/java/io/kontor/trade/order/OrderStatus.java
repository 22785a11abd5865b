package io.kontor.trade.order;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an order stands. */
public enum OrderStatus {
    UNPAID,
    PAID,
    PARTIALLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    RECEIVED,
    REFUNDED,
    CANCELLED;

    /** As on the wire: {@code partially-shipped}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<OrderStatus> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }
}
