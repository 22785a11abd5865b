package io.kontor.trade.staff;

import io.kontor.trade.order.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Parcels that are just being recorded, so that one whose recording was interrupted is not forgotten. */
@Repository
class ParcelStore {
    private final JdbcClient db;

    ParcelStore(JdbcClient db) {
        this.db = db;
    }

    /** @param lines quantity by SKU */
    record Begun(
            UUID shipmentId,
            UUID orderId,
            String orderNumber,
            String carrier,
            String trackingNumber,
            Map<String, Integer> lines,
            Actor staff) {}

    void insert(Begun parcel, Instant at) {
        db.sql("""
                        INSERT INTO trade.parcel (shipment_id, order_id, order_number, carrier, tracking_number, skus, quantities,
                                                  account_id, name, begun_at)
                        VALUES (:shipmentId, :orderId, :orderNumber, :carrier, :trackingNumber, :skus, :quantities,
                                CAST(:accountId AS uuid), :name, :at)
                        """)
                .param("shipmentId", parcel.shipmentId())
                .param("orderId", parcel.orderId())
                .param("orderNumber", parcel.orderNumber())
                .param("carrier", parcel.carrier())
                .param("trackingNumber", parcel.trackingNumber())
                .param("skus", parcel.lines().keySet().toArray(String[]::new))
                .param("quantities", parcel.lines().values().toArray(Integer[]::new))
                .param("accountId", parcel.staff().accountId(), Types.OTHER)
                .param("name", parcel.staff().name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return whether it was still there: of several who finish a parcel, one records it */
    boolean delete(UUID shipmentId) {
        return db.sql("DELETE FROM trade.parcel WHERE shipment_id = :shipmentId")
                        .param("shipmentId", shipmentId)
                        .update()
                == 1;
    }

    Optional<Begun> find(UUID shipmentId) {
        return db.sql("SELECT * FROM trade.parcel WHERE shipment_id = :shipmentId")
                .param("shipmentId", shipmentId)
                .query(ParcelStore::read)
                .optional();
    }

    /** Up to 100, the oldest first. */
    List<Begun> begunBefore(Instant time) {
        return db.sql("SELECT * FROM trade.parcel WHERE begun_at < :time ORDER BY begun_at LIMIT 100")
                .param("time", time.atOffset(ZoneOffset.UTC))
                .query(ParcelStore::read)
                .list();
    }

    private static Begun read(ResultSet row, int number) throws SQLException {
        var skus = (String[]) row.getArray("skus").getArray();
        var quantities = (Integer[]) row.getArray("quantities").getArray();
        var lines = new LinkedHashMap<String, Integer>();
        for (var at = 0; at < skus.length; at++) {
            lines.put(skus[at], quantities[at]);
        }
        return new Begun(
                row.getObject("shipment_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("order_number"),
                row.getString("carrier"),
                row.getString("tracking_number"),
                lines,
                new Actor(Actor.Kind.STAFF, row.getObject("account_id", UUID.class), row.getString("name")));
    }
}
