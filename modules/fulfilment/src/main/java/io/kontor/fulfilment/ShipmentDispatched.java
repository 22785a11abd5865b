package io.kontor.fulfilment;

import io.kontor.fulfilment.Fulfilment.Line;
import io.kontor.platform.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A parcel of an order was handed to a carrier; told exactly once per shipment. */
public record ShipmentDispatched(
        UUID shipmentId,
        UUID orderId,
        String orderNumber,
        String carrier,
        String trackingNumber,
        @Nullable String trackingUrl,
        List<Line> lines,
        Instant dispatchedAt)
        implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
