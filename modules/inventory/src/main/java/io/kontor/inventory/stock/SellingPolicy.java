package io.kontor.inventory.stock;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a SKU is sold beyond what is there, how far, and what is promised then.
 *
 * @param most units that may be sold and not have come, at any moment
 * @param days after the order, by which they shall leave the house; or else {@code on} a day
 * @param backlog units that were sold and have not come
 */
public record SellingPolicy(
        Kind kind,
        int most,
        @Nullable Integer days,
        @Nullable LocalDate on,
        int backlog) {
    public enum Kind {
        /** Only what is there is sold. */
        NONE,
        /** It is ordered again when it has run out. */
        BACK_ORDER,
        /** It has not come out yet. */
        PRE_ORDER
    }

    /** What is promised to who orders today; null when nothing is: a day that has passed is no promise. */
    public @Nullable LocalDate promise(LocalDate today) {
        if (kind == Kind.NONE) {
            return null;
        }
        var promised = days == null ? on : today.plusDays(days);
        return promised == null || promised.isBefore(today) ? null : promised;
    }

    /** How many more may be sold beyond what is there. */
    public int room(LocalDate today) {
        return promise(today) == null ? 0 : Math.max(0, most - backlog);
    }
}
