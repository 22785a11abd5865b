package io.kontor.trade;

import io.kontor.inventory.Inventory.Line;
import io.kontor.kernel.Money;
import io.kontor.platform.event.Event;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed of an order changed: its prices or its lines.
 *
 * @param changeId under which its stock follows
 * @param accountId null for a guest
 * @param total what it costs now
 * @param givesBack units that it has no more
 */
public record OrderChanged(
        UUID orderId, String number, @Nullable UUID accountId, UUID changeId, Money total, List<Line> givesBack)
        implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
