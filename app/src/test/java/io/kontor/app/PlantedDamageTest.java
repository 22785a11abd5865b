package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.storm.Check;
import io.kontor.testkit.storm.History;
import io.kontor.testkit.storm.History.Act;
import io.kontor.testkit.storm.Invariant;
import io.kontor.testkit.storm.Shelf;
import io.kontor.testkit.storm.StormBuyer;
import io.kontor.testkit.storm.StormStaff;
import io.kontor.testkit.storm.Violation;
import io.kontor.testkit.storm.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A wrong check proves nothing. Each kind of damage is planted once into the books of a sound shop, in a transaction that
 * is rolled back, and exactly the invariant that it breaks must be told.
 */
class PlantedDamageTest {
    private static final long SEED = 20_261_122;
    private static final History HISTORY = History.inMemory();
    private static TestShop shop;

    @BeforeAll
    static void letBuyersBuy() throws SQLException {
        shop = TestShop.run(House.MODULES, TestShop.database(House.MODULES), List.of("kontor.demo=true"));
        var shelf = Shelf.fill(shop, 5);
        try (var db = TestDatabase.connect(shop.databaseUrl())) {
            Shelf.share(shelf, db);
        }
        var work = Work.none();
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var no = 1; no <= 4; no++) {
                threads.submit(new StormBuyer(no, SEED, shop, shelf, work, HISTORY, over::get));
            }
            threads.submit(new StormStaff(5, SEED, shop, Members.admin(shop), shelf, work, HISTORY, over::get));
            Await.until(Duration.ofMinutes(1), () -> {
                assertThat(HISTORY.steps().stream()
                                .filter(step -> step.tried().act() == Act.CANCEL && step.answered(200)))
                        .hasSizeGreaterThan(8);
                assertThat(cancelledSisters()).isPositive();
            });
            over.set(true);
        }
        // A provider that misbehaved is asked again, each time later.
        Await.until(Duration.ofMinutes(3), () -> assertThat(check("")).isEmpty());
    }

    @AfterAll
    static void stop() {
        shop.stop();
    }

    /** What happens to the books; each begins with a look for an order that it fits. */
    enum Damage {
        LOST_ORDER(Invariant.ACKNOWLEDGED, UNPAID, """
                UPDATE inventory.stock s SET reserved = s.reserved - l.held FROM inventory.reservation_line l
                 WHERE l.order_id IN (SELECT order_id FROM chosen) AND l.sku = s.sku;
                DELETE FROM inventory.movement WHERE document_id IN (SELECT CAST(order_id AS text) FROM chosen);
                DELETE FROM inventory.reservation_line WHERE order_id IN (SELECT order_id FROM chosen);
                DELETE FROM inventory.reservation WHERE order_id IN (SELECT order_id FROM chosen);
                DELETE FROM payment.provider_call WHERE payment_id IN (SELECT payment_id FROM payment.payment JOIN chosen USING (order_id));
                DELETE FROM payment.payment WHERE order_id IN (SELECT order_id FROM chosen);
                DELETE FROM trade.outbox WHERE key IN (SELECT CAST(order_id AS text) FROM chosen);
                DELETE FROM trade.idempotency WHERE reference IN (SELECT CAST(order_id AS text) FROM chosen);
                DELETE FROM trade.order_timeline WHERE order_id IN (SELECT order_id FROM chosen);
                DELETE FROM trade.order_line WHERE order_id IN (SELECT order_id FROM chosen);
                DELETE FROM trade.order_standing WHERE order_id IN (SELECT order_id FROM chosen);
                DELETE FROM trade.orders WHERE order_id IN (SELECT order_id FROM chosen);
                """),
        SECOND_KEY(Invariant.ONE_EFFECT, PAID, """
                INSERT INTO trade.idempotency (scope, key, body_hash, reference, status, body)
                SELECT scope, 'another', body_hash, reference, status, body FROM trade.idempotency
                 WHERE reference IN (SELECT CAST(order_id AS text) FROM chosen)
                """),
        NO_KEY(
                Invariant.ONE_EFFECT,
                PAID,
                "DELETE FROM trade.idempotency WHERE reference IN (SELECT CAST(order_id AS text) FROM chosen)"),
        KEY_FOR_NOTHING(Invariant.ONE_EFFECT, PAID, """
                INSERT INTO trade.idempotency (scope, key, body_hash, reference)
                VALUES ('order:guest', 'another', '', '00000000-0000-4000-8000-000000000000')
                """),
        ONE_TOO_MANY_ON_HAND(
                Invariant.STOCK,
                SKU,
                "UPDATE shop_stock SET on_hand = on_hand + 1 WHERE sku IN (SELECT sku FROM chosen)"),
        LOST_MOVEMENT(
                Invariant.STOCK,
                SKU,
                "DELETE FROM inventory.movement WHERE reason = 'stocktaking' AND sku IN (SELECT sku FROM chosen)"),
        OVERSOLD(Invariant.STOCK, SKU, """
                ALTER TABLE inventory.stock DROP CONSTRAINT reserved_is_on_hand;
                INSERT INTO inventory.movement (sku, location, cause, on_hand_change, reserved_change, on_hand, reserved, at)
                SELECT sku, location, 'correction', reserved - on_hand - 1, 0, reserved - 1, reserved, now()
                  FROM inventory.stock WHERE sku IN (SELECT sku FROM chosen);
                UPDATE inventory.stock SET on_hand = reserved - 1 WHERE sku IN (SELECT sku FROM chosen);
                """),
        RESERVED_FOR_NOBODY(Invariant.STOCK, SKU, """
                INSERT INTO inventory.movement (sku, location, cause, on_hand_change, reserved_change, on_hand, reserved, at)
                SELECT sku, location, 'reservation', 0, 1, on_hand, reserved + 1, now()
                  FROM inventory.stock WHERE sku IN (SELECT sku FROM chosen);
                UPDATE inventory.stock SET reserved = reserved + 1 WHERE sku IN (SELECT sku FROM chosen);
                """),
        OWED_TO_NOBODY(
                Invariant.STOCK,
                SKU,
                "UPDATE inventory.stock SET policy = 'NONE', backlog = 1 WHERE sku IN (SELECT sku FROM chosen)"),
        SHIPPED_UNSEEN(Invariant.STOCK, SKU, """
                INSERT INTO inventory.movement (sku, location, cause, on_hand_change, reserved_change, on_hand, reserved, at)
                SELECT sku, location, 'shipment', -1, 0, on_hand - 1, reserved, now()
                  FROM inventory.stock WHERE sku IN (SELECT sku FROM chosen);
                UPDATE inventory.stock SET on_hand = on_hand - 1 WHERE sku IN (SELECT sku FROM chosen);
                """),
        GIVEN_AWAY(Invariant.HELD, PAID, hold(-1)),
        HELD_TWICE(Invariant.HELD, PAID, hold(1)),
        HELD_FOR_A_CANCELLED_ORDER(Invariant.HELD, REFUNDED, hold(1)),
        GONE_WITHOUT_A_PARCEL(Invariant.HELD, SHIPPED, """
                UPDATE trade.order_line SET shipped = 0 WHERE order_id IN (SELECT order_id FROM chosen)
                """),
        NOT_FIRM(
                Invariant.HELD,
                PAID,
                "UPDATE shop_hold SET status = 'SHORT' WHERE order_id IN (SELECT order_id FROM chosen)"),
        HELD_WITHOUT_A_MOVEMENT(Invariant.HELD, PAID, """
                UPDATE inventory.movement SET document_id = 'another'
                 WHERE document_id IN (SELECT CAST(order_id AS text) FROM chosen)
                """),
        CAPTURED_TOO_MUCH(
                Invariant.MONEY,
                PAID,
                "UPDATE payment.payment SET amount_minor = amount_minor + 1 WHERE order_id IN (SELECT order_id FROM chosen) AND captured_at IS NOT NULL"),
        CAPTURED_IN_ANOTHER_CURRENCY(
                Invariant.MONEY,
                PAID,
                "UPDATE payment.payment SET currency = 'JPY' WHERE order_id IN (SELECT order_id FROM chosen) AND captured_at IS NOT NULL"),
        CAPTURED_TWICE(Invariant.MONEY, PAID, """
                INSERT INTO payment.payment (payment_id, order_id, order_number, method, amount_minor, currency, status, created_at, captured_at)
                SELECT '00000000-0000-4000-8000-000000000000', order_id, order_number, method, amount_minor, currency, status, created_at, captured_at
                  FROM payment.payment WHERE order_id IN (SELECT order_id FROM chosen) AND captured_at IS NOT NULL;
                INSERT INTO payment.outbox (tx, event_id, type, key, payload) OVERRIDING SYSTEM VALUE
                SELECT tx, -1, type, key, '{"paymentId": "00000000-0000-4000-8000-000000000000"}' FROM payment.outbox LIMIT 1;
                UPDATE payment.outbox SET type = 'payment.PaymentCaptured' WHERE event_id = -1;
                """),
        CAPTURED_AND_NOT_NOTICED(Invariant.MONEY, PAID, """
                INSERT INTO payment.sandbox_payment (payment_id, order_id, amount_minor, currency, outcome, status)
                SELECT payment_id, order_id, amount_minor + 1, currency, 'lost', 'CAPTURED'
                  FROM payment.payment JOIN chosen USING (order_id) WHERE captured_at IS NOT NULL
                ON CONFLICT (payment_id) DO UPDATE SET amount_minor = excluded.amount_minor
                """),
        REFUNDED_TOO_MUCH(Invariant.MONEY, REFUNDED, """
                ALTER TABLE payment.payment DROP CONSTRAINT refunded_within_captured;
                UPDATE payment.payment SET refunded_minor = refunded_minor + 1 WHERE refunded_minor > 0 AND order_id IN (SELECT order_id FROM chosen);
                UPDATE payment.refund SET amount_minor = amount_minor + 1 WHERE order_id IN (SELECT order_id FROM chosen);
                UPDATE payment.refund_share SET amount_minor = amount_minor + 1
                 WHERE refund_id IN (SELECT refund_id FROM payment.refund JOIN chosen USING (order_id));
                """),
        NEVER_REFUNDED(Invariant.MONEY, REFUNDED, """
                DELETE FROM payment.outbox WHERE payload::json ->> 'refundId' IN (SELECT CAST(refund_id AS text) FROM payment.refund JOIN chosen USING (order_id));
                DELETE FROM payment.refund_share WHERE refund_id IN (SELECT refund_id FROM payment.refund JOIN chosen USING (order_id));
                DELETE FROM payment.refund WHERE order_id IN (SELECT order_id FROM chosen);
                UPDATE payment.payment SET refunded_minor = 0 WHERE order_id IN (SELECT order_id FROM chosen);
                """),
        WRONG_SISTER_REFUNDED(Invariant.MONEY, SISTERS, """
                UPDATE trade.order_timeline SET order_id = (SELECT stands FROM chosen)
                 WHERE order_id = (SELECT order_id FROM chosen) AND entry_id = (SELECT refund_id FROM chosen)
                """),
        WRONG_SISTER_COUNTED(Invariant.MONEY, SISTERS, GIVEN_BACK_BEFORE + """
                UPDATE trade.order_standing SET refunded_minor = 1 WHERE order_id IN (SELECT stands FROM chosen)
                """),
        CANCELLED_SISTER_NEVER_REFUNDED(Invariant.MONEY, SISTERS, CHANGED + """
                UPDATE payment.payment SET refunded_minor = refunded_minor - (SELECT amount FROM chosen)
                 WHERE payment_id IN (SELECT payment_id FROM payment.refund_share WHERE refund_id IN (SELECT refund_id FROM chosen));
                DELETE FROM payment.outbox WHERE payload::json ->> 'refundId' IN (SELECT CAST(refund_id AS text) FROM chosen);
                DELETE FROM payment.refund_share WHERE refund_id IN (SELECT refund_id FROM chosen);
                DELETE FROM payment.refund WHERE refund_id IN (SELECT refund_id FROM chosen);
                """),
        CHANGED_SISTER_SETTLED_FOR_LESS(Invariant.MONEY, SISTERS, CHANGED + """
                UPDATE trade.orders SET paid_minor = total_minor - 1 WHERE order_id IN (SELECT stands FROM chosen)
                """),
        CHANGED_SISTER_SETTLED_FOR_MORE(Invariant.MONEY, SISTERS, CHANGED + """
                UPDATE trade.orders SET paid_minor = total_minor + 1 WHERE order_id IN (SELECT stands FROM chosen)
                """),
        SHARES_DO_NOT_SUM(Invariant.MONEY, REFUNDED, """
                UPDATE payment.refund SET amount_minor = amount_minor + 1 WHERE order_id IN (SELECT order_id FROM chosen)
                """),
        LINE_TOO_DEAR(Invariant.SUMS, PAID, line("total_minor")),
        DELIVERY_SHARE_TOO_MUCH(Invariant.SUMS, PAID, line("delivery_share_minor")),
        TAX_SHARE_TOO_MUCH(Invariant.SUMS, PAID, line("tax_minor")),
        DISCOUNT_FROM_NOWHERE(Invariant.SUMS, PAID, line("discount_minor")),
        UNHEARD_EVENT(
                Invariant.OUTBOX,
                PAID,
                "INSERT INTO payment.outbox (type, key, payload) VALUES ('payment.PaymentDeclined', 'a', '{}')"),
        PARKED_EVENT(Invariant.OUTBOX, PAID, """
                INSERT INTO trade.event_retry (source, event_id, handler, type, key, payload, attempts, next_at, parked_at, last_error)
                VALUES ('payment', -1, 'OnPaymentCaptured', 'payment.PaymentCaptured', 'a', '{}', 10, now(), now(), 'no')
                """),
        PAID_AND_NOT_TOLD(
                Invariant.OUTBOX,
                PAID,
                "DELETE FROM trade.outbox WHERE type = 'trade.OrderPaid' AND key IN (SELECT CAST(order_id AS text) FROM chosen)"),
        TOLD_TWICE(Invariant.OUTBOX, PAID, """
                INSERT INTO trade.outbox (tx, event_id, type, key, payload) OVERRIDING SYSTEM VALUE
                SELECT tx, -1, type, key, payload FROM trade.outbox
                 WHERE type = 'trade.OrderPaid' AND key IN (SELECT CAST(order_id AS text) FROM chosen)
                """),
        HELD_TOO_LONG(
                Invariant.HOLDS,
                UNPAID,
                "UPDATE shop_hold SET expires_at = now() - interval '61 seconds' WHERE order_id IN (SELECT order_id FROM chosen)"),
        UNPAID_TOO_LONG(
                Invariant.HOLDS,
                UNPAID,
                "UPDATE trade.orders SET pay_before = now() - interval '61 seconds' WHERE order_id IN (SELECT order_id FROM chosen)");

        final Invariant breaks;
        final String sql;

        Damage(Invariant breaks, String chosen, String sql) {
            this.breaks = breaks;
            this.sql = chosen + sql;
        }
    }

    private static final String PAID =
            "CREATE TEMP TABLE chosen AS SELECT order_id FROM shop_order WHERE paid AND NOT shipped AND group_id = order_id ORDER BY number LIMIT 1;";
    private static final String SHIPPED =
            "CREATE TEMP TABLE chosen AS SELECT order_id FROM shop_order WHERE shipped AND group_id = order_id ORDER BY number LIMIT 1;";
    private static final String UNPAID =
            "CREATE TEMP TABLE chosen AS SELECT order_id FROM shop_order WHERE NOT paid AND NOT cancelled AND group_id = order_id ORDER BY number LIMIT 1;";
    private static final String REFUNDED =
            "CREATE TEMP TABLE chosen AS SELECT order_id FROM shop_order JOIN shop_refund USING (order_id) WHERE cancelled ORDER BY number LIMIT 1;";
    /** An order that was cancelled when it had been paid with another, which stands. */
    private static final String SISTERS = """
            CREATE TEMP TABLE chosen AS
                SELECT o.order_id, s.order_id AS stands, r.refund_id, r.amount FROM shop_order o
                  JOIN shop_order s ON s.group_id = o.group_id AND s.paid AND s.settled = s.total
                  JOIN trade.order_timeline t ON t.order_id = o.order_id AND t.code = 'refunded'
                  JOIN shop_refund r ON r.refund_id = t.entry_id
                 WHERE o.cancelled AND o.payment_id = s.payment_id AND r.amount = o.settled ORDER BY o.number, s.number LIMIT 1;
            """;

    private static final String CHANGED =
            "UPDATE trade.orders SET version = 1, paid_minor = total_minor WHERE order_id IN (SELECT stands FROM chosen);";

    /** Of what came back when it was cancelled, one cent had come back after the sale already. */
    private static final String GIVEN_BACK_BEFORE = """
            UPDATE payment.refund SET amount_minor = amount_minor - 1 WHERE refund_id IN (SELECT refund_id FROM chosen);
            UPDATE payment.refund_share SET amount_minor = amount_minor - 1 WHERE refund_id IN (SELECT refund_id FROM chosen);
            INSERT INTO payment.refund (refund_id, order_id, amount_minor, currency, reason, status, created_at)
            SELECT '00000000-0000-4000-8000-000000000000', r.order_id, 1, r.currency, 'return ' || number || '-1', r.status, r.created_at
              FROM chosen JOIN payment.refund r USING (refund_id) JOIN trade.orders o ON o.order_id = chosen.order_id;
            INSERT INTO payment.refund_share (refund_id, payment_id, amount_minor)
            SELECT '00000000-0000-4000-8000-000000000000', payment_id, 1 FROM payment.refund_share WHERE refund_id IN (SELECT refund_id FROM chosen);
            INSERT INTO payment.outbox (tx, event_id, type, key, payload) OVERRIDING SYSTEM VALUE
            SELECT tx, -1, 'payment.RefundSucceeded', key, '{"refundId": "00000000-0000-4000-8000-000000000000"}' FROM payment.outbox LIMIT 1;
            """;

    private static final String SKU =
            "CREATE TEMP TABLE chosen AS SELECT sku FROM shop_stock WHERE reserved > 0 ORDER BY on_hand DESC, sku LIMIT 1;";

    /** What may look like damage, and is not. */
    enum Harmless {
        A_SISTER_WAS_CHANGED(SISTERS + CHANGED),
        ALL_SISTERS_WERE_CHANGED(SISTERS + """
                UPDATE trade.orders SET version = 1, paid_minor = coalesce(paid_minor, total_minor)
                 WHERE group_id IN (SELECT group_id FROM trade.orders JOIN chosen USING (order_id))
                """),
        GIVEN_BACK_IN_PART_AND_THEN_CANCELLED(SISTERS + GIVEN_BACK_BEFORE + """
                UPDATE trade.order_standing SET refunded_minor = 1 WHERE order_id IN (SELECT order_id FROM chosen)
                """);

        final String sql;

        Harmless(String sql) {
            this.sql = sql;
        }
    }

    /** One unit more or less for the order, in all the books of the stock. */
    private static String hold(int units) {
        return """
                CREATE TEMP TABLE line AS SELECT order_id, min(sku) AS sku FROM inventory.reservation_line
                 WHERE order_id IN (SELECT order_id FROM chosen) GROUP BY order_id;
                UPDATE inventory.reservation_line SET quantity = quantity + 1, held = held + (%1$d) WHERE (order_id, sku) IN (SELECT order_id, sku FROM line);
                UPDATE inventory.stock SET reserved = reserved + (%1$d) WHERE sku IN (SELECT sku FROM line);
                INSERT INTO inventory.movement (sku, location, cause, document_id, on_hand_change, reserved_change, on_hand, reserved, at)
                SELECT sku, 'main', 'reservation', CAST(order_id AS text), 0, %1$d, 0, 0, now() FROM line;
                """.formatted(units);
    }

    private static String line(String column) {
        return """
                ALTER TABLE trade.order_line DROP CONSTRAINT total_adds_up;
                UPDATE trade.order_line SET %1$s = %1$s + 1 WHERE line_no = 1 AND order_id IN (SELECT order_id FROM chosen)
                """.formatted(column);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundAndNothingElseIs(Damage damage) {
        // Between two looks a provider may have answered at last, and the books are not at rest for a moment.
        Await.until(() -> assertThat(broken(check(damage.sql))).isEqualTo(Set.of(damage.breaks)));
    }

    @ParameterizedTest
    @EnumSource
    void isNotSeenWhereThereIsNone(Harmless what) {
        Await.until(() -> assertThat(check(what.sql)).isEmpty());
    }

    @Test
    void ofTheHistoryIsFound() {
        var numbers = HISTORY.steps().stream()
                .filter(step -> step.tried().act() == Act.ORDER && step.answered(201))
                .filter(step -> step.tried().wanted().size() == 1 && !wasChanged(step))
                .toList();
        var one = numbers.getFirst();
        var other = numbers.stream()
                .filter(step -> !step.tried().subject().equals(one.tried().subject()))
                .findFirst()
                .orElseThrow();
        var tried = one.tried();
        var told = one.answer();
        var otherTold = other.answer();

        var lost = History.inMemory();
        lost.answered(lost.tried(1, Act.ORDER, "k", Map.of()), 201, "never-made", "unpaid", 1, false);
        assertBreaks(lost, Invariant.ACKNOWLEDGED);

        var dearer = History.inMemory();
        dearer.answered(
                dearer.tried(1, Act.ORDER, tried.subject(), tried.wanted()),
                201,
                told.number(),
                "",
                told.totalMinor() + 1,
                false);
        assertBreaks(dearer, Invariant.ACKNOWLEDGED);

        var more = History.inMemory();
        more.answered(
                more.tried(1, Act.ORDER, tried.subject(), Map.of("another", 1)),
                201,
                told.number(),
                "",
                told.totalMinor(),
                false);
        assertBreaks(more, Invariant.ACKNOWLEDGED);

        var twoNumbers = History.inMemory();
        twoNumbers.answered(
                twoNumbers.tried(1, Act.ORDER, tried.subject(), tried.wanted()),
                201,
                told.number(),
                "",
                told.totalMinor(),
                false);
        twoNumbers.answered(
                twoNumbers.tried(1, Act.ORDER, tried.subject(), other.tried().wanted()),
                201,
                otherTold.number(),
                "",
                otherTold.totalMinor(),
                false);
        assertBreaks(twoNumbers, Invariant.ONE_EFFECT);

        assertBreaks(dearerSister(), Invariant.ACKNOWLEDGED);

        var refused = History.inMemory();
        refused.answered(
                refused.tried(1, Act.ORDER, tried.subject(), tried.wanted()), 409, "", "out-of-stock", 0, false);
        assertBreaks(refused, Invariant.ONE_EFFECT);

        var unpaid = HISTORY.steps().stream()
                .filter(step -> step.tried().act() == Act.ORDER
                        && step.answered(201)
                        && step.answer().orderStatus().equals("unpaid"))
                .filter(step -> HISTORY.steps().stream()
                        .noneMatch(later -> later.answer() != null
                                && later.tried().act() != Act.ORDER
                                && later.answer().number().equals(step.answer().number())))
                .filter(step -> isUnpaid(step.answer().number()))
                .findFirst()
                .orElseThrow();
        var undone = History.inMemory();
        undone.answered(
                undone.tried(1, Act.PAY, unpaid.answer().number(), Map.of()),
                200,
                unpaid.answer().number(),
                "paid",
                0,
                false);
        assertBreaks(undone, Invariant.ACKNOWLEDGED);

        var defect = History.inMemory();
        defect.answered(defect.tried(1, Act.QUOTE, "", Map.of()), 500, "", "", 0, false);
        assertBreaks(defect, Invariant.ANSWERS);
    }

    /** One of the orders of a checkout was changed, and another, which was not, costs a cent more than its buyer was told. */
    private static History dearerSister() {
        var changed = HISTORY.steps().stream()
                .filter(step -> step.tried().act() == Act.CHANGE)
                .map(step -> step.tried().subject())
                .collect(Collectors.toSet());
        var order = HISTORY.steps().stream()
                .filter(step -> step.tried().act() == Act.ORDER && step.answered(201))
                .filter(step -> step.answer().sisters().keySet().stream().anyMatch(one -> !changed.contains(one)))
                .findFirst()
                .orElseThrow();
        var told = new TreeMap<>(order.answer().sisters());
        var unchanged = told.keySet().stream()
                .filter(one -> !changed.contains(one))
                .findFirst()
                .orElseThrow();
        told.merge(unchanged, -1L, Long::sum);
        var history = History.inMemory();
        told.keySet().stream()
                .filter(one -> !one.equals(unchanged))
                .forEach(one -> history.tried(1, Act.CHANGE, one, Map.of()));
        history.answered(
                history.tried(
                        1, Act.ORDER, order.tried().subject(), order.tried().wanted()),
                201,
                order.answer().number(),
                "",
                order.answer().totalMinor(),
                false,
                told);
        return history;
    }

    private static boolean wasChanged(History.Step order) {
        return HISTORY.steps().stream()
                .anyMatch(step -> step.tried().act() == Act.CHANGE
                        && step.tried().subject().equals(order.answer().number()));
    }

    /** How many were paid with others that stand. */
    private static int cancelledSisters() {
        return count("""
                SELECT count(*) FROM trade.orders o
                  JOIN trade.order_standing os USING (order_id)
                  JOIN trade.orders s ON s.group_id = o.group_id
                  JOIN trade.order_standing ss ON ss.order_id = s.order_id
                 WHERE os.status = 'CANCELLED' AND ss.status = 'PAID' AND os.payment_id = ss.payment_id
                """);
    }

    /** A provider may have taken the money later, without anybody asking. */
    private static boolean isUnpaid(String number) {
        return count(
                        "SELECT count(*) FROM trade.orders JOIN trade.order_standing USING (order_id) WHERE status = 'UNPAID' AND number = '"
                                + number + "'")
                == 1;
    }

    private static int count(String question) {
        try (var db = TestDatabase.connect(shop.databaseUrl());
                var statement = db.createStatement();
                var found = statement.executeQuery(question)) {
            found.next();
            return found.getInt(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A job of the shop may tell something just then, which is handled a moment later. */
    private static void assertBreaks(History history, Invariant invariant) {
        Await.until(() -> assertThat(broken(check(history))).containsExactly(invariant));
    }

    private static Set<Invariant> broken(List<Violation> violations) {
        return violations.stream().map(Violation::invariant).collect(Collectors.toSet());
    }

    private static List<Violation> check(History history) {
        try (var db = TestDatabase.connect(shop.databaseUrl())) {
            return Check.check(history, db);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<Violation> check(String damage) {
        try (var db = TestDatabase.connect(shop.databaseUrl())) {
            db.setAutoCommit(false);
            db.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var before = Check.check(HISTORY, db);
            if (damage.isEmpty()) {
                return before;
            }
            assertThat(before).isEmpty();
            try (var planting = db.createStatement()) {
                planting.execute(damage);
            }
            var found = Check.check(HISTORY, db);
            db.rollback();
            return found;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
