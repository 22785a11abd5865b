package io.kontor.inventory.reservation;

import io.kontor.inventory.InventorySettings;
import java.time.Duration;

/** What keeps unpaid orders from freezing the shop's stock: how much one buyer may hold, and for how long. */
final class FairShare {
    private FairShare() {}

    /** How many units of a SKU one buyer may hold with unpaid orders. */
    static int most(int onHand, InventorySettings settings) {
        return Math.max(settings.buyerUnits(), (int) ((long) onHand * settings.buyerPercent() / 100));
    }

    /**
     * How long an order's goods are set aside: as long as is asked for, shorter when they are scarce.
     *
     * @param left free units after the order
     * @param stocked free units when goods last came in
     */
    static Duration holdFor(Duration wanted, int left, int stocked, InventorySettings settings) {
        var scarce = left < settings.scarceUnits() || left * 100L < (long) stocked * settings.scarcePercent();
        return scarce && settings.scarceHold().compareTo(wanted) < 0 ? settings.scarceHold() : wanted;
    }
}
