package io.kontor.aftersales.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a request stands. */
public enum Status {
    /** Waits for staff. */
    REQUESTED,
    /** Waits for the buyer's answer. */
    ASKED,
    /** Waits for the buyer to pay what an exchange costs more; the replacement is set aside meanwhile. */
    TO_PAY,
    /** Waits for the buyer's parcel. */
    APPROVED,
    SENT,
    /** The parcel came and waits for what was agreed. */
    RECEIVED,
    REFUNDING,
    SENDING_BACK,
    REFUNDED,
    COMPLETED,
    REJECTED,
    CANCELLED,
    CLOSED;

    /** What came to nothing, and goods that were exchanged or repaired: their units can be asked for again. */
    public static final Set<Status> UNITS_FREE = EnumSet.of(COMPLETED, REJECTED, CANCELLED, CLOSED);

    private static final Set<Status> ENDS = EnumSet.of(REFUNDED, COMPLETED, REJECTED, CANCELLED, CLOSED);

    /** As on the wire: {@code sending-back}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Status> of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }

    public boolean isEnd() {
        return ENDS.contains(this);
    }
}
