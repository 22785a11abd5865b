package io.kontor.inventory;

import io.kontor.platform.event.Event;

/**
 * What shoppers may be told about a SKU's stock changed. Not every movement: above {@link #SHOWN_MAX} units nobody is
 * shown a number, so nothing is told.
 *
 * @param available units that can be sold, capped at {@link #SHOWN_MAX}
 */
public record StockChanged(String sku, int available) implements Event {
    /** Availability is shown up to this number; more counts as this many. */
    public static final int SHOWN_MAX = 99;

    @Override
    public String key() {
        return sku;
    }
}
