package io.kontor.trade.cart;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.platform.batch.Columns;
import io.kontor.platform.batch.Combiner;
import io.kontor.trade.cart.CartContents.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@Repository
public class CartStore {
    /** Most lines of one cart, and of one order. */
    public static final int LINES_MAX = 200;

    private static final int BATCH_MAX = 100;

    private final JdbcClient db;
    private final JsonMapper json;
    private final Combiner<NewCart, Boolean> openings;
    private final Combiner<UUID, Optional<CartContents>> lookups;
    private final Combiner<Addition, Optional<CartContents>> additions;

    CartStore(JdbcClient db, JsonMapper json, TransactionTemplate tx) {
        this.db = db;
        this.json = json;
        this.openings = new Combiner<>(BATCH_MAX, this::open);
        this.lookups = new Combiner<>(BATCH_MAX, this::find);
        this.additions = new Combiner<>(BATCH_MAX, additions -> tx.execute(_ -> addAll(additions)));
    }

    /** @param accountId null for a guest's */
    private record NewCart(UUID cartId, @Nullable UUID accountId, Instant at) {}

    /** @return false when the account has a cart already */
    boolean open(UUID cartId, @Nullable UUID accountId, Instant now) {
        return openings.ask(new NewCart(cartId, accountId, now));
    }

    private List<Boolean> open(List<NewCart> carts) {
        var opened = new HashSet<>(db.sql("""
                        INSERT INTO trade.cart (cart_id, account_id, touched_at)
                        SELECT * FROM unnest(:cartIds::uuid[], :accountIds::uuid[], :times::timestamptz[])
                        ON CONFLICT (account_id) WHERE account_id IS NOT NULL DO NOTHING
                        RETURNING cart_id
                        """)
                .param("cartIds", Columns.ids(carts, NewCart::cartId))
                .param("accountIds", Columns.ids(carts, NewCart::accountId))
                .param("times", Columns.times(carts, NewCart::at))
                .query(UUID.class)
                .list());
        return carts.stream().map(cart -> opened.contains(cart.cartId())).toList();
    }

    Optional<UUID> cartOf(UUID accountId) {
        return db.sql("SELECT cart_id FROM trade.cart WHERE account_id = :accountId")
                .param("accountId", accountId)
                .query(UUID.class)
                .optional();
    }

    public Optional<CartContents> find(UUID cartId) {
        return lookups.ask(cartId);
    }

    /** As the transaction that has locked it sees it. */
    Optional<CartContents> findLocked(UUID cartId) {
        return find(List.of(cartId)).getFirst();
    }

    private List<Optional<CartContents>> find(List<UUID> cartIds) {
        var found = db.sql("""
                        SELECT cart_id, account_id, merged_into, version, touched_at, line_id, sku, quantity, offer
                          FROM trade.cart LEFT JOIN trade.cart_line USING (cart_id)
                         WHERE cart_id = ANY(:cartIds)
                         ORDER BY cart_id, added_at, line_id
                        """).param("cartIds", cartIds.toArray(UUID[]::new)).query(this::readCarts);
        return cartIds.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    /** @param accountId whose cart it must be; null: a guest's */
    record Addition(UUID cartId, @Nullable UUID accountId, UUID lineId, Offer offer, int quantity, Instant at) {}

    /**
     * Adds a line, or more to the line of that SKU, if the cart is this account's (null: a guest's).
     *
     * @return the cart afterwards, without the SKU when the line or the cart has no room; empty when there is no such cart
     */
    Optional<CartContents> add(Addition addition) {
        return additions.ask(addition);
    }

    /** One statement changes a row once; what comes to one cart twice comes one after the other, in one transaction. */
    private List<Optional<CartContents>> addAll(List<Addition> additions) {
        var answers = new IdentityHashMap<Addition, Optional<CartContents>>();
        var left = additions;
        while (!left.isEmpty()) {
            var byCart = new TreeMap<UUID, Addition>();
            left.forEach(addition -> byCart.putIfAbsent(addition.cartId(), addition));
            var round = List.copyOf(byCart.values());
            var carts = add(round);
            round.forEach(addition -> answers.put(addition, Optional.ofNullable(carts.get(addition.cartId()))));
            left = left.stream()
                    .filter(addition -> !answers.containsKey(addition))
                    .toList();
        }
        return additions.stream()
                .map(addition -> Objects.requireNonNull(answers.get(addition)))
                .toList();
    }

    private Map<UUID, CartContents> add(List<Addition> additions) {
        return db.sql("""
                        WITH wanted AS MATERIALIZED (
                            SELECT * FROM unnest(:cartIds::uuid[], :accountIds::uuid[], :lineIds::uuid[], :skus::text[],
                                                 :quantities::int[], :offers::text[], :times::timestamptz[])
                                          AS w (cart_id, account_id, line_id, sku, quantity, offer, at)
                        ), touched AS (
                            UPDATE trade.cart c SET version = version + 1, touched_at = w.at FROM wanted w
                             WHERE c.cart_id = w.cart_id AND merged_into IS NULL AND c.account_id IS NOT DISTINCT FROM w.account_id
                            RETURNING c.cart_id, c.account_id, merged_into, version, touched_at
                        ), added AS (
                            INSERT INTO trade.cart_line AS l (cart_id, line_id, sku, quantity, offer, added_at)
                            SELECT cart_id, line_id, sku, quantity, offer, at FROM wanted w JOIN touched USING (cart_id)
                             WHERE (SELECT count(*) FROM trade.cart_line o WHERE o.cart_id = w.cart_id AND o.sku <> w.sku) < :linesMax
                            ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = l.quantity + excluded.quantity, offer = excluded.offer
                             WHERE l.quantity + excluded.quantity <= :quantityMax
                            RETURNING cart_id, line_id, sku, quantity, offer, added_at
                        ), lines AS (
                            SELECT * FROM added
                            UNION ALL
                            SELECT o.cart_id, o.line_id, o.sku, o.quantity, o.offer, o.added_at
                              FROM trade.cart_line o JOIN wanted w ON o.cart_id = w.cart_id AND o.sku <> w.sku
                        )
                        SELECT cart_id, account_id, merged_into, version, touched_at, line_id, sku, quantity, offer
                          FROM touched LEFT JOIN lines USING (cart_id)
                         ORDER BY cart_id, added_at, line_id
                        """)
                .param("cartIds", Columns.ids(additions, Addition::cartId))
                .param("accountIds", Columns.ids(additions, Addition::accountId))
                .param("lineIds", Columns.ids(additions, Addition::lineId))
                .param("skus", Columns.texts(additions, one -> one.offer().sku()))
                .param("offers", Columns.texts(additions, one -> json.writeValueAsString(one.offer())))
                .param("quantities", Columns.ints(additions, Addition::quantity))
                .param("times", Columns.times(additions, Addition::at))
                .param("quantityMax", AddToCart.QUANTITY_MAX)
                .param("linesMax", LINES_MAX)
                .query(this::readCarts);
    }

    /** @param quantity 0 removes the line; answers whether there was such a line in such a cart */
    boolean change(UUID cartId, @Nullable UUID accountId, UUID lineId, int quantity, Instant now) {
        return db.sql("""
                        WITH touched AS (
                            UPDATE trade.cart SET version = version + 1, touched_at = :now
                             WHERE cart_id = :cartId AND merged_into IS NULL AND account_id IS NOT DISTINCT FROM CAST(:accountId AS uuid)
                            RETURNING cart_id
                        ), removed AS (
                            DELETE FROM trade.cart_line l USING touched
                             WHERE l.cart_id = touched.cart_id AND l.line_id = :lineId AND :quantity = 0
                            RETURNING l.line_id
                        ), changed AS (
                            UPDATE trade.cart_line l SET quantity = :quantity FROM touched
                             WHERE l.cart_id = touched.cart_id AND l.line_id = :lineId AND :quantity > 0
                            RETURNING l.line_id
                        )
                        SELECT count(*) FROM (SELECT * FROM removed UNION ALL SELECT * FROM changed) AS done
                        """)
                        .param("cartId", cartId)
                        .param("accountId", accountId, Types.OTHER)
                        .param("lineId", lineId)
                        .param("quantity", quantity)
                        .param("now", utc(now))
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Locks a guest's cart that nobody has taken over, and the account's cart, if there is one. */
    void lock(UUID cartId, UUID accountId) {
        db.sql(
                        "SELECT cart_id FROM trade.cart WHERE cart_id = :cartId OR account_id = :accountId ORDER BY cart_id FOR UPDATE")
                .param("cartId", cartId)
                .param("accountId", accountId)
                .query(UUID.class)
                .list();
    }

    void giveTo(UUID cartId, UUID accountId, Instant now) {
        db.sql("UPDATE trade.cart SET account_id = :accountId, touched_at = :now WHERE cart_id = :cartId")
                .param("cartId", cartId)
                .param("accountId", accountId)
                .param("now", utc(now))
                .update();
    }

    /** Moves the lines; quantities of one SKU add up to at most {@code quantityMax}, and lines beyond the limit stay out. */
    void moveLines(UUID from, UUID into, int quantityMax, Instant now) {
        db.sql("""
                        WITH ranked AS (
                            SELECT g.line_id, g.sku, g.quantity, g.offer, g.added_at, own.sku IS NOT NULL AS known,
                                   row_number() OVER (PARTITION BY own.sku IS NOT NULL ORDER BY g.added_at, g.line_id) AS rank
                              FROM trade.cart_line g
                              LEFT JOIN trade.cart_line own ON own.cart_id = :into AND own.sku = g.sku
                             WHERE g.cart_id = :from
                        )
                        INSERT INTO trade.cart_line AS l (cart_id, line_id, sku, quantity, offer, added_at)
                        SELECT :into, line_id, sku, quantity, offer, added_at FROM ranked
                         WHERE known OR rank <= :linesMax - (SELECT count(*) FROM trade.cart_line WHERE cart_id = :into)
                        ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = least(:quantityMax, l.quantity + excluded.quantity)
                        """)
                .param("from", from)
                .param("into", into)
                .param("linesMax", LINES_MAX)
                .param("quantityMax", quantityMax)
                .update();
        db.sql("DELETE FROM trade.cart_line WHERE cart_id = :from")
                .param("from", from)
                .update();
        db.sql("""
                        UPDATE trade.cart
                           SET version = version + 1, touched_at = :now,
                               merged_into = CASE WHEN cart_id = :from THEN CAST(:into AS uuid) END
                         WHERE cart_id IN (:from, :into)
                        """)
                .param("from", from)
                .param("into", into)
                .param("now", utc(now))
                .update();
    }

    /** Forgets up to 1,000 carts that nobody has touched since, and answers how many. */
    int forget(Instant untouchedSince) {
        return db.sql("""
                        WITH idle AS MATERIALIZED (
                            SELECT cart_id FROM trade.cart WHERE touched_at < :since LIMIT 1000 FOR UPDATE SKIP LOCKED
                        ), emptied AS (DELETE FROM trade.cart_line USING idle WHERE cart_line.cart_id = idle.cart_id)
                        DELETE FROM trade.cart USING idle WHERE cart.cart_id = idle.cart_id
                        """).param("since", utc(untouchedSince)).update();
    }

    private Map<UUID, CartContents> readCarts(ResultSet rows) throws SQLException {
        var carts = new HashMap<UUID, CartContents>();
        while (rows.next()) {
            var cartId = rows.getObject("cart_id", UUID.class);
            var cart = carts.get(cartId);
            if (cart == null) {
                cart = new CartContents(
                        cartId,
                        rows.getObject("account_id", UUID.class),
                        rows.getObject("merged_into", UUID.class),
                        rows.getInt("version"),
                        rows.getObject("touched_at", OffsetDateTime.class).toInstant(),
                        new ArrayList<>());
                carts.put(cartId, cart);
            }
            var lineId = rows.getObject("line_id", UUID.class);
            if (lineId != null) {
                cart.lines()
                        .add(new Line(
                                lineId,
                                rows.getString("sku"),
                                rows.getInt("quantity"),
                                json.readValue(rows.getString("offer"), Offer.class)));
            }
        }
        return carts;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
