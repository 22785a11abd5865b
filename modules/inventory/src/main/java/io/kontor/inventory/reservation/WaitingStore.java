package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Waiting;
import io.kontor.inventory.stock.Limits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What orders still wait for: sold before it was there, or gone when they were paid. */
@Repository
public class WaitingStore {
    private final JdbcClient db;

    WaitingStore(JdbcClient db) {
        this.db = db;
    }

    public List<Waiting> of(List<UUID> orderIds) {
        Limits.checkCount(orderIds);
        return db.sql("""
                        SELECT r.order_id, l.sku, sum(l.quantity - l.held - l.shipped)::int AS units,
                               min(l.promised_on) FILTER (WHERE l.quantity > l.held + l.shipped) AS promised_on
                          FROM inventory.reservation r JOIN inventory.reservation_line l ON l.order_id = r.order_id
                         WHERE r.order_id = ANY(:orderIds) AND r.status IN ('HELD', 'COMMITTED', 'SHORT')
                         GROUP BY r.order_id, l.sku HAVING sum(l.quantity) > sum(l.held + l.shipped)
                         ORDER BY r.order_id, l.sku
                        """)
                .param("orderIds", orderIds.toArray(UUID[]::new))
                .query(Waiting.class)
                .list();
    }

    record MissingLine(UUID orderId, String sku, int wanted, int missing, Instant reservedAt) {}

    /** What short orders miss, the longest waiting first. */
    List<MissingLine> missing(Instant afterAt, UUID afterOrder, String afterSku, int limit) {
        return db.sql("""
                        SELECT r.order_id, l.sku, sum(l.quantity)::int AS wanted,
                               sum(l.quantity - l.held - l.shipped)::int AS missing, r.reserved_at
                          FROM inventory.reservation r JOIN inventory.reservation_line l ON l.order_id = r.order_id
                         WHERE r.status = 'SHORT' AND (r.reserved_at, r.order_id, l.sku) > (:afterAt, :afterOrder, :afterSku)
                         GROUP BY r.order_id, l.sku, r.reserved_at
                        HAVING sum(l.quantity) > sum(l.held + l.shipped)
                         ORDER BY r.reserved_at, r.order_id, l.sku LIMIT :limit
                        """)
                .param("afterAt", afterAt.atOffset(ZoneOffset.UTC))
                .param("afterOrder", afterOrder)
                .param("afterSku", afterSku)
                .param("limit", limit)
                .query(MissingLine.class)
                .list();
    }
}
