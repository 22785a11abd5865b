package io.kontor.inventory;

import io.kontor.platform.event.Event;

/**
 * What shoppers may be told about a SKU's stock changed. Not every movement: above {@link #SHOWN_MAX} units nobody is
 * shown a number, so nothing is told.
 *
 * <p>Orders that change a SKU in the same moment may be heard in another order than they happened. Whoever keeps the
 * number asks {@link Inventory#available} when it hears this, and is right.
 *
 * @param available units that could be sold just after the change, capped at {@link #SHOWN_MAX}
 */
public record StockChanged(String sku, int available) implements Event {
    /** Availability is shown up to this number; more counts as this many. */
    public static final int SHOWN_MAX = 99;

    @Override
    public String key() {
        return sku;
    }
}
