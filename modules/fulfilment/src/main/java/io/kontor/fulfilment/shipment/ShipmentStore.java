package io.kontor.fulfilment.shipment;

import io.kontor.fulfilment.Fulfilment.Line;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.fulfilment.Fulfilment.TrackingEvent;
import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.kernel.CommonProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class ShipmentStore {
    private static final int ORDERS_MAX = 200;
    private static final String SELECT = """
            SELECT s.shipment_id, s.order_id, s.carrier, s.tracking_number, s.tracking_url, s.dispatched_at, s.status, s.delivered_at,
                   l.sku, l.quantity
              FROM fulfilment.shipment s JOIN fulfilment.shipment_line l ON l.shipment_id = s.shipment_id
             WHERE %s
             ORDER BY s.dispatched_at, s.shipment_id, l.line_no
            """;

    private final JdbcClient db;

    ShipmentStore(JdbcClient db) {
        this.db = db;
    }

    /** Oldest first. */
    public List<Shipment> ofOrders(List<UUID> orderIds) {
        if (orderIds.size() > ORDERS_MAX || orderIds.stream().anyMatch(Objects::isNull)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 200 orders at most.");
        }
        return select("s.order_id = ANY(:ids)", orderIds);
    }

    Optional<Shipment> find(UUID shipmentId) {
        return select("s.shipment_id = ANY(:ids)", List.of(shipmentId)).stream().findFirst();
    }

    private List<Shipment> select(String condition, List<UUID> ids) {
        var found = new LinkedHashMap<UUID, Shipment>();
        db.sql(SELECT.formatted(condition))
                .param("ids", ids.toArray(UUID[]::new))
                .query(row -> {
                    var shipment = found.get(row.getObject("shipment_id", UUID.class));
                    if (shipment == null) {
                        shipment = new Shipment(
                                row.getObject("shipment_id", UUID.class),
                                row.getObject("order_id", UUID.class),
                                row.getString("carrier"),
                                row.getString("tracking_number"),
                                row.getString("tracking_url"),
                                new ArrayList<>(),
                                instant(row.getObject("dispatched_at", OffsetDateTime.class)),
                                TrackingStatus.valueOf(row.getString("status")),
                                row.getObject("delivered_at") == null
                                        ? null
                                        : instant(row.getObject("delivered_at", OffsetDateTime.class)),
                                new ArrayList<>());
                        found.put(shipment.id(), shipment);
                    }
                    shipment.lines().add(new Line(row.getString("sku"), row.getInt("quantity")));
                });
        addEvents(found);
        return List.copyOf(found.values());
    }

    private void addEvents(Map<UUID, Shipment> shipments) {
        if (shipments.values().stream().allMatch(one -> one.status() == TrackingStatus.DISPATCHED)) {
            return;
        }
        db.sql("""
                        SELECT shipment_id, at, status, place, words FROM fulfilment.tracking_event
                         WHERE shipment_id = ANY(:ids) ORDER BY at, status = 'DELIVERED', event_id
                        """).param("ids", shipments.keySet().toArray(UUID[]::new)).query(row -> {
            Objects.requireNonNull(shipments.get(row.getObject("shipment_id", UUID.class)))
                    .events()
                    .add(new TrackingEvent(
                            instant(row.getObject("at", OffsetDateTime.class)),
                            TrackingStatus.valueOf(row.getString("status")),
                            row.getString("place"),
                            row.getString("words")));
        });
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    /** @return false when it was recorded before */
    boolean insert(Shipment shipment, String orderNumber) {
        return db.sql("""
                        WITH made AS (
                            INSERT INTO fulfilment.shipment
                                   (shipment_id, order_id, order_number, carrier, tracking_number, tracking_url, dispatched_at)
                            VALUES (:id, :orderId, :orderNumber, :carrier, :trackingNumber, :trackingUrl, :dispatchedAt)
                            ON CONFLICT DO NOTHING RETURNING shipment_id)
                        INSERT INTO fulfilment.shipment_line (shipment_id, line_no, sku, quantity)
                        SELECT made.shipment_id, l.line_no, l.sku, l.quantity
                          FROM made, unnest(:skus::text[], :quantities::int[]) WITH ORDINALITY AS l (sku, quantity, line_no)
                        """)
                        .param("id", shipment.id())
                        .param("orderId", shipment.orderId())
                        .param("orderNumber", orderNumber)
                        .param("carrier", shipment.carrier())
                        .param("trackingNumber", shipment.trackingNumber())
                        .param("trackingUrl", shipment.trackingUrl())
                        .param("dispatchedAt", shipment.dispatchedAt().atOffset(ZoneOffset.UTC))
                        .param("skus", shipment.lines().stream().map(Line::sku).toArray(String[]::new))
                        .param(
                                "quantities",
                                shipment.lines().stream().map(Line::quantity).toArray(Integer[]::new))
                        .update()
                > 0;
    }
}
