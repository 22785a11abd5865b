package io.kontor.trade.pricing;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that makes goods or their delivery cheaper; never more than they cost.
 *
 * @param code of the rule or coupon that gives it
 * @param label what buyers read
 * @param skus what it is for; empty: everything. Of a delivery: what must be among the goods
 * @param position the smaller applies first; of the same, the earlier given
 * @param group of one group only the first that applies reaches a line, or the delivery; null: goes with all others
 * @param from what the goods it is for must cost at that point, or null
 */
public record Adjustment(
        String code,
        Text label,
        Target target,
        Change change,
        Set<String> skus,
        int position,
        @Nullable String group,
        @Nullable Money from) {

    /** What a change is counted for: each line for itself, the lines together, or the delivery. */
    public enum Target {
        LINE,
        ORDER,
        DELIVERY
    }

    public sealed interface Change {
        /** So much less. @param off 0 or more */
        record Fixed(Money off) implements Change {}

        /** @param millionths of the price: 100,000 is 10 %; 0 to 1,000,000. The part is rounded half up */
        record Percent(int millionths) implements Change {}

        /** Each unit, or the delivery, costs this where that is less. Not for an order. */
        record UnitPrice(Money price) implements Change {}
    }

    public Adjustment {
        var possible = switch (change) {
            case Change.Fixed(var off) -> !off.isNegative();
            case Change.Percent(var millionths) -> millionths >= 0 && millionths <= 1_000_000;
            case Change.UnitPrice(var price) -> !price.isNegative() && target != Target.ORDER;
        };
        if (!possible) {
            throw new IllegalArgumentException("This is no adjustment of " + target + ": " + change);
        }
        skus = Set.copyOf(skus);
    }

    /** Off what lines cost together, after everything before it. */
    public static Adjustment off(String code, Text label, Money off) {
        return new Adjustment(code, label, Target.ORDER, new Change.Fixed(off), Set.of(), 0, null, null);
    }

    boolean isFor(String sku) {
        return skus.isEmpty() || skus.contains(sku);
    }
}
