package io.kontor.fulfilment.pickup;

import io.kontor.fulfilment.Fulfilment.PickUp;
import io.kontor.kernel.CommonProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class PickUpStore {
    private static final int ORDERS_MAX = 200;

    private final JdbcClient db;

    PickUpStore(JdbcClient db) {
        this.db = db;
    }

    record Kept(PickUp pickUp, int wrongTries, @Nullable Instant lockedUntil) {}

    /** @return false when it is there already */
    boolean insert(PickUp pickUp, String orderNumber) {
        return db.sql("""
                        INSERT INTO fulfilment.pick_up (order_id, order_number, point, code, ready_at)
                        VALUES (:orderId, :orderNumber, :point, :code, :readyAt) ON CONFLICT DO NOTHING
                        """)
                        .param("orderId", pickUp.orderId())
                        .param("orderNumber", orderNumber)
                        .param("point", pickUp.point())
                        .param("code", pickUp.code())
                        .param("readyAt", pickUp.readyAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public List<PickUp> ofOrders(List<UUID> orderIds) {
        if (orderIds.size() > ORDERS_MAX || orderIds.stream().anyMatch(Objects::isNull)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name " + ORDERS_MAX + " orders at most.");
        }
        return db.sql("SELECT * FROM fulfilment.pick_up WHERE order_id = ANY(:ids)")
                .param("ids", orderIds.toArray(UUID[]::new))
                .query((row, _) -> read(row).pickUp())
                .list();
    }

    Optional<Kept> lock(UUID orderId) {
        return db.sql("SELECT * FROM fulfilment.pick_up WHERE order_id = :id FOR UPDATE")
                .param("id", orderId)
                .query((row, _) -> read(row))
                .optional();
    }

    void countWrong(UUID orderId, int wrongTries, @Nullable Instant lockedUntil) {
        db.sql(
                        "UPDATE fulfilment.pick_up SET wrong_tries = :wrong, locked_until = CAST(:until AS timestamptz) WHERE order_id = :id")
                .param("wrong", wrongTries)
                .param("until", lockedUntil == null ? null : lockedUntil.toString())
                .param("id", orderId)
                .update();
    }

    void handOver(UUID orderId, Instant at) {
        db.sql("UPDATE fulfilment.pick_up SET handed_at = coalesce(handed_at, :at) WHERE order_id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", orderId)
                .update();
    }

    private static Kept read(ResultSet row) throws SQLException {
        var locked = row.getObject("locked_until", OffsetDateTime.class);
        var handed = row.getObject("handed_at", OffsetDateTime.class);
        return new Kept(
                new PickUp(
                        row.getObject("order_id", UUID.class),
                        row.getString("point"),
                        row.getString("code"),
                        row.getObject("ready_at", OffsetDateTime.class).toInstant(),
                        handed == null ? null : handed.toInstant()),
                row.getInt("wrong_tries"),
                locked == null ? null : locked.toInstant());
    }
}
