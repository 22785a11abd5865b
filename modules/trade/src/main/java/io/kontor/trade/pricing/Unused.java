package io.kontor.trade.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * An adjustment or a coupon that changed nothing.
 *
 * @param reason why: one of the constants here, or a rule's own, which says {@code why} itself
 * @param other the code that came first; {@code missing} what the goods would have to cost more; each for its reason only
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Unused(
        String code,
        Text label,
        String reason,
        @Nullable String other,
        @Nullable Money missing,
        @Nullable Text why) {
    Unused(String code, Text label, String reason) {
        this(code, label, reason, null, null, null);
    }

    /** Nothing it is for is among the goods. */
    public static final String NOT_FOR_THESE = "not-for-these";
    /** Another of its group applied before it. */
    public static final String NOT_TOGETHER = "not-together";
    /** The goods cost less than it needs. */
    public static final String BELOW_MINIMUM = "below-minimum";
    /** The price is as low already. */
    public static final String NOTHING_LEFT = "nothing-left";
    /** The shop takes no points of this buyer. */
    public static final String NO_POINTS = "no-points";
    /** There is no such coupon. */
    public static final String NO_SUCH_COUPON = "no-such-coupon";
}
