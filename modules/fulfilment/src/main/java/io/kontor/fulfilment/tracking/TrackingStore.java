package io.kontor.fulfilment.tracking;

import io.kontor.fulfilment.Fulfilment.TrackingEvent;
import io.kontor.fulfilment.FulfilmentProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TrackingStore {
    private static final String SELECT =
            "SELECT shipment_id, order_id, order_number, dispatched_at, delivered_at FROM fulfilment.shipment WHERE ";

    private final JdbcClient db;

    TrackingStore(JdbcClient db) {
        this.db = db;
    }

    record Parcel(
            UUID shipmentId,
            UUID orderId,
            String orderNumber,
            Instant dispatchedAt,
            @Nullable Instant deliveredAt) {}

    Parcel require(UUID shipmentId) {
        return find(SELECT + "shipment_id = :id", shipmentId);
    }

    Parcel lock(UUID shipmentId) {
        return find(SELECT + "shipment_id = :id FOR UPDATE", shipmentId);
    }

    private Parcel find(String sql, UUID shipmentId) {
        return db.sql(sql)
                .param("id", shipmentId)
                .query(TrackingStore::read)
                .optional()
                .orElseThrow(TrackingStore::unknown);
    }

    /** The parcels a carrier knows by that number: one, unless several were put under one label. Up to 20. */
    List<Parcel> byNumber(String carrier, String trackingNumber) {
        var found = db.sql(SELECT
                        + "tracking_number = :trackingNumber AND carrier = :carrier ORDER BY shipment_id DESC LIMIT 20")
                .param("trackingNumber", trackingNumber)
                .param("carrier", carrier)
                .query(TrackingStore::read)
                .list();
        if (found.isEmpty()) {
            throw unknown();
        }
        return found;
    }

    private static io.kontor.kernel.Refusal unknown() {
        return FulfilmentProblem.UNKNOWN_SHIPMENT.refusal("The shop has handed over no such parcel.");
    }

    /** @return false when it is there already, or the parcel has {@code max} events */
    boolean insert(UUID shipmentId, String eventId, TrackingEvent event, boolean byCarrier, Instant now, int max) {
        return db.sql("""
                        INSERT INTO fulfilment.tracking_event (shipment_id, event_id, at, status, place, words, by_carrier, recorded_at)
                        SELECT :shipmentId, :eventId, :at, :status, :place, :words, :byCarrier, :now
                         WHERE (SELECT count(*) FROM fulfilment.tracking_event WHERE shipment_id = :shipmentId) < :max
                        ON CONFLICT DO NOTHING
                        """)
                        .param("shipmentId", shipmentId)
                        .param("eventId", eventId)
                        .param("at", event.at().atOffset(ZoneOffset.UTC))
                        .param("status", event.status().name())
                        .param("place", event.place())
                        .param("words", event.text())
                        .param("byCarrier", byCarrier)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("max", max)
                        .update()
                == 1;
    }

    boolean has(UUID shipmentId, String eventId) {
        return db.sql(
                        "SELECT EXISTS (SELECT FROM fulfilment.tracking_event WHERE shipment_id = :shipmentId AND event_id = :eventId)")
                .param("shipmentId", shipmentId)
                .param("eventId", eventId)
                .query(Boolean.class)
                .single();
    }

    /** Where the parcel is follows from its events alone, in whatever order they came. */
    void bringUpToDate(UUID shipmentId) {
        db.sql("""
                        UPDATE fulfilment.shipment s
                           SET status = (SELECT status FROM fulfilment.tracking_event e WHERE e.shipment_id = s.shipment_id
                                          ORDER BY at DESC, status = 'DELIVERED' DESC, event_id DESC LIMIT 1),
                               delivered_at = (SELECT min(at) FROM fulfilment.tracking_event e
                                                WHERE e.shipment_id = s.shipment_id AND status = 'DELIVERED')
                         WHERE shipment_id = :shipmentId
                        """).param("shipmentId", shipmentId).update();
    }

    private static Parcel read(ResultSet row, int number) throws SQLException {
        var delivered = row.getObject("delivered_at", OffsetDateTime.class);
        return new Parcel(
                row.getObject("shipment_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("order_number"),
                row.getObject("dispatched_at", OffsetDateTime.class).toInstant(),
                delivered == null ? null : delivered.toInstant());
    }
}
