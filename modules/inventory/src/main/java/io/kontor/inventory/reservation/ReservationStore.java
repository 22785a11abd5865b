package io.kontor.inventory.reservation;

import io.kontor.inventory.reservation.HoldDecision.Holder;
import io.kontor.inventory.stock.Claim;
import io.kontor.inventory.stock.Pick;
import io.kontor.platform.batch.Columns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reservations and their lines. Rows are locked in the order of their ids, before any stock. */
@Repository
class ReservationStore {
    private final JdbcClient db;

    ReservationStore(JdbcClient db) {
        this.db = db;
    }

    enum Status {
        /** Expires. */
        HELD,
        COMMITTED,
        /** Committed, but goods are missing. */
        SHORT,
        RELEASED,
        EXPIRED
    }

    record Reservation(UUID orderId, Status status, Instant expiresAt) {
        boolean stands() {
            return status == Status.HELD || status == Status.COMMITTED || status == Status.SHORT;
        }
    }

    /**
     * @param quantity wanted from the place, of which {@code held} are set aside and {@code shipped} are gone
     * @param backlog of those that are missing: sold before they are there, under the SKU's policy
     * @param promisedOn when that was said to leave the house
     */
    record ReservedLine(
            UUID orderId,
            String sku,
            String location,
            int quantity,
            int held,
            int shipped,
            int backlog,
            @Nullable LocalDate promisedOn) {
        int missing() {
            return quantity - held - shipped;
        }
    }

    Optional<Reservation> find(UUID orderId) {
        return db.sql("SELECT order_id, status, expires_at FROM inventory.reservation WHERE order_id = :orderId")
                .param("orderId", orderId)
                .query(Reservation.class)
                .optional();
    }

    Optional<Reservation> lock(UUID orderId) {
        return db.sql(
                        "SELECT order_id, status, expires_at FROM inventory.reservation WHERE order_id = :orderId FOR UPDATE")
                .param("orderId", orderId)
                .query(Reservation.class)
                .optional();
    }

    /** Those of the orders that have a reservation, whatever became of it. */
    Set<UUID> known(Collection<UUID> orderIds) {
        return new HashSet<>(db.sql("SELECT order_id FROM inventory.reservation WHERE order_id = ANY(:orderIds)")
                .param("orderIds", orderIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    /** What the buyers' unpaid orders hold of the SKUs; the caller has locked the balances, so nothing is added meanwhile. */
    Map<Holder, Integer> unpaid(Set<UUID> buyers, Set<String> skus) {
        record Held(UUID buyer, String sku, int units) {}
        return db
                .sql("""
                        SELECT r.buyer, l.sku, sum(l.held + l.backlog)::int AS units
                          FROM inventory.reservation r JOIN inventory.reservation_line l USING (order_id)
                         WHERE r.status = 'HELD' AND r.buyer = ANY(:buyers) AND l.sku = ANY(:skus)
                         GROUP BY r.buyer, l.sku
                        """)
                .param("buyers", buyers.toArray(UUID[]::new))
                .param("skus", skus.toArray(String[]::new))
                .query(Held.class)
                .stream()
                .collect(Collectors.toMap(held -> new Holder(held.buyer(), held.sku()), Held::units));
    }

    List<ReservedLine> lines(UUID orderId) {
        return db.sql("""
                        SELECT order_id, sku, location, quantity, held, shipped, backlog, promised_on FROM inventory.reservation_line
                         WHERE order_id = :orderId ORDER BY sku, location
                        """).param("orderId", orderId).query(ReservedLine.class).list();
    }

    /** Forgets a reservation that came to nothing, so that the order can be reserved anew. */
    void delete(UUID orderId) {
        db.sql("""
                        WITH gone AS (DELETE FROM inventory.reservation_line WHERE order_id = :orderId)
                        DELETE FROM inventory.reservation WHERE order_id = :orderId
                        """).param("orderId", orderId).update();
    }

    void commitHeld(List<UUID> orderIds) {
        db.sql("""
                        WITH held AS MATERIALIZED (
                            SELECT order_id FROM inventory.reservation
                             WHERE order_id = ANY(:orderIds) AND status = 'HELD' ORDER BY order_id FOR UPDATE)
                        UPDATE inventory.reservation r SET status = CASE WHEN waits THEN 'SHORT' ELSE 'COMMITTED' END
                          FROM held WHERE r.order_id = held.order_id
                        """).param("orderIds", orderIds.toArray(UUID[]::new)).update();
    }

    List<UUID> expiredAmong(List<UUID> orderIds) {
        return db.sql("""
                        SELECT order_id FROM inventory.reservation
                         WHERE order_id = ANY(:orderIds) AND status = 'EXPIRED' ORDER BY order_id
                        """)
                .param("orderIds", orderIds.toArray(UUID[]::new))
                .query(UUID.class)
                .list();
    }

    void setExpiry(UUID orderId, Instant expiresAt) {
        db.sql("UPDATE inventory.reservation SET expires_at = :expiresAt WHERE order_id = :orderId")
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .param("orderId", orderId)
                .update();
    }

    void setStatus(UUID orderId, Status status) {
        db.sql("UPDATE inventory.reservation SET status = :status WHERE order_id = :orderId")
                .param("status", status.name())
                .param("orderId", orderId)
                .update();
    }

    /** Locks those of the orders that still stand, ends them, and answers what they held. */
    List<ReservedLine> release(List<UUID> orderIds) {
        return end(
                Status.RELEASED,
                db.sql("""
                                SELECT order_id FROM inventory.reservation
                                 WHERE order_id = ANY(:orderIds) AND status <> 'RELEASED' ORDER BY order_id FOR UPDATE
                                """)
                        .param("orderIds", orderIds.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list());
    }

    /** Ends reservations whose time is up, the longest overdue first, and answers what they held. */
    List<ReservedLine> expire(Instant now, int max) {
        return end(
                Status.EXPIRED,
                db.sql("""
                                SELECT order_id FROM inventory.reservation
                                 WHERE status = 'HELD' AND expires_at <= :now ORDER BY expires_at LIMIT :max FOR UPDATE SKIP LOCKED
                                """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("max", max)
                        .query(UUID.class)
                        .list());
    }

    /**
     * @param locked in a statement of their own: one that waits for a lock still sees the lines as they were before it
     *     waited, and would give back what somebody else has changed by then
     */
    private List<ReservedLine> end(Status status, List<UUID> locked) {
        if (locked.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                        WITH ended AS (
                            UPDATE inventory.reservation SET status = :status WHERE order_id = ANY(:orderIds)),
                        emptied AS (
                            UPDATE inventory.reservation_line l SET held = 0, backlog = 0
                              FROM inventory.reservation_line was
                             WHERE l.order_id = ANY(:orderIds) AND l.held + l.backlog > 0
                               AND was.order_id = l.order_id AND was.sku = l.sku AND was.location = l.location
                            RETURNING l.order_id, l.sku, l.location, l.quantity, was.held, l.shipped, was.backlog, l.promised_on)
                        SELECT * FROM emptied ORDER BY order_id, sku, location
                        """)
                .param("status", status.name())
                .param("orderIds", locked.toArray(UUID[]::new))
                .query(ReservedLine.class)
                .list();
    }

    /** Writes down what orders that were just made wait for. */
    void insertClaims(List<Claim> claims) {
        db.sql("""
                        WITH claim AS MATERIALIZED (
                            SELECT * FROM unnest(:orderIds::uuid[], :skus::text[], :locations::text[], :units::int[], :days::date[])
                                          AS c (order_id, sku, location, units, promised_on)),
                        waiting AS (
                            UPDATE inventory.reservation r SET waits = true WHERE r.order_id IN (SELECT order_id FROM claim))
                        INSERT INTO inventory.reservation_line AS l (order_id, sku, location, quantity, held, backlog, promised_on)
                        SELECT order_id, sku, location, units, 0, units, promised_on FROM claim
                        ON CONFLICT (order_id, sku, location) DO UPDATE
                           SET quantity = l.quantity + excluded.quantity, backlog = excluded.backlog, promised_on = excluded.promised_on
                        """)
                .param("orderIds", Columns.ids(claims, Claim::orderId))
                .param("skus", Columns.texts(claims, Claim::sku))
                .param("locations", Columns.texts(claims, Claim::location))
                .param("units", Columns.ints(claims, Claim::units))
                .param("days", Columns.texts(claims, claim -> claim.promisedOn().toString()))
                .update();
    }

    /** Lets a line wait under its SKU's policy for what it misses; a promise that was made before stands. */
    void waitFor(Claim claim) {
        db.sql("""
                        UPDATE inventory.reservation_line
                           SET backlog = backlog + :units, promised_on = coalesce(promised_on, :promisedOn::date)
                         WHERE order_id = :orderId AND sku = :sku AND location = :location
                        """).paramSource(claim).update();
    }

    /** Sets aside what a line misses; what comes from another place than was meant becomes a line of its own. */
    void takeMissing(ReservedLine line, Pick pick) {
        var statement = pick.location().equals(line.location()) ? """
                UPDATE inventory.reservation_line SET held = held + :units, backlog = greatest(backlog - :units, 0)
                 WHERE order_id = :orderId AND sku = :sku AND location = :location AND location = :was
                """ : """
                WITH gone AS (
                    DELETE FROM inventory.reservation_line
                     WHERE order_id = :orderId AND sku = :sku AND location = :was AND quantity = :units),
                fewer AS (
                    UPDATE inventory.reservation_line SET quantity = quantity - :units, backlog = greatest(backlog - :units, 0)
                     WHERE order_id = :orderId AND sku = :sku AND location = :was AND quantity > :units)
                INSERT INTO inventory.reservation_line AS l (order_id, sku, location, quantity, held)
                VALUES (:orderId, :sku, :location, :units, :units)
                ON CONFLICT (order_id, sku, location) DO UPDATE
                   SET quantity = l.quantity + excluded.quantity, held = l.held + excluded.held
                """;
        db.sql(statement)
                .param("orderId", line.orderId())
                .param("sku", line.sku())
                .param("was", line.location())
                .param("location", pick.location())
                .param("units", pick.quantity())
                .update();
    }

    /** @return false when the change was made before */
    boolean insertAmendment(UUID changeId, UUID orderId, Instant at) {
        return db.sql("""
                        INSERT INTO inventory.amendment (change_id, order_id, amended_at) VALUES (:changeId, :orderId, :at)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("changeId", changeId)
                        .param("orderId", orderId)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** What is reserved under one id is reserved under another from now on. */
    void moveLines(UUID from, UUID to) {
        db.sql("""
                        WITH moved AS (DELETE FROM inventory.reservation_line WHERE order_id = :from RETURNING *),
                        ended AS (UPDATE inventory.reservation SET status = 'RELEASED' WHERE order_id = :from)
                        INSERT INTO inventory.reservation_line AS l (order_id, sku, location, quantity, held, backlog, promised_on)
                        SELECT :to, sku, location, quantity, held, backlog, promised_on FROM moved
                        ON CONFLICT (order_id, sku, location) DO UPDATE
                           SET quantity = l.quantity + excluded.quantity, held = l.held + excluded.held,
                               backlog = l.backlog + excluded.backlog, promised_on = coalesce(excluded.promised_on, l.promised_on)
                        """).param("from", from).param("to", to).update();
    }

    /** Some of it is not there: a firm order is short, another will be when it is made firm. */
    void setWaiting(UUID orderId) {
        db.sql("""
                        UPDATE inventory.reservation SET waits = true, status = CASE WHEN status = 'HELD' THEN status ELSE 'SHORT' END
                         WHERE order_id = :orderId
                        """).param("orderId", orderId).update();
    }

    /** @param units that are not wanted any more, those among them that are set aside and that are waited for */
    void wantFewer(ReservedLine units) {
        db.sql("""
                        WITH gone AS (
                            DELETE FROM inventory.reservation_line
                             WHERE order_id = :orderId AND sku = :sku AND location = :location AND quantity = :quantity)
                        UPDATE inventory.reservation_line
                           SET quantity = quantity - :quantity, held = held - :held, backlog = backlog - :backlog
                         WHERE order_id = :orderId AND sku = :sku AND location = :location AND quantity > :quantity
                        """)
                .param("orderId", units.orderId())
                .param("sku", units.sku())
                .param("location", units.location())
                .param("quantity", units.quantity())
                .param("held", units.held())
                .param("backlog", units.backlog())
                .update();
    }

    void moveHeldToShipped(UUID orderId, List<Pick> picks) {
        db.sql("""
                        UPDATE inventory.reservation_line l SET held = l.held - t.quantity, shipped = l.shipped + t.quantity
                          FROM unnest(:skus::text[], :locations::text[], :quantities::int[]) AS t (sku, location, quantity)
                         WHERE l.order_id = :orderId AND l.sku = t.sku AND l.location = t.location
                        """)
                .param("skus", Columns.texts(picks, Pick::sku))
                .param("locations", Columns.texts(picks, Pick::location))
                .param("quantities", Columns.ints(picks, Pick::quantity))
                .param("orderId", orderId)
                .update();
    }

    /** @return false when the shipment was recorded before */
    boolean insertShipment(UUID shipmentId, UUID orderId, String content, OffsetDateTime at) {
        return db.sql("""
                        INSERT INTO inventory.shipment (shipment_id, order_id, content, shipped_at)
                        VALUES (:shipmentId, :orderId, :content, :at) ON CONFLICT DO NOTHING
                        """)
                        .param("shipmentId", shipmentId)
                        .param("orderId", orderId)
                        .param("content", content)
                        .param("at", at)
                        .update()
                == 1;
    }

    boolean isShipment(UUID shipmentId, UUID orderId, String content) {
        return db.sql("""
                        SELECT count(*) FROM inventory.shipment
                         WHERE shipment_id = :shipmentId AND order_id = :orderId AND content = :content
                        """)
                        .param("shipmentId", shipmentId)
                        .param("orderId", orderId)
                        .param("content", content)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Short orders that could get something now, the longest waiting first. */
    List<UUID> fillable(List<String> places, int max) {
        return db.sql("""
                        SELECT r.order_id FROM inventory.reservation r
                         WHERE r.status = 'SHORT' AND EXISTS (
                               SELECT FROM inventory.reservation_line l
                                 JOIN inventory.stock s ON s.sku = l.sku AND s.location = ANY(:places)
                                WHERE l.order_id = r.order_id AND l.quantity > l.held + l.shipped
                                  AND s.on_hand > s.reserved + s.safety)
                         ORDER BY r.reserved_at LIMIT :max
                        """)
                .param("places", places.toArray(String[]::new))
                .param("max", max)
                .query(UUID.class)
                .list();
    }
}
