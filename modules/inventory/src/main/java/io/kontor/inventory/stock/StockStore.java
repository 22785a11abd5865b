package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.StockChanged;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.batch.Columns;
import io.kontor.platform.batch.Combiner;
import io.kontor.platform.event.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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
    private static final int LOOKS_MAX = 100;

    private final JdbcClient db;
    private final Outbox outbox;
    private final Clock clock;
    private final Combiner<List<String>, Map<String, Balance>> looks;

    StockStore(JdbcClient db, Outbox outbox, Clock clock) {
        this.db = db;
        this.outbox = outbox;
        this.clock = clock;
        this.looks = new Combiner<>(LOOKS_MAX, asked -> Collections.nCopies(asked.size(), balances(asked)));
    }

    /** @param stocked free units when goods last came in */
    public record Balance(String sku, int onHand, int reserved, int stocked) {
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
        var found = looks.ask(skus);
        return skus.stream()
                .map(sku -> new Availability(
                        sku, found.containsKey(sku) ? found.get(sku).available() : 0))
                .toList();
    }

    private Map<String, Balance> balances(List<List<String>> asked) {
        var found = new HashMap<String, Balance>();
        db.sql(
                        "SELECT sku, on_hand, reserved, stocked FROM inventory.stock WHERE sku = ANY(:skus) AND location = 'main'")
                .param("skus", asked.stream().flatMap(List::stream).distinct().toArray(String[]::new))
                .query(StockStore::balance)
                .list()
                .forEach(balance -> found.put(balance.sku(), balance));
        return found;
    }

    private static Balance balance(ResultSet row, int number) throws SQLException {
        return new Balance(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4));
    }

    /** The balances of those SKUs that have stock, locked until the transaction ends. */
    public Map<String, Balance> lock(List<String> skus) {
        var locked = new HashMap<String, Balance>();
        db.sql("""
                        SELECT sku, on_hand, reserved, stocked FROM inventory.stock
                         WHERE sku = ANY(:skus) AND location = 'main'
                         ORDER BY sku FOR UPDATE
                        """)
                .param("skus", skus.toArray(String[]::new))
                .query(StockStore::balance)
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

    /** What an order sets aside. */
    public record Hold(
            UUID orderId, Instant expiresAt, @Nullable UUID buyer, List<Line> lines) {}

    /**
     * Reserves every line for orders that have no reservation yet, in one statement. The caller has locked the balances
     * and seen that there is enough for all of them.
     *
     * @param holds of different orders
     * @param balances as {@link #lock} answered them
     * @return the ids of those orders that had none; for the others nothing was done
     */
    public Set<UUID> hold(List<Hold> holds, Map<String, Balance> balances) {
        var lines = holds.stream()
                .flatMap(hold -> hold.lines().stream().map(line -> new HeldLine(hold.orderId(), line)))
                .toList();
        var made = new HashSet<>(db.sql("""
                        WITH made AS (
                            INSERT INTO inventory.reservation (order_id, status, expires_at, reserved_at, buyer)
                            SELECT order_id, 'HELD', expires_at, :now, buyer
                              FROM unnest(:orderIds::uuid[], :expiries::timestamptz[], :buyers::uuid[])
                                   AS w (order_id, expires_at, buyer)
                            ON CONFLICT DO NOTHING RETURNING order_id),
                        line AS MATERIALIZED (
                            SELECT order_id, sku, quantity, no
                              FROM unnest(:lineOrderIds::uuid[], :skus::text[], :quantities::int[])
                                   WITH ORDINALITY AS l (order_id, sku, quantity, no)
                              JOIN made USING (order_id)),
                        taken AS (
                            UPDATE inventory.stock s SET reserved = s.reserved + t.quantity, changed_at = :now
                              FROM (SELECT sku, sum(quantity)::int AS quantity FROM line GROUP BY sku) t
                             WHERE s.sku = t.sku AND s.location = 'main'
                            RETURNING s.sku, s.on_hand, s.reserved),
                        lines AS (
                            INSERT INTO inventory.reservation_line (order_id, sku, quantity, held)
                            SELECT order_id, sku, quantity, quantity FROM line),
                        moved AS (
                            INSERT INTO inventory.movement
                                   (sku, location, cause, document_id, on_hand_change, reserved_change, on_hand, reserved, at)
                            SELECT sku, 'main', 'reservation', order_id::text, 0, quantity, on_hand,
                                   reserved - coalesce(sum(quantity) OVER later, 0), :now
                              FROM line JOIN taken USING (sku)
                            WINDOW later AS (PARTITION BY sku ORDER BY no ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
                             ORDER BY no)
                        SELECT order_id FROM made
                        """)
                .param("orderIds", Columns.ids(holds, Hold::orderId))
                .param("expiries", Columns.times(holds, Hold::expiresAt))
                .param("buyers", Columns.ids(holds, Hold::buyer))
                .param("lineOrderIds", Columns.ids(lines, HeldLine::orderId))
                .param("skus", Columns.texts(lines, line -> line.line().sku()))
                .param("quantities", Columns.ints(lines, line -> line.line().quantity()))
                .param("now", now())
                .query(UUID.class)
                .list());
        var taken = new TreeMap<String, Integer>();
        lines.stream()
                .filter(line -> made.contains(line.orderId()))
                .forEach(line -> taken.merge(line.line().sku(), line.line().quantity(), Integer::sum));
        tell(taken.entrySet().stream()
                .map(one -> {
                    var before =
                            Objects.requireNonNull(balances.get(one.getKey())).available();
                    return new Changed(one.getKey(), before, before - one.getValue());
                })
                .toList());
        return made;
    }

    private record HeldLine(UUID orderId, Line line) {}

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
                               SET on_hand = s.on_hand + l.on_hand, reserved = s.reserved + l.reserved, changed_at = :now,
                                   stocked = CASE WHEN l.on_hand > 0 AND :cause IN ('receipt', 'import', 'correction')
                                                  THEN s.on_hand + l.on_hand - s.reserved - l.reserved ELSE s.stocked END
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
