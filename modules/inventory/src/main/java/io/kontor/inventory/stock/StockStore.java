package io.kontor.inventory.stock;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Shipped;
import io.kontor.inventory.Inventory.ShippedSince;
import io.kontor.inventory.StockChanged;
import io.kontor.inventory.location.Locations;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.batch.Columns;
import io.kontor.platform.batch.Combiner;
import io.kontor.platform.event.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private static final int SKUS_MAX = 1_000;
    private static final int SHIPPED_MAX = 10_000;
    private static final int LOOKS_MAX = 100;

    private final JdbcClient db;
    private final Outbox outbox;
    private final Locations locations;
    private final ShopCalendar calendar;
    private final Clock clock;
    private final Combiner<List<String>, Balances> looks;

    StockStore(JdbcClient db, Outbox outbox, Locations locations, ShopCalendar calendar, Clock clock) {
        this.db = db;
        this.outbox = outbox;
        this.locations = locations;
        this.calendar = calendar;
        this.clock = clock;
        this.looks = new Combiner<>(LOOKS_MAX, asked -> Collections.nCopies(asked.size(), balances(asked)));
    }

    /** @param hasPolicy whether it may be sold beyond what is there: then the balances do not say all */
    private record Changed(String sku, int availableBefore, int available, boolean hasPolicy) {}

    private static final String BALANCES = """
            SELECT sku, location, on_hand, reserved, safety, stocked, policy, most_beyond, promised_days, promised_on, backlog
              FROM inventory.stock WHERE sku = ANY(:skus)
            """;

    /** One answer per SKU, in the order asked. */
    public List<Availability> available(List<String> skus) {
        if (skus.size() > SKUS_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Ask for 1,000 SKUs at most.");
        }
        skus.forEach(Limits::checkSku);
        var found = looks.ask(skus);
        var today = calendar.today();
        return skus.stream().map(sku -> found.availability(sku, today)).toList();
    }

    public List<Shipped> shipped(ShippedSince asked) {
        if (asked.limit() < 1 || asked.limit() > SHIPPED_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Ask for 10,000 SKUs at most.");
        }
        return db.sql("""
                        SELECT sku, -sum(on_hand_change) AS units FROM inventory.movement
                         WHERE cause = 'shipment' AND at >= :since
                         GROUP BY sku ORDER BY units DESC, sku LIMIT :limit
                        """)
                .param("since", asked.since().atOffset(ZoneOffset.UTC))
                .param("limit", asked.limit())
                .query(Shipped.class)
                .list();
    }

    private Balances balances(List<List<String>> asked) {
        return Balances.of(
                db.sql(BALANCES)
                        .param(
                                "skus",
                                asked.stream().flatMap(List::stream).distinct().toArray(String[]::new))
                        .query(StockStore::balance)
                        .list(),
                locations.enabledCodes());
    }

    private static Balance balance(ResultSet row, int number) throws SQLException {
        var policy = row.getString(7);
        return new Balance(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                policy == null
                        ? null
                        : new SellingPolicy(
                                SellingPolicy.Kind.valueOf(policy),
                                row.getInt(8),
                                row.getObject(9, Integer.class),
                                row.getObject(10, LocalDate.class),
                                row.getInt(11)));
    }

    /** The balances of those SKUs that have stock, at every place, locked until the transaction ends. */
    public List<Balance> lock(List<String> skus) {
        return db.sql(BALANCES + " ORDER BY sku, location FOR UPDATE")
                .param("skus", skus.toArray(String[]::new))
                .query(StockStore::balance)
                .list();
    }

    /** What can be sold of the SKUs, locked until the transaction ends. */
    public Balances lockForSale(List<String> skus) {
        return Balances.of(lock(skus), locations.enabledCodes());
    }

    /** The balances at the places, locked until the transaction ends; SKUs that were never there are made room for. */
    public List<Balance> lockAt(List<String> places, List<String> skus) {
        db.sql("""
                        INSERT INTO inventory.stock (sku, location, changed_at)
                        SELECT sku, location, :now
                          FROM unnest(:skus::text[]) AS s (sku) CROSS JOIN unnest(:places::text[]) AS p (location)
                         ORDER BY sku, location
                        ON CONFLICT DO NOTHING
                        """)
                .param("places", places.toArray(String[]::new))
                .param("now", now())
                .param("skus", skus.toArray(String[]::new))
                .update();
        return lock(skus).stream()
                .filter(balance -> places.contains(balance.location()))
                .toList();
    }

    /** The balances of SKUs at one place each, locked as {@link #lockAt} does. @param places by SKU */
    List<Balance> lockPlaces(Map<String, String> places) {
        var skus = places.keySet().stream().sorted().toList();
        // Everything is locked in one order before any place is made room for.
        lock(skus);
        return places.values().stream()
                .distinct()
                .sorted()
                .flatMap(place ->
                        lockAt(
                                List.of(place),
                                skus.stream()
                                        .filter(sku -> place.equals(places.get(sku)))
                                        .toList())
                                .stream())
                .toList();
    }

    /** Where most of each SKU was shipped from for an order. */
    Map<String, String> shippedFrom(UUID orderId) {
        var places = new HashMap<String, String>();
        db.sql("""
                        SELECT DISTINCT ON (sku) sku, location FROM inventory.reservation_line
                         WHERE order_id = :orderId AND shipped > 0 ORDER BY sku, shipped DESC, location
                        """).param("orderId", orderId).query(row -> {
            places.put(row.getString(1), row.getString(2));
        });
        return places;
    }

    /** What an order sets aside, and what it waits for. */
    public record Hold(
            UUID orderId, Instant expiresAt, @Nullable UUID buyer, List<Pick> picks, List<Claim> claims) {}

    /**
     * Sets aside what is picked for orders that have no reservation yet, in one statement. The caller has locked the balances
     * and seen that there is enough for all of them.
     *
     * @param holds of different orders
     * @param balances as {@link #lockForSale} answered them
     * @return the ids of those orders that had none; for the others nothing was done
     */
    public Set<UUID> hold(List<Hold> holds, Balances balances) {
        var lines = holds.stream()
                .flatMap(hold -> hold.picks().stream().map(pick -> new HeldLine(hold.orderId(), pick)))
                .toList();
        var made = new HashSet<>(db.sql("""
                        WITH made AS (
                            INSERT INTO inventory.reservation (order_id, status, expires_at, reserved_at, buyer)
                            SELECT order_id, 'HELD', expires_at, :now, buyer
                              FROM unnest(:orderIds::uuid[], :expiries::timestamptz[], :buyers::uuid[])
                                   AS w (order_id, expires_at, buyer)
                            ON CONFLICT DO NOTHING RETURNING order_id),
                        line AS MATERIALIZED (
                            SELECT order_id, sku, location, quantity, no
                              FROM unnest(:lineOrderIds::uuid[], :skus::text[], :locations::text[], :quantities::int[])
                                   WITH ORDINALITY AS l (order_id, sku, location, quantity, no)
                              JOIN made USING (order_id)),
                        taken AS (
                            UPDATE inventory.stock s SET reserved = s.reserved + t.quantity, changed_at = :now
                              FROM (SELECT sku, location, sum(quantity)::int AS quantity FROM line GROUP BY sku, location) t
                             WHERE s.sku = t.sku AND s.location = t.location
                            RETURNING s.sku, s.location, s.on_hand, s.reserved),
                        lines AS (
                            INSERT INTO inventory.reservation_line (order_id, sku, location, quantity, held)
                            SELECT order_id, sku, location, quantity, quantity FROM line),
                        moved AS (
                            INSERT INTO inventory.movement
                                   (sku, location, cause, document_id, on_hand_change, reserved_change, on_hand, reserved, at)
                            SELECT sku, location, 'reservation', order_id::text, 0, quantity, on_hand,
                                   reserved - coalesce(sum(quantity) OVER later, 0), :now
                              FROM line JOIN taken USING (sku, location)
                            WINDOW later AS (PARTITION BY sku, location ORDER BY no ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
                             ORDER BY no)
                        SELECT order_id FROM made
                        """)
                .param("orderIds", Columns.ids(holds, Hold::orderId))
                .param("expiries", Columns.times(holds, Hold::expiresAt))
                .param("buyers", Columns.ids(holds, Hold::buyer))
                .param("lineOrderIds", Columns.ids(lines, HeldLine::orderId))
                .param("skus", Columns.texts(lines, line -> line.pick().sku()))
                .param("locations", Columns.texts(lines, line -> line.pick().location()))
                .param("quantities", Columns.ints(lines, line -> line.pick().quantity()))
                .param("now", now())
                .query(UUID.class)
                .list());
        var taken = new TreeMap<String, Integer>();
        lines.stream()
                .filter(line -> made.contains(line.orderId()))
                .forEach(line -> taken.merge(line.pick().sku(), line.pick().quantity(), Integer::sum));
        var today = calendar.today();
        outbox.publish(taken.entrySet().stream()
                .filter(one -> {
                    var before = balances.inStock(one.getKey());
                    return shown(before) != shown(before - one.getValue());
                })
                .map(one ->
                        new StockChanged(one.getKey(), shown(balances.orderable(one.getKey(), today) - one.getValue())))
                .toList());
        return made;
    }

    /** Counts units that were sold before they are there, or that came or are not wanted any more, and tells. */
    public void changeBacklog(Map<String, Integer> unitsBySku) {
        var changed = db.sql("""
                        UPDATE inventory.stock s SET backlog = s.backlog + t.units, changed_at = :now
                          FROM unnest(:skus::text[], :units::int[]) AS t (sku, units)
                         WHERE s.sku = t.sku AND s.policy IS NOT NULL
                           AND (t.units < 0 OR s.policy <> 'NONE' AND s.backlog + t.units <= s.most_beyond)
                        """)
                .param("skus", unitsBySku.keySet().toArray(String[]::new))
                .param("units", unitsBySku.values().toArray(Integer[]::new))
                .param("now", now())
                .update();
        if (changed != unitsBySku.size()) {
            throw new IllegalStateException("More is sold beyond the stock than may be: " + unitsBySku);
        }
        tellAgain(List.copyOf(unitsBySku.keySet()));
    }

    private record HeldLine(UUID orderId, Pick pick) {}

    /** Applies changes in one statement, whatever their number, and tells what shoppers see differently. */
    public void change(String cause, List<Change> changes) {
        change(cause, changes, null, null);
    }

    public void change(String cause, List<Change> changes, @Nullable String reason, @Nullable UUID accountId) {
        if (changes.isEmpty()) {
            return;
        }
        // What a movement left behind is reckoned back from the last balance: the movements after it are taken off.
        tell(db.sql("""
                        WITH change AS (
                            SELECT * FROM unnest(:skus::text[], :locations::text[], :documents::text[], :onHand::int[], :reserved::int[])
                                          WITH ORDINALITY AS c (sku, location, document_id, on_hand, reserved, no)),
                        total AS (
                            SELECT sku, location, sum(on_hand)::int AS on_hand, sum(reserved)::int AS reserved
                              FROM change GROUP BY sku, location),
                        locked AS MATERIALIZED (
                            SELECT s.sku, s.location, t.on_hand, t.reserved
                              FROM inventory.stock s JOIN total t USING (sku, location)
                             ORDER BY s.sku, s.location FOR UPDATE OF s),
                        changed AS (
                            UPDATE inventory.stock s
                               SET on_hand = s.on_hand + l.on_hand, reserved = s.reserved + l.reserved, changed_at = :now,
                                   stocked = CASE WHEN l.on_hand > 0 AND :cause IN ('receipt', 'import', 'correction')
                                                  THEN greatest(s.on_hand + l.on_hand - s.reserved - l.reserved - s.safety, 0)
                                                  ELSE s.stocked END
                              FROM locked l
                             WHERE s.sku = l.sku AND s.location = l.location
                            RETURNING s.sku, s.location, s.on_hand, s.reserved, s.policy IS NOT NULL AS has_policy,
                                      greatest(s.on_hand - l.on_hand - s.reserved + l.reserved - s.safety, 0) AS available_before,
                                      greatest(s.on_hand - s.reserved - s.safety, 0) AS available),
                        moved AS (
                            INSERT INTO inventory.movement
                                   (sku, location, cause, document_id, reason, account_id, on_hand_change, reserved_change,
                                    on_hand, reserved, at)
                            SELECT c.sku, c.location, :cause, c.document_id, :reason, :accountId::uuid, c.on_hand, c.reserved,
                                   s.on_hand - coalesce(sum(c.on_hand) OVER later, 0),
                                   s.reserved - coalesce(sum(c.reserved) OVER later, 0), :now
                              FROM change c JOIN changed s USING (sku, location)
                            WINDOW later AS (PARTITION BY c.sku, c.location
                                             ORDER BY c.no ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
                             ORDER BY c.no),
                        place AS (
                            SELECT sku, location, has_policy, available_before, available FROM changed
                             UNION ALL
                            SELECT s.sku, s.location, s.policy IS NOT NULL, greatest(s.on_hand - s.reserved - s.safety, 0),
                                   greatest(s.on_hand - s.reserved - s.safety, 0)
                              FROM inventory.stock s
                             WHERE s.sku IN (SELECT sku FROM total) AND (s.sku, s.location) NOT IN (SELECT sku, location FROM total))
                        SELECT sku, coalesce(sum(available_before) FILTER (WHERE location = ANY(:places)), 0)::int AS available_before,
                               coalesce(sum(available) FILTER (WHERE location = ANY(:places)), 0)::int AS available,
                               bool_or(has_policy) AS has_policy
                          FROM place GROUP BY sku
                        """)
                .param("skus", changes.stream().map(Change::sku).toArray(String[]::new))
                .param("locations", changes.stream().map(Change::location).toArray(String[]::new))
                .param("places", locations.enabledCodes().toArray(String[]::new))
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
                .filter(one -> !one.hasPolicy() && shown(one.available()) != shown(one.availableBefore()))
                .map(one -> new StockChanged(one.sku(), shown(one.available())))
                .toList());
        tellAgain(changed.stream().filter(Changed::hasPolicy).map(Changed::sku).toList());
    }

    private static int shown(int available) {
        return Math.min(available, StockChanged.SHOWN_MAX);
    }

    /** Keeps units back from sale, or no more. */
    public void keepBack(String location, String sku, int units) {
        lockAt(List.of(location), List.of(sku));
        db.sql(
                        "UPDATE inventory.stock SET safety = :units, changed_at = :now WHERE sku = :sku AND location = :location")
                .param("units", units)
                .param("now", now())
                .param("sku", sku)
                .param("location", location)
                .update();
        tellAgain(List.of(sku));
    }

    /** Tells what can be sold of SKUs, after a place opened or closed, or more or less is sold beyond what is there. */
    public void tellAgain(List<String> skus) {
        if (!skus.isEmpty()) {
            var balances = balances(List.of(skus));
            var today = calendar.today();
            outbox.publish(skus.stream()
                    .map(sku -> new StockChanged(sku, shown(balances.orderable(sku, today))))
                    .toList());
        }
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

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
