package io.kontor.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How stock is set aside.
 *
 * @param buyerUnits units of one SKU that every buyer may hold with unpaid orders, however few there are
 * @param buyerPercent how much of a SKU's units on hand one buyer may hold with unpaid orders, in per cent, where that is
 *     more; 100 lifts the limit
 * @param orderUnits units of all goods together that one unpaid order may hold
 * @param scarceUnits goods are scarce when an order would leave fewer units than these
 * @param scarcePercent goods are scarce, too, when an order would leave less than this of what was free when goods last
 *     came in, in per cent
 * @param scarceHold how long scarce goods are set aside for an unpaid order at most
 * @param allocation where goods are taken from when several locations have them: {@code fewest-parcels}, {@code nearest}
 *     to the buyer, or {@code fullest}
 */
@ConfigurationProperties("kontor.inventory")
public record InventorySettings(
        @DefaultValue("20") int buyerUnits,
        @DefaultValue("30") int buyerPercent,
        @DefaultValue("10000") int orderUnits,
        @DefaultValue("2") int scarceUnits,
        @DefaultValue("10") int scarcePercent,
        @DefaultValue("15m") Duration scarceHold,
        @DefaultValue("fewest-parcels") Rule allocation) {

    /** Where goods are taken from when several locations have them. */
    public enum Rule {
        FEWEST_PARCELS,
        NEAREST,
        FULLEST
    }
}
