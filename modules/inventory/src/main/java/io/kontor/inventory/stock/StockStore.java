package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.StockChanged;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The balances and their movements. Rows are always locked in the order of their SKUs, and after the reservations they
 * serve, so that no two writers can wait for each other.
 */
@Component
public class StockStore {
    /** The only location so far, and where everything is sold from. */
    static final String MAIN = "main";

    private static final int SKUS_MAX = 1_000;

    private final JdbcClient db;
    private final Outbox outbox;
    private final Clock clock;

    StockStore(JdbcClient db, Outbox outbox, Clock clock) {
        this.db = db;
        this.outbox = outbox;
        this.clock = clock;
    }

    public record Balance(String sku, int onHand, int reserved) {
        public int available() {
            return onHand - reserved;
        }
    }

    private record Changed(String sku, int availableBefore, int available) {}

    /** One answer per SKU, in the order asked. */
    public List<Availability> available(List<String> skus) {
        if (skus.size() > SKUS_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Ask for 1,000 SKUs at most.");
        }
        skus.forEach(Limits::checkSku);
        var found = balances(skus);
        return skus.stream()
                .map(sku -> new Availability(
                        sku, found.containsKey(sku) ? found.get(sku).available() : 0))
                .toList();
    }

    private Map<String, Balance> balances(List<String> skus) {
        var found = new HashMap<String, Balance>();
        if (!skus.isEmpty()) {
            db.sql("SELECT sku, on_hand, reserved FROM inventory.stock WHERE sku = ANY(:skus) AND location = 'main'")
                    .param("skus", skus.toArray(String[]::new))
                    .query(Balance.class)
                    .list()
                    .forEach(balance -> found.put(balance.sku(), balance));
        }
        return found;
    }

    /** The balances of those SKUs that have stock, locked until the transaction ends. */
    public Map<String, Balance> lock(List<String> skus) {
        var locked = new HashMap<String, Balance>();
        db.sql("""
                        SELECT sku, on_hand, reserved FROM inventory.stock
                         WHERE sku = ANY(:skus) AND location = 'main'
                         ORDER BY sku FOR UPDATE
                        """)
                .param("skus", skus.toArray(String[]::new))
                .query(Balance.class)
                .list()
                .forEach(balance -> locked.put(balance.sku(), balance));
        return locked;
    }

    /** Makes room for SKUs that were never counted before. */
    void open(List<String> skus) {
        db.sql("""
                        INSERT INTO inventory.stock (sku, location, changed_at)
                        SELECT sku, 'main', :now FROM unnest(:skus::text[]) AS s (sku) ORDER BY sku
                        ON CONFLICT DO NOTHING
                        """)
                .param("now", now())
                .param("skus", skus.toArray(String[]::new))
                .update();
    }

    /**
     * Reserves every line for an order that has no reservation yet, in one statement. The order's row comes first: of
     * two requests for one order the second waits there, holding nothing.
     *
     * @return whether all of it was done; otherwise the caller must roll back
     */
    public boolean hold(UUID orderId, List<Line> lines, OffsetDateTime expiresAt) {
        var taken = db.sql("""
                        WITH made AS (
                            INSERT INTO inventory.reservation (order_id, status, expires_at, reserved_at)
                            VALUES (:orderId, 'HELD', :expiresAt, :now)
                            ON CONFLICT DO NOTHING RETURNING order_id),
                        locked AS MATERIALIZED (
                            SELECT s.sku, w.quantity
                              FROM made
                             CROSS JOIN unnest(:skus::text[], :quantities::int[]) AS w (sku, quantity)
                              JOIN inventory.stock s ON s.sku = w.sku AND s.location = 'main'
                             WHERE s.on_hand - s.reserved >= w.quantity
                             ORDER BY s.sku FOR UPDATE OF s),
                        taken AS (
                            UPDATE inventory.stock s
                               SET reserved = s.reserved + l.quantity, changed_at = :now
                              FROM locked l
                             WHERE s.sku = l.sku AND s.location = 'main'
                            RETURNING s.sku, s.on_hand, s.reserved, l.quantity),
                        lines AS (
                            INSERT INTO inventory.reservation_line (order_id, sku, quantity, held)
                            SELECT :orderId, sku, quantity, quantity FROM taken),
                        moved AS (
                            INSERT INTO inventory.movement
                                   (sku, location, cause, document_id, on_hand_change, reserved_change, on_hand, reserved, at)
                            SELECT sku, 'main', 'reservation', :document, 0, quantity, on_hand, reserved, :now FROM taken)
                        SELECT sku, on_hand - reserved + quantity AS available_before, on_hand - reserved AS available
                          FROM taken
                        """)
                .param("orderId", orderId)
                .param("document", orderId.toString())
                .param("expiresAt", expiresAt)
                .param("now", now())
                .param("skus", lines.stream().map(Line::sku).toArray(String[]::new))
                .param("quantities", lines.stream().map(Line::quantity).toArray(Integer[]::new))
                .query(Changed.class)
                .list();
        if (taken.size() < lines.size()) {
            return false;
        }
        tell(taken);
        return true;
    }

    /** Applies changes in one statement, whatever their number, and tells what shoppers see differently. */
    public void change(String cause, List<Change> changes) {
        change(cause, changes, null, null);
    }

    void change(String cause, List<Change> changes, @Nullable String reason, @Nullable UUID accountId) {
        if (changes.isEmpty()) {
            return;
        }
        // What a movement left behind is reckoned back from the last balance: the movements after it are taken off.
        tell(db.sql("""
                        WITH change AS (
                            SELECT * FROM unnest(:skus::text[], :documents::text[], :onHand::int[], :reserved::int[])
                                          WITH ORDINALITY AS c (sku, document_id, on_hand, reserved, no)),
                        total AS (
                            SELECT sku, sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved FROM change GROUP BY sku),
                        locked AS MATERIALIZED (
                            SELECT s.sku, t.on_hand, t.reserved
                              FROM inventory.stock s JOIN total t ON t.sku = s.sku
                             WHERE s.location = 'main' ORDER BY s.sku FOR UPDATE OF s),
                        changed AS (
                            UPDATE inventory.stock s
                               SET on_hand = s.on_hand + l.on_hand, reserved = s.reserved + l.reserved, changed_at = :now
                              FROM locked l
                             WHERE s.sku = l.sku AND s.location = 'main'
                            RETURNING s.sku, s.on_hand, s.reserved,
                                      s.on_hand - l.on_hand - s.reserved + l.reserved AS available_before),
                        moved AS (
                            INSERT INTO inventory.movement
                                   (sku, location, cause, document_id, reason, account_id, on_hand_change, reserved_change,
                                    on_hand, reserved, at)
                            SELECT c.sku, 'main', :cause, c.document_id, :reason, :accountId::uuid, c.on_hand, c.reserved,
                                   s.on_hand - coalesce(sum(c.on_hand) OVER later, 0),
                                   s.reserved - coalesce(sum(c.reserved) OVER later, 0), :now
                              FROM change c JOIN changed s ON s.sku = c.sku
                            WINDOW later AS (PARTITION BY c.sku ORDER BY c.no ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
                             ORDER BY c.no)
                        SELECT sku, available_before, on_hand - reserved AS available FROM changed
                        """)
                .param("skus", changes.stream().map(Change::sku).toArray(String[]::new))
                .param("documents", changes.stream().map(Change::documentId).toArray(String[]::new))
                .param("onHand", changes.stream().map(Change::onHand).toArray(Integer[]::new))
                .param("reserved", changes.stream().map(Change::reserved).toArray(Integer[]::new))
                .param("cause", cause)
                .param("reason", reason)
                .param("accountId", accountId)
                .param("now", now())
                .query(Changed.class)
                .list());
    }

    private void tell(List<Changed> changed) {
        outbox.publish(changed.stream()
                .filter(one -> shown(one.available()) != shown(one.availableBefore()))
                .map(one -> new StockChanged(one.sku(), shown(one.available())))
                .toList());
    }

    private static int shown(int available) {
        return Math.min(available, StockChanged.SHOWN_MAX);
    }

    /** @return false when the return was recorded before */
    boolean insertTakenBack(UUID returnId, String content) {
        return db.sql("""
                        INSERT INTO inventory.taken_back (return_id, content, taken_at) VALUES (:returnId, :content, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("returnId", returnId)
                        .param("content", content)
                        .param("now", now())
                        .update()
                == 1;
    }

    boolean isTakenBack(UUID returnId, String content) {
        return db.sql("SELECT count(*) FROM inventory.taken_back WHERE return_id = :returnId AND content = :content")
                        .param("returnId", returnId)
                        .param("content", content)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Asked-for SKUs, or all from a place on, in the order of their SKUs. */
    List<Stock> list(String @Nullable [] skus, String after, int limit) {
        return db.sql("""
                        SELECT sku, location, on_hand, reserved, on_hand - reserved AS available, changed_at
                          FROM inventory.stock
                         WHERE sku > :after AND (:skus::text[] IS NULL OR sku = ANY(:skus::text[]))
                         ORDER BY sku, location LIMIT :limit
                        """)
                .param("after", after)
                .param("skus", skus)
                .param("limit", limit)
                .query(Stock.class)
                .list();
    }

    /** Newest first. */
    List<Movement> movements(String sku, long before, int limit) {
        return db.sql("""
                        SELECT movement_id AS id, cause, on_hand_change, reserved_change, on_hand, reserved, document_id, reason,
                               account_id, at
                          FROM inventory.movement
                         WHERE sku = :sku AND location = 'main' AND movement_id < :before
                         ORDER BY movement_id DESC LIMIT :limit
                        """)
                .param("sku", sku)
                .param("before", before)
                .param("limit", limit)
                .query(Movement.class)
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
