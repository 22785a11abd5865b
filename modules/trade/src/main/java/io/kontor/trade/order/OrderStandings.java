package io.kontor.trade.order;

import io.kontor.kernel.Money;
import io.kontor.platform.batch.Columns;
import io.kontor.platform.event.Event;
import io.kontor.platform.event.Outbox;
import io.kontor.trade.OrderCancelled;
import io.kontor.trade.OrderPaid;
import io.kontor.trade.OrderShipped;
import io.kontor.trade.order.KeptOrder.Entry;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where orders stand, and what happened to them. A status changes here and nowhere else; it has a narrow table of its
 * own, so that a move does not rewrite the order and everything it is found by.
 */
@Repository
public class OrderStandings {
    private final JdbcClient db;
    private final Outbox outbox;

    OrderStandings(JdbcClient db, Outbox outbox) {
        this.db = db;
        this.outbox = outbox;
    }

    /**
     * Moves those of the orders that stand where the move is allowed: writes the new status, tells the timeline who did
     * it, when and why, and tells the house. Must be called inside a transaction.
     *
     * @return the ids of the orders that moved
     */
    public List<UUID> move(Collection<UUID> orderIds, OrderMove move, Actor actor, String note, Instant at) {
        return move(
                orderIds.stream().map(orderId -> new Step(orderId, null, at)).toList(), move, actor, note);
    }

    /** An order and the payment that pays it; null when points and gift cards paid all of it. */
    record Paid(UUID orderId, @Nullable UUID paymentId, Instant at) {}

    /** Moves those of the orders that are unpaid: they are paid. Must be called inside a transaction. */
    List<UUID> pay(List<Paid> paid) {
        return move(
                paid.stream()
                        .map(one -> new Step(one.orderId(), one.paymentId(), one.at()))
                        .toList(),
                OrderMove.PAY,
                Actor.SHOP,
                "");
    }

    private record Step(UUID orderId, @Nullable UUID paymentId, Instant at) {}

    private List<UUID> move(List<Step> steps, OrderMove move, Actor actor, String note) {
        if (steps.isEmpty()) {
            return List.of();
        }
        // The statuses stand in a query of their own so that PostgreSQL plans the move once, not for each batch.
        var moved = db.sql("""
                        WITH moved AS (
                            UPDATE trade.order_standing s
                               SET status = :to, status_at = step.at, shipping_until = NULL,
                                   payment_id = coalesce(step.payment_id, s.payment_id)
                              FROM unnest(:orderIds::uuid[], :paymentIds::uuid[], :times::timestamptz[]) AS step (order_id, payment_id, at)
                             WHERE s.order_id = step.order_id AND status = ANY((SELECT :from)::text[])
                               AND (:shipping OR shipping_until IS NULL OR shipping_until < step.at)
                            RETURNING s.order_id, step.at
                        ), told AS (
                            INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, account_id, name, note)
                            SELECT order_id, gen_random_uuid(), at, :code, :actor, CAST(:actorId AS uuid), :actorName, :note FROM moved
                        )
                        SELECT order_id, number, account_id, total_minor, currency FROM moved JOIN trade.orders USING (order_id)
                        """)
                .param("to", move.to().name())
                .param("from", move.from().stream().map(OrderStatus::name).toArray(String[]::new))
                .param("shipping", move.isShipping())
                .param("orderIds", Columns.ids(steps, Step::orderId))
                .param("paymentIds", Columns.ids(steps, Step::paymentId))
                .param("times", Columns.times(steps, Step::at))
                .param("code", move.to().code())
                .param("actor", actor.kind().name())
                .param("actorId", actor.accountId(), Types.OTHER)
                .param("actorName", actor.name())
                .param("note", note)
                .query((row, _) -> new Moved(
                        row.getObject("order_id", UUID.class),
                        row.getString("number"),
                        row.getObject("account_id", UUID.class),
                        Money.of(row.getLong("total_minor"), row.getString("currency"))))
                .list();
        outbox.publish(
                moved.stream().flatMap(one -> eventOf(move, one, note).stream()).toList());
        return moved.stream().map(Moved::orderId).toList();
    }

    private record Moved(
            UUID orderId, String number, @Nullable UUID accountId, Money total) {}

    private static Optional<Event> eventOf(OrderMove move, Moved order, String note) {
        return switch (move) {
            case PAY -> Optional.of(new OrderPaid(order.orderId(), order.number(), order.accountId(), order.total()));
            case SHIP_ALL ->
                Optional.of(new OrderShipped(order.orderId(), order.number(), order.accountId(), order.total()));
            case CANCEL -> Optional.of(new OrderCancelled(order.orderId(), order.number(), note));
            case SHIP_SOME, DELIVER, RECEIVE, REFUND -> Optional.empty();
        };
    }

    /**
     * Something to add to a timeline that moves nothing.
     *
     * @param orderId of a group: told of each of its orders; unknown ones are passed over
     * @param entryId the same is written once
     */
    public record Note(UUID orderId, UUID entryId, Entry entry) {}

    /** @return how many were not written before */
    public int tell(List<Note> notes) {
        if (notes.isEmpty()) {
            return 0;
        }
        return db.sql("""
                        INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, account_id, name, note)
                        SELECT meant.order_id, told.entry_id, told.at, told.code, told.actor, told.actor_id, told.name, told.note
                          FROM unnest(:orderIds::uuid[], :entryIds::uuid[], :times::timestamptz[], :codes::text[],
                                      :actors::text[], :actorIds::uuid[], :actorNames::text[], :notes::text[])
                               AS told (id, entry_id, at, code, actor, actor_id, name, note),
                               LATERAL (SELECT order_id FROM trade.orders WHERE order_id = told.id
                                        UNION ALL
                                        SELECT order_id FROM trade.orders WHERE group_id = told.id AND group_id <> order_id) AS meant
                        ON CONFLICT DO NOTHING
                        """)
                .param("orderIds", Columns.ids(notes, Note::orderId))
                .param("entryIds", Columns.ids(notes, Note::entryId))
                .param("times", Columns.times(notes, note -> note.entry().at()))
                .param("codes", Columns.texts(notes, note -> note.entry().code()))
                .param(
                        "actors",
                        Columns.texts(notes, note -> note.entry().actor().kind().name()))
                .param(
                        "actorIds",
                        Columns.ids(notes, note -> note.entry().actor().accountId()))
                .param(
                        "actorNames",
                        Columns.texts(notes, note -> note.entry().actor().name()))
                .param("notes", Columns.texts(notes, note -> note.entry().note()))
                .update();
    }

    /** Counts the money that after-sales gave back of an order. */
    void countRefunded(UUID orderId, Money amount) {
        db.sql("UPDATE trade.order_standing SET refunded_minor = refunded_minor + :amount WHERE order_id = :orderId")
                .param("amount", amount.minor())
                .param("orderId", orderId)
                .update();
    }

    /** The money that after-sales gave back of an order. */
    public Money refunded(KeptOrder order) {
        var minor = refunded(List.of(order.orderId())).getOrDefault(order.orderId(), 0L);
        return new Money(minor, order.totals().total().currency());
    }

    /** The money that after-sales gave back of orders, in minor units. */
    Map<UUID, Long> refunded(Collection<UUID> orderIds) {
        var refunded = new HashMap<UUID, Long>();
        db.sql("SELECT order_id, refunded_minor FROM trade.order_standing WHERE order_id = ANY(:orderIds)")
                .param("orderIds", orderIds.toArray(UUID[]::new))
                .query(row -> {
                    refunded.put(row.getObject("order_id", UUID.class), row.getLong("refunded_minor"));
                });
        return refunded;
    }

    /** What orders cost in money when they were paid, where they were changed since, in minor units. */
    Map<UUID, Long> costThen(Collection<UUID> orderIds) {
        var cost = new HashMap<UUID, Long>();
        db.sql("""
                        SELECT DISTINCT ON (order_id) order_id, payable_minor FROM trade.order_change
                         WHERE order_id = ANY(:orderIds) AND paid ORDER BY order_id, version
                        """).param("orderIds", orderIds.toArray(UUID[]::new)).query(row -> {
            cost.put(row.getObject("order_id", UUID.class), row.getLong("payable_minor"));
        });
        return cost;
    }

    /** Keeps everybody else from moving the order while its parcel is being recorded. */
    public boolean claimForShipping(UUID orderId, Instant now, Duration limit) {
        return db.sql("""
                        UPDATE trade.order_standing SET shipping_until = :until
                         WHERE order_id = :orderId AND status = ANY(:from) AND (shipping_until IS NULL OR shipping_until < :now)
                        """)
                        .param("orderId", orderId)
                        .param(
                                "from",
                                OrderMove.SHIP_ALL.from().stream()
                                        .map(OrderStatus::name)
                                        .toArray(String[]::new))
                        .param("now", utc(now))
                        .param("until", utc(now.plus(limit)))
                        .update()
                == 1;
    }

    /** Keeps parcels from being begun until the transaction ends. @return false when one is, or nothing is left to ship */
    boolean lockForLeavingOut(UUID orderId, Instant now) {
        return db.sql("""
                        SELECT status = ANY(:from) AND (shipping_until IS NULL OR shipping_until < :now)
                          FROM trade.order_standing WHERE order_id = :orderId FOR UPDATE
                        """)
                .param("orderId", orderId)
                .param(
                        "from",
                        OrderMove.SHIP_ALL.from().stream()
                                .map(OrderStatus::name)
                                .toArray(String[]::new))
                .param("now", utc(now))
                .query(Boolean.class)
                .single();
    }

    public void endShippingClaim(UUID orderId) {
        db.sql("UPDATE trade.order_standing SET shipping_until = NULL WHERE order_id = :orderId")
                .param("orderId", orderId)
                .update();
    }

    /** Where an order stands. @param paymentId of the payment that paid it, or null; {@code changed}: since it was placed; {@code tendered}: in part, or wholly, by points and gift cards */
    public record Standing(
            UUID orderId,
            UUID groupId,
            String number,
            OrderStatus status,
            @Nullable UUID paymentId,
            boolean changed,
            Money payable,
            boolean tendered) {
        boolean isGrouped() {
            return !groupId.equals(orderId);
        }
    }

    Map<UUID, Standing> of(Collection<UUID> orderIds) {
        var standings = new HashMap<UUID, Standing>();
        db.sql(
                        "SELECT order_id, group_id, number, status, payment_id, version > 0 AS changed, total_minor - tendered_minor AS payable_minor, tendered_minor, currency FROM "
                                + OrderStore.FROM + " WHERE order_id = ANY(:orderIds::uuid[])")
                .param("orderIds", orderIds.toArray(UUID[]::new))
                .query((row, _) -> new Standing(
                        row.getObject("order_id", UUID.class),
                        row.getObject("group_id", UUID.class),
                        row.getString("number"),
                        OrderStatus.valueOf(row.getString("status")),
                        row.getObject("payment_id", UUID.class),
                        row.getBoolean("changed"),
                        Money.of(row.getLong("payable_minor"), row.getString("currency")),
                        row.getLong("tendered_minor") > 0))
                .list()
                .forEach(standing -> standings.put(standing.orderId(), standing));
        return standings;
    }

    /** Up to 200 orders that should have been paid before. */
    List<UUID> overdue(Instant now) {
        return db.sql("SELECT order_id FROM " + OrderStore.FROM
                        + " WHERE status = 'UNPAID' AND pay_before <= :now ORDER BY standing.placed_at LIMIT 200")
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    /** Up to 200 orders that were shipped or delivered before and not received yet. */
    List<UUID> shippedBefore(Instant time) {
        return db.sql("""
                        SELECT order_id FROM trade.order_standing
                         WHERE status IN ('SHIPPED', 'DELIVERED') AND placed_at < :time AND status_at < :time ORDER BY placed_at LIMIT 200
                        """).param("time", utc(time)).query(UUID.class).list();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
