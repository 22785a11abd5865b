package io.kontor.inventory.backlog;

import io.kontor.inventory.stock.SellingPolicy.Kind;
import io.kontor.inventory.stock.ShopCalendar;
import io.kontor.kernel.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Selling policies, and what was sold under them and has not come. */
@Repository
class BacklogStore {
    private final JdbcClient db;
    private final ShopCalendar calendar;
    private final Clock clock;

    BacklogStore(JdbcClient db, ShopCalendar calendar, Clock clock) {
        this.db = db;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Keeps the policy in the row that had the one before, or at the place; the caller has locked the SKU's rows. */
    void savePolicy(String sku, String location, SetPolicy.Wanted wanted, Caller caller) {
        db.sql("""
                        WITH changed AS (
                            UPDATE inventory.stock
                               SET policy = :kind, most_beyond = :most, promised_days = :days, promised_on = :on::date,
                                   told_on = :today::date, changed_at = :now
                             WHERE sku = :sku
                               AND location = coalesce((SELECT location FROM inventory.stock WHERE sku = :sku AND policy IS NOT NULL), :location))
                        INSERT INTO inventory.policy_change (sku, at, account_id, name, policy, most_beyond, promised_days, promised_on)
                        VALUES (:sku, :now, :accountId::uuid, :name, :kind, :most, :days, :on::date)
                        """)
                .param("sku", sku)
                .param("location", location)
                .param("kind", wanted.kind().name())
                .param("most", wanted.most())
                .param("days", wanted.days())
                .param("on", wanted.on())
                .param("accountId", caller.accountId())
                .param("name", caller.name())
                .param("today", calendar.today())
                .param("now", now())
                .update();
    }

    /** @param backlog units that were sold and have not come */
    record Policy(
            Kind kind,
            int most,
            @Nullable Integer days,
            @Nullable LocalDate on,
            int backlog) {
        static final Policy NONE = new Policy(Kind.NONE, 0, null, null, 0);
    }

    Optional<Policy> policy(String sku) {
        return db.sql("""
                        SELECT policy AS kind, most_beyond AS most, promised_days AS days, promised_on AS on, backlog
                          FROM inventory.stock WHERE sku = :sku AND policy IS NOT NULL
                        """).param("sku", sku).query(Policy.class).optional();
    }

    /** @param name of the member of staff who decided it */
    record PolicyChange(
            Instant at,
            String name,
            Kind kind,
            int most,
            @Nullable Integer days,
            @Nullable LocalDate on) {}

    /** Newest first. */
    List<PolicyChange> changes(String sku, int max) {
        return db.sql("""
                        SELECT at, name, policy AS kind, most_beyond AS most, promised_days AS days, promised_on AS on
                          FROM inventory.policy_change WHERE sku = :sku ORDER BY at DESC LIMIT :max
                        """)
                .param("sku", sku)
                .param("max", max)
                .query(PolicyChange.class)
                .list();
    }

    /**
     * What is sold of a SKU beyond what is there.
     *
     * @param firstPromise the earliest day that was promised, null while nobody waits
     * @param overdue units that were promised for a day that has passed
     */
    record Backlog(
            String sku,
            Kind kind,
            int most,
            @Nullable Integer days,
            @Nullable LocalDate on,
            int backlog,
            int orders,
            @Nullable LocalDate firstPromise,
            int overdue) {}

    /** SKUs that are sold beyond what is there, and those that somebody still waits for, in the order of the SKUs. */
    List<Backlog> backlogs(boolean onlyOverdue, String afterSku, int limit) {
        return db.sql("""
                        SELECT s.sku, s.policy AS kind, s.most_beyond AS most, s.promised_days AS days, s.promised_on AS on, s.backlog,
                               w.orders, w.first_promise, w.overdue
                          FROM inventory.stock s CROSS JOIN LATERAL (
                               SELECT count(DISTINCT l.order_id)::int AS orders, min(l.promised_on) AS first_promise,
                                      coalesce(sum(l.backlog) FILTER (WHERE l.promised_on < :today::date), 0)::int AS overdue
                                 FROM inventory.reservation_line l WHERE l.sku = s.sku AND l.backlog > 0) w
                         WHERE s.policy IS NOT NULL AND (s.policy <> 'NONE' OR s.backlog > 0) AND s.sku > :afterSku
                           AND (NOT :onlyOverdue OR w.overdue > 0)
                         ORDER BY s.sku LIMIT :limit
                        """)
                .param("today", calendar.today())
                .param("onlyOverdue", onlyOverdue)
                .param("afterSku", afterSku)
                .param("limit", limit)
                .query(Backlog.class)
                .list();
    }

    /** An order that waits for units of a SKU. @param paid whether it gets them when they come; one that is not may still expire */
    record Waiting(UUID orderId, int units, LocalDate promisedOn, boolean overdue, boolean paid, Instant reservedAt) {}

    /** In the order in which they get what comes. */
    List<Waiting> waiting(String sku, Instant afterAt, UUID afterOrder, int limit) {
        return db.sql("""
                        SELECT r.order_id, sum(l.backlog)::int AS units, min(l.promised_on) AS promised_on,
                               min(l.promised_on) < :today::date AS overdue, r.status = 'SHORT' AS paid, r.reserved_at
                          FROM inventory.reservation_line l JOIN inventory.reservation r USING (order_id)
                         WHERE l.sku = :sku AND l.backlog > 0 AND (r.reserved_at, r.order_id) > (:afterAt, :afterOrder)
                         GROUP BY r.order_id ORDER BY r.reserved_at, r.order_id LIMIT :limit
                        """)
                .param("sku", sku)
                .param("today", calendar.today())
                .param("afterAt", afterAt.atOffset(ZoneOffset.UTC))
                .param("afterOrder", afterOrder)
                .param("limit", limit)
                .query(Waiting.class)
                .list();
    }

    /** Notes that shoppers are told today's promises, and answers for which SKUs they have not been before. */
    List<String> renew(int max) {
        return db.sql("""
                        WITH due AS MATERIALIZED (
                            SELECT sku, location FROM inventory.stock
                             WHERE policy IN ('BACK_ORDER', 'PRE_ORDER') AND told_on < :today::date
                               AND (promised_days IS NOT NULL OR promised_on < :today::date)
                             ORDER BY sku, location LIMIT :max FOR UPDATE SKIP LOCKED)
                        UPDATE inventory.stock s SET told_on = :today::date FROM due
                         WHERE s.sku = due.sku AND s.location = due.location RETURNING s.sku
                        """)
                .param("today", calendar.today())
                .param("max", max)
                .query(String.class)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
