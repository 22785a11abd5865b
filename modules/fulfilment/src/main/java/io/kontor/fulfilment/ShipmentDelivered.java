package io.kontor.fulfilment;

import io.kontor.platform.event.Event;
import java.time.Instant;
import java.util.UUID;

/** A parcel of an order reached its receiver; told exactly once per shipment. */
public record ShipmentDelivered(UUID shipmentId, UUID orderId, String orderNumber, Instant deliveredAt)
        implements Event {
    @Override
    public String key() {
        return orderId.toString();
    }
}
