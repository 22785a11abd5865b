package io.kontor.testkit.storm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The shop's database as the check sees it. What the tables and columns are called is known in {@link #VIEWS} and nowhere
 * else in this package: whoever moves a column mends its view.
 */
final class Books {
    private static final String VIEWS = """
            CREATE OR REPLACE TEMP VIEW shop_order AS
                SELECT order_id, group_id, number, status, status = 'CANCELLED' AS cancelled,
                       status NOT IN ('UNPAID', 'CANCELLED') AS paid,
                       status IN ('SHIPPED', 'DELIVERED', 'RECEIVED', 'REFUNDED') AS shipped, pay_before, payment_id, trim(currency) AS currency,
                       goods_minor AS goods, discount_minor AS discount, delivery_minor AS delivery, tax_minor AS tax,
                       total_minor AS total, coalesce(paid_minor, total_minor - tendered_minor) AS settled, refunded_minor AS back
                  FROM trade.orders JOIN trade.order_standing USING (order_id);
            CREATE OR REPLACE TEMP VIEW shop_line AS
                SELECT order_id, sku, quantity, shipped, price_minor AS price, discount_minor AS discount, tax_minor AS tax,
                       delivery_share_minor AS delivery, total_minor AS total
                  FROM trade.order_line;
            CREATE OR REPLACE TEMP VIEW shop_key AS
                SELECT scope, key, CAST(reference AS uuid) AS group_id
                  FROM trade.idempotency WHERE scope LIKE 'order:%' AND reference IS NOT NULL;
            CREATE OR REPLACE TEMP VIEW shop_stock AS
                SELECT sku, location, on_hand, reserved, backlog FROM inventory.stock;
            CREATE OR REPLACE TEMP VIEW shop_movement AS
                SELECT sku, location, cause = 'shipment' AS sold, document_id AS document, on_hand_change, reserved_change
                  FROM inventory.movement;
            CREATE OR REPLACE TEMP VIEW shop_hold AS
                SELECT order_id, status, status = 'HELD' AS expires, expires_at FROM inventory.reservation;
            CREATE OR REPLACE TEMP VIEW shop_held AS
                SELECT order_id, sku, sum(held) AS held, sum(shipped) AS shipped, sum(backlog) AS backlog
                  FROM inventory.reservation_line GROUP BY order_id, sku;
            CREATE OR REPLACE TEMP VIEW shop_payment AS
                SELECT payment_id, order_id,
                       CASE WHEN status IN ('CAPTURED', 'PARTIALLY_CAPTURED') THEN coalesce(captured_minor, amount_minor) ELSE 0 END AS captured,
                       refunded_minor AS refunded, trim(currency) AS currency
                  FROM payment.payment;
            CREATE OR REPLACE TEMP VIEW provider_payment AS
                SELECT payment_id,
                       CASE WHEN status = 'CAPTURED' THEN p.amount_minor
                            ELSE coalesce(sum(d.amount_minor) FILTER (WHERE kind = 'CAPTURE'), 0) END AS captured,
                       coalesce(sum(d.amount_minor) FILTER (WHERE kind = 'REFUND'), 0) AS refunded
                  FROM payment.sandbox_payment p LEFT JOIN payment.sandbox_deed d USING (payment_id) GROUP BY payment_id;
            CREATE OR REPLACE TEMP VIEW shop_refund AS
                SELECT refund_id, order_id, amount_minor AS amount, status = 'SUCCEEDED' AS given, staff_id IS NOT NULL AS by_hand, reason
                  FROM payment.refund;
            CREATE OR REPLACE TEMP VIEW shop_refund_share AS
                SELECT refund_id, payment_id, amount_minor AS amount FROM payment.refund_share;
            CREATE OR REPLACE TEMP VIEW shop_kept AS
                SELECT coalesce(o.group_id, p.order_id) AS group_id, sum(captured - refunded) AS kept, sum(coalesce(h.by_hand, 0)) AS by_hand,
                       string_agg(DISTINCT p.currency, ' ') FILTER (WHERE captured > 0) AS currency
                  FROM shop_payment p
                  LEFT JOIN shop_order o USING (order_id)
                  LEFT JOIN (SELECT payment_id, sum(s.amount) AS by_hand FROM shop_refund_share s JOIN shop_refund USING (refund_id)
                              WHERE by_hand GROUP BY payment_id) h ON h.payment_id = p.payment_id
                 GROUP BY 1;
            CREATE OR REPLACE TEMP VIEW shop_cancellation AS
                SELECT t.order_id, s.payment_id, sum(s.amount) AS given
                  FROM trade.order_timeline t JOIN shop_refund r ON r.refund_id = t.entry_id JOIN shop_refund_share s USING (refund_id)
                 WHERE t.code = 'refunded' AND NOT by_hand AND reason LIKE 'order %' GROUP BY t.order_id, s.payment_id;
            CREATE OR REPLACE TEMP VIEW shop_after_sales AS
                SELECT o.order_id, sum(r.amount) AS given
                  FROM shop_refund r JOIN shop_order o ON r.order_id IN (o.order_id, o.group_id)
                       AND o.number = split_part(substring(reason FROM '^(?:return|exchange) (.+)$'), '-', 1)
                 GROUP BY o.order_id;
            CREATE OR REPLACE TEMP VIEW shop_request AS
                SELECT request_id, number,
                       CASE WHEN status IN ('APPROVED', 'SENT', 'RECEIVED', 'SENDING_BACK') THEN coalesce(paid_minor, 0)
                            WHEN status = 'COMPLETED' THEN least(coalesce(paid_minor, 0),
                                (SELECT coalesce(sum(greatest(0, wanted_price_minor * quantity - amount_minor)), 0)
                                   FROM aftersales.request_line l WHERE l.request_id = r.request_id))
                            ELSE 0 END AS extra
                  FROM aftersales.request r;
            """;

    private static final Map<Invariant, List<String>> QUESTIONS = questions();

    private final Connection db;

    /** @param db a connection that the views live as long as */
    Books(Connection db) throws SQLException {
        this.db = db;
        execute(VIEWS);
        execute(eventViews());
    }

    /** An order that stands in the books. @param groupId of those that are paid together */
    record Order(
            String number,
            String groupId,
            String status,
            boolean paid,
            boolean shipped,
            boolean cancelled,
            long total,
            Map<String, Integer> lines) {}

    /** What is wrong, in the order of the invariants. */
    List<Violation> violations() throws SQLException {
        var found = new ArrayList<Violation>();
        for (var invariant : Invariant.values()) {
            found.addAll(violations(invariant));
        }
        return found;
    }

    List<Violation> violations(Invariant invariant) throws SQLException {
        var found = new ArrayList<Violation>();
        for (var question : QUESTIONS.getOrDefault(invariant, List.of())) {
            ask(question, row -> found.add(new Violation(invariant, row.getString(1))));
        }
        return found;
    }

    /** All orders of these numbers; a number that stands there twice is told twice. */
    Map<String, List<Order>> orders() throws SQLException {
        var lines = new HashMap<String, Map<String, Integer>>();
        ask(
                "SELECT CAST(order_id AS text), sku, sum(quantity) FROM shop_line GROUP BY order_id, sku",
                row -> lines.computeIfAbsent(row.getString(1), _ -> new TreeMap<>())
                        .put(row.getString(2), row.getInt(3)));
        var orders = new HashMap<String, List<Order>>();
        ask(
                "SELECT number, CAST(group_id AS text), status, paid, shipped, cancelled, total, CAST(order_id AS text) FROM shop_order",
                row -> orders.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(new Order(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                row.getLong(7),
                                lines.getOrDefault(row.getString(8), Map.of()))));
        return orders;
    }

    /** The number of the order that each idempotency key made: of several the first, which is the one that is answered. */
    Map<String, String> numbersByKey() throws SQLException {
        var numbers = new HashMap<String, String>();
        ask(
                "SELECT DISTINCT ON (key) key, number FROM shop_key JOIN shop_order USING (group_id) ORDER BY key, order_id",
                row -> numbers.put(row.getString(1), row.getString(2)));
        return numbers;
    }

    /** How many units of each SKU live orders have. */
    Map<String, Long> sold() throws SQLException {
        var sold = new HashMap<String, Long>();
        ask(
                "SELECT sku, sum(quantity) FROM shop_line JOIN shop_order USING (order_id) WHERE NOT cancelled GROUP BY sku",
                row -> sold.put(row.getString(1), row.getLong(2)));
        return sold;
    }

    /** Every module has an outbox, and those who listen say how far they have heard. */
    private String eventViews() throws SQLException {
        var modules = new ArrayList<String>();
        ask(
                "SELECT table_schema FROM information_schema.tables WHERE table_name = 'outbox' ORDER BY 1",
                row -> modules.add(row.getString(1)));
        var told = modules.stream()
                .map(module ->
                        "SELECT '%1$s' AS source, tx, event_id, type, key, payload::json AS payload FROM %1$s.outbox"
                                .formatted(module))
                .collect(Collectors.joining(" UNION ALL "));
        var heard = modules.stream()
                .map(module ->
                        "SELECT '%1$s' AS listener, source, CAST(CAST(tx AS text) AS xid8) AS tx, event_id FROM %1$s.subscription"
                                .formatted(module))
                .collect(Collectors.joining(" UNION ALL "));
        var waiting = modules.stream()
                .map(module ->
                        "SELECT '%1$s' AS listener, handler, type, key, attempts, parked_at IS NOT NULL AS parked, last_error FROM %1$s.event_retry"
                                .formatted(module))
                .collect(Collectors.joining(" UNION ALL "));
        return "CREATE OR REPLACE TEMP VIEW shop_told AS %s; CREATE OR REPLACE TEMP VIEW shop_heard AS %s; CREATE OR REPLACE TEMP VIEW shop_waiting AS %s;"
                .formatted(told, heard, waiting);
    }

    private static Map<Invariant, List<String>> questions() {
        return Map.of(
                Invariant.ONE_EFFECT,
                List.of("""
                        SELECT format('order %s came about without an idempotency key', number)
                          FROM shop_order o WHERE NOT EXISTS (SELECT FROM shop_key k WHERE k.group_id = o.group_id)
                        """, """
                        SELECT format('order %s was made by %s keys', max(number), count(*))
                          FROM shop_key JOIN shop_order USING (group_id) GROUP BY order_id HAVING count(*) > 1
                        """, """
                        SELECT format('key %s made an order that is not there', key)
                          FROM shop_key k WHERE NOT EXISTS (SELECT FROM shop_order o WHERE o.group_id = k.group_id)
                        """),
                Invariant.STOCK,
                List.of("""
                        SELECT format('%s at %s: %s on hand and %s reserved, but the movements make %s and %s',
                                      sku, location, on_hand, reserved, coalesce(m.on_hand_sum, 0), coalesce(m.reserved_sum, 0))
                          FROM shop_stock
                          LEFT JOIN (SELECT sku, location, sum(on_hand_change) AS on_hand_sum, sum(reserved_change) AS reserved_sum
                                       FROM shop_movement GROUP BY sku, location) m USING (sku, location)
                         WHERE on_hand <> coalesce(m.on_hand_sum, 0) OR reserved <> coalesce(m.reserved_sum, 0)
                        """, """
                        SELECT format('%s at %s: %s on hand, %s reserved', sku, location, on_hand, reserved)
                          FROM shop_stock WHERE on_hand < 0 OR reserved < 0 OR reserved > on_hand
                        """, """
                        SELECT format('%s: %s reserved, but %s set aside for orders', sku, coalesce(reserved, 0), coalesce(held, 0))
                          FROM (SELECT sku, sum(reserved) AS reserved FROM shop_stock GROUP BY sku) s
                          FULL JOIN (SELECT sku, sum(held) AS held FROM shop_held GROUP BY sku) h USING (sku)
                         WHERE coalesce(reserved, 0) <> coalesce(held, 0)
                        """, """
                        SELECT format('%s: %s sold beyond the stock, but orders wait for %s', sku, coalesce(s.backlog, 0), coalesce(h.backlog, 0))
                          FROM (SELECT sku, sum(backlog) AS backlog FROM shop_stock GROUP BY sku) s
                          FULL JOIN (SELECT sku, sum(backlog) AS backlog FROM shop_held GROUP BY sku) h USING (sku)
                         WHERE coalesce(s.backlog, 0) <> coalesce(h.backlog, 0)
                        """, """
                        SELECT format('%s: the movements sold %s, the orders shipped %s', sku, coalesce(sold, 0), coalesce(shipped, 0))
                          FROM (SELECT sku, -sum(on_hand_change) AS sold FROM shop_movement WHERE sold GROUP BY sku) m
                          FULL JOIN (SELECT sku, sum(shipped) AS shipped FROM shop_held GROUP BY sku) h USING (sku)
                         WHERE coalesce(sold, 0) <> coalesce(shipped, 0)
                        """),
                Invariant.HELD,
                List.of("""
                        SELECT format('order %s (%s) has %s of %s, set aside or promised are %s',
                                      number, o.status, wanted, sku, coalesce(h.held + h.shipped + h.backlog, 0))
                          FROM shop_order o
                          JOIN (SELECT order_id, sku, sum(quantity) AS wanted FROM shop_line GROUP BY order_id, sku) l USING (order_id)
                          LEFT JOIN shop_held h USING (order_id, sku)
                         WHERE NOT cancelled AND coalesce(h.held + h.shipped + h.backlog, 0) <> wanted
                        """, """
                        SELECT format('order %s is paid, but its goods are %s', number, coalesce(h.status, 'nowhere'))
                          FROM shop_order o LEFT JOIN shop_hold h USING (order_id)
                         WHERE paid AND h.status IS DISTINCT FROM 'COMMITTED'
                           AND NOT EXISTS (SELECT FROM shop_held w WHERE w.order_id = o.order_id AND w.backlog > 0)
                        """, """
                        SELECT format('order %s is cancelled, but holds %s of %s', number, held, sku)
                          FROM shop_order JOIN shop_held USING (order_id) WHERE cancelled AND held + backlog <> 0
                        """, """
                        SELECT format('order %s (%s) shipped %s of %s, but %s have left the stock', number, o.status, l.shipped, sku, coalesce(h.shipped, 0))
                          FROM shop_order o
                          JOIN (SELECT order_id, sku, sum(shipped) AS shipped FROM shop_line GROUP BY order_id, sku) l USING (order_id)
                          LEFT JOIN shop_held h USING (order_id, sku)
                         WHERE l.shipped <> coalesce(h.shipped, 0)
                        """, """
                        SELECT format('the goods of order %s were made firm, but there is no such order', order_id)
                          FROM shop_hold h WHERE status IN ('COMMITTED', 'SHORT')
                           AND NOT EXISTS (SELECT FROM shop_order o WHERE o.order_id = h.order_id)
                        """, """
                        SELECT format('order %s holds %s of %s, but its movements make %s', h.order_id, held, h.sku, coalesce(moved, 0))
                          FROM shop_held h
                          LEFT JOIN (SELECT document, sku, sum(reserved_change) AS moved FROM shop_movement GROUP BY document, sku) m
                               ON m.document = CAST(h.order_id AS text) AND m.sku = h.sku
                         WHERE shipped = 0 AND held <> coalesce(moved, 0)
                        """),
                Invariant.MONEY,
                List.of("""
                        SELECT format('%s %s is kept for order %s and those paid with it (%s), but %s stands of it%s',
                                      coalesce(kept, 0), coalesce(k.currency, '-'), coalesce(number, CAST(group_id AS text)),
                                      coalesce(o.status, 'unknown'), coalesce(stands, 0),
                                      CASE WHEN waits > 0 THEN format(', %s is unpaid', waits) WHEN by_hand > 0 THEN format(', %s by hand', by_hand) ELSE '' END)
                          FROM shop_kept k
                          FULL JOIN (SELECT group_id, min(number) AS number, string_agg(DISTINCT status, ' ') AS status,
                                            coalesce(sum(settled - back) FILTER (WHERE paid), 0) AS stands,
                                            coalesce(sum(total) FILTER (WHERE NOT paid AND NOT cancelled), 0) AS waits, min(currency) AS currency
                                       FROM shop_order GROUP BY group_id) o USING (group_id)
                         WHERE (coalesce(kept, 0) NOT BETWEEN coalesce(stands, 0) - coalesce(by_hand, 0) AND coalesce(stands, 0) + greatest(waits - 1, 0)
                                OR kept > 0 AND k.currency <> o.currency)
                           AND NOT EXISTS (SELECT FROM shop_request WHERE request_id = group_id)
                        """, """
                        SELECT format('of order %s %s is settled, but it costs %s', number, settled, total)
                          FROM shop_order WHERE NOT cancelled AND settled > total
                        """, """
                        SELECT format('order %s (%s) was paid with others: its cancellation gave back %s of %s', number, o.status, coalesce(given, 0),
                                      CASE WHEN cancelled THEN settled - back ELSE 0 END)
                          FROM shop_order o
                          LEFT JOIN (SELECT c.order_id, sum(c.given) AS given FROM shop_cancellation c
                                       JOIN shop_order p USING (order_id) JOIN shop_payment own ON own.payment_id = c.payment_id
                                      WHERE p.payment_id = c.payment_id OR own.order_id = c.order_id GROUP BY c.order_id) c ON c.order_id = o.order_id
                         WHERE o.group_id <> o.order_id AND o.payment_id IS NOT NULL
                           AND coalesce(given, 0) NOT BETWEEN CASE WHEN cancelled THEN settled - back - (SELECT by_hand FROM shop_kept k WHERE k.group_id = o.group_id)
                                                                   ELSE 0 END
                                                          AND CASE WHEN cancelled THEN settled - back ELSE 0 END
                        """, """
                        SELECT format('after-sales gave back %s of order %s, and %s is noted', coalesce(given, 0), number, back)
                          FROM shop_order LEFT JOIN shop_after_sales USING (order_id) WHERE coalesce(given, 0) <> back
                        """, """
                        SELECT format('payment %s captured %s and gave back %s', payment_id, captured, refunded)
                          FROM shop_payment WHERE refunded < 0 OR refunded > captured
                        """, """
                        SELECT format('request %s has %s for what it costs more, which is %s', number, coalesce(kept, 0), extra)
                          FROM shop_request LEFT JOIN shop_kept ON group_id = request_id
                         WHERE coalesce(kept, 0) <> extra
                        """, """
                        SELECT format('payment %s captured %s and gave back %s, but its provider says %s and %s',
                                      payment_id, s.captured, s.refunded, p.captured, p.refunded)
                          FROM provider_payment p JOIN shop_payment s USING (payment_id)
                         WHERE (p.captured, p.refunded) <> (s.captured, s.refunded)
                        """, """
                        SELECT format('payment %s gave back %s, its refunds make %s', payment_id, refunded, coalesce(given, 0))
                          FROM shop_payment
                          LEFT JOIN (SELECT payment_id, sum(amount) AS given FROM shop_refund_share GROUP BY payment_id) s USING (payment_id)
                         WHERE refunded <> coalesce(given, 0)
                        """, """
                        SELECT format('refund %s of %s has shares of %s%s', refund_id, amount, coalesce(shared, 0),
                                      CASE WHEN given THEN '' ELSE ' and was not finished' END)
                          FROM shop_refund
                          LEFT JOIN (SELECT refund_id, sum(amount) AS shared FROM shop_refund_share GROUP BY refund_id) s USING (refund_id)
                         WHERE amount <> coalesce(shared, 0) OR NOT given
                        """),
                Invariant.SUMS,
                List.of("""
                        SELECT format('order %s: goods %s, discount %s, delivery %s, tax %s, total %s; its lines make %s, %s, %s, %s, %s',
                                      number, o.goods, o.discount, o.delivery, o.tax, o.total,
                                      l.goods, l.discount, l.delivery, l.tax, l.total + l.delivery)
                          FROM shop_order o
                          LEFT JOIN (SELECT order_id, sum(price * quantity) AS goods, sum(discount) AS discount, sum(delivery) AS delivery,
                                            sum(tax) AS tax, sum(total) AS total FROM shop_line GROUP BY order_id) l USING (order_id)
                         WHERE (o.goods, o.discount, o.delivery, o.tax, o.total)
                               IS DISTINCT FROM (l.goods, l.discount, l.delivery, l.tax, l.total + l.delivery)
                            OR o.total <> o.goods - o.discount + o.delivery
                        """, """
                        SELECT format('order %s: %s of %s at %s less %s cost %s', number, quantity, sku, price, l.discount, l.total)
                          FROM shop_line l JOIN shop_order USING (order_id)
                         WHERE l.total <> price * quantity - l.discount
                        """),
                Invariant.OUTBOX,
                List.of(
                        """
                        SELECT format('%s has not heard %s events of %s, the first %s %s',
                                      listener, count(*), h.source, min(t.type), min(t.key))
                          FROM shop_heard h JOIN shop_told t ON t.source = h.source AND (t.tx, t.event_id) > (h.tx, h.event_id)
                         GROUP BY listener, h.source
                        """,
                        """
                        SELECT format('%s of %s: %s %s %s after %s tries: %s', handler, listener, type, key,
                                      CASE WHEN parked THEN 'is parked' ELSE 'waits' END, attempts, left(last_error, 200))
                          FROM shop_waiting
                        """,
                        happened(
                                "trade.OrderPlaced",
                                "orderId",
                                "SELECT order_id AS id, number AS name, true AS told FROM shop_order"),
                        happened(
                                "trade.OrderPaid",
                                "orderId",
                                "SELECT order_id AS id, number AS name, CASE WHEN cancelled THEN NULL ELSE paid END AS told FROM shop_order"),
                        happened(
                                "trade.OrderCancelled",
                                "orderId",
                                "SELECT order_id AS id, number AS name, cancelled AS told FROM shop_order"),
                        happened(
                                "payment.PaymentCaptured",
                                "paymentId",
                                "SELECT payment_id AS id, CAST(payment_id AS text) AS name, captured > 0 AS told FROM shop_payment"),
                        happened(
                                "payment.RefundSucceeded",
                                "refundId",
                                "SELECT refund_id AS id, CAST(refund_id AS text) AS name, given AS told FROM shop_refund")),
                Invariant.HOLDS,
                List.of("""
                        SELECT format('the hold for order %s ran out at %s', order_id, expires_at)
                          FROM shop_hold WHERE expires AND expires_at < clock_timestamp() - interval '60 seconds'
                        """, """
                        SELECT format('order %s should have been paid before %s', number, pay_before)
                          FROM shop_order WHERE NOT paid AND NOT cancelled AND pay_before < clock_timestamp() - interval '60 seconds'
                        """));
    }

    /** @param facts id, name, and whether it must have been told: true once, false never, null at most once */
    private static String happened(String type, String idField, String facts) {
        return """
                SELECT format('%1$s of %%s was told %%s times', coalesce(f.name, t.id), coalesce(t.times, 0))
                  FROM (%3$s) f
                  FULL JOIN (SELECT payload ->> '%2$s' AS id, count(*) AS times FROM shop_told WHERE type = '%1$s' GROUP BY 1) t
                       ON t.id = CAST(f.id AS text)
                 WHERE CASE WHEN f.id IS NULL THEN true
                            WHEN f.told IS NULL THEN coalesce(t.times, 0) > 1
                            ELSE coalesce(t.times, 0) <> f.told::int END
                """.formatted(type, idField, facts);
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void ask(String question, Reader reader) throws SQLException {
        try (var statement = db.createStatement()) {
            try (var rows = statement.executeQuery(question)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    private void execute(String statements) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.execute(statements);
        }
    }
}
