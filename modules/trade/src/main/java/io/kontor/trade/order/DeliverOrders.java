package io.kontor.trade.order;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Shipment;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** An order is delivered with the last of its parcels, once nothing is left to ship. */
@Component
class DeliverOrders {
    private static final int AT_ONCE = 200;

    private final Fulfilment fulfilment;
    private final OrderStandings standings;
    private final TransactionTemplate tx;

    DeliverOrders(Fulfilment fulfilment, OrderStandings standings, TransactionTemplate tx) {
        this.fulfilment = fulfilment;
        this.standings = standings;
        this.tx = tx;
    }

    /** Those of the orders that have something under way are passed over; who asks again later changes nothing twice. */
    void deliver(Collection<UUID> orderIds) {
        var distinct = orderIds.stream().distinct().toList();
        for (var from = 0; from < distinct.size(); from += AT_ONCE) {
            deliverSome(distinct.subList(from, Math.min(distinct.size(), from + AT_ONCE)));
        }
    }

    private void deliverSome(List<UUID> orderIds) {
        var parcels = fulfilment.shipments(orderIds).stream().collect(Collectors.groupingBy(Shipment::orderId));
        parcels.forEach((orderId, shipments) -> deliveredAt(shipments)
                .ifPresent(at -> tx.executeWithoutResult(
                        _ -> standings.move(List.of(orderId), OrderMove.DELIVER, Actor.SHOP, "", at))));
    }

    /** When the last of the parcels arrived, or nothing while one is under way. */
    static Optional<Instant> deliveredAt(List<Shipment> shipments) {
        return shipments.stream().anyMatch(shipment -> shipment.deliveredAt() == null)
                ? Optional.empty()
                : shipments.stream()
                        .map(shipment -> Objects.requireNonNull(shipment.deliveredAt()))
                        .max(Instant::compareTo);
    }
}
