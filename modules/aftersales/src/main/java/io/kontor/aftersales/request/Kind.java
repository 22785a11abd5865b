package io.kontor.aftersales.request;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a buyer may ask for. */
public enum Kind {
    /** Units that were not shipped yet are not wanted any more. */
    LEAVE_OUT,
    REFUND_ONLY,
    RETURN,
    EXCHANGE,
    REPAIR;

    static final Set<Kind> ALL = EnumSet.allOf(Kind.class);
    static final Set<Kind> FOR_MONEY_AT_ONCE = EnumSet.of(LEAVE_OUT, REFUND_ONLY);
    static final Set<Kind> WITH_PARCEL = EnumSet.of(RETURN, EXCHANGE, REPAIR);
    static final Set<Kind> WITH_PARCEL_BACK = EnumSet.of(EXCHANGE, REPAIR);

    /** As on the wire: {@code refund-only}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Kind> of(@Nullable String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** Whether agreeing to it is giving the money. */
    public boolean isForMoneyAtOnce() {
        return FOR_MONEY_AT_ONCE.contains(this);
    }

    /** Whether the buyer sends something. */
    public boolean hasParcel() {
        return WITH_PARCEL.contains(this);
    }

    /** Whether the buyer gets something sent. */
    public boolean hasParcelBack() {
        return WITH_PARCEL_BACK.contains(this);
    }
}
