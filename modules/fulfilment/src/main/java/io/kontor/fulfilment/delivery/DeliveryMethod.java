package io.kontor.fulfilment.delivery;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import org.jspecify.annotations.Nullable;

/**
 * A way to the shopper that the shop offers.
 *
 * @param price for goods up to one kilogram
 * @param perKilogram added for every started kilogram above the first
 * @param freeFrom goods total from which it costs nothing, or null
 * @param active whether it is offered; {@code standard} always is
 */
public record DeliveryMethod(
        String code,
        Text name,
        Text description,
        Money price,
        Money perKilogram,
        @Nullable Money freeFrom,
        int daysMin,
        int daysMax,
        boolean active) {

    Money priceOf(Money goodsTotal, int weightGrams) {
        if (freeFrom != null && goodsTotal.compareTo(freeFrom) >= 0) {
            return Money.zero(price.currency());
        }
        var kilogramsAbove = Math.max(0, Math.ceilDiv(weightGrams, 1_000) - 1);
        return price.plus(perKilogram.times(kilogramsAbove));
    }
}
