package io.kontor.trade.cart;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.trade.cart.CartContents.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
public class CartStore {
    /** Most lines of one cart, and of one order. */
    public static final int LINES_MAX = 200;

    private final JdbcClient db;
    private final JsonMapper json;

    CartStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** @return false when the account has a cart already */
    boolean open(UUID cartId, @Nullable UUID accountId, Instant now) {
        return db.sql("""
                        INSERT INTO trade.cart (cart_id, account_id, touched_at) VALUES (:cartId, :accountId, :now)
                        ON CONFLICT (account_id) WHERE account_id IS NOT NULL DO NOTHING
                        """)
                        .param("cartId", cartId)
                        .param("accountId", accountId, Types.OTHER)
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    Optional<UUID> cartOf(UUID accountId) {
        return db.sql("SELECT cart_id FROM trade.cart WHERE account_id = :accountId")
                .param("accountId", accountId)
                .query(UUID.class)
                .optional();
    }

    public Optional<CartContents> find(UUID cartId) {
        return db.sql("""
                        SELECT cart_id, account_id, merged_into, version, line_id, sku, quantity, offer
                          FROM trade.cart LEFT JOIN trade.cart_line USING (cart_id)
                         WHERE cart_id = :cartId
                         ORDER BY added_at, line_id
                        """).param("cartId", cartId).query(this::readCart);
    }

    /**
     * Adds a line, or more to the line of that SKU, if the cart is this account's (null: a guest's).
     *
     * @return the cart afterwards, without the SKU when the line or the cart has no room; empty when there is no such cart
     */
    Optional<CartContents> add(
            UUID cartId,
            @Nullable UUID accountId,
            UUID lineId,
            Offer offer,
            int quantity,
            int quantityMax,
            Instant now) {
        return db.sql("""
                        WITH touched AS (
                            UPDATE trade.cart SET version = version + 1, touched_at = :now
                             WHERE cart_id = :cartId AND merged_into IS NULL AND account_id IS NOT DISTINCT FROM CAST(:accountId AS uuid)
                            RETURNING cart_id, account_id, merged_into, version
                        ), added AS (
                            INSERT INTO trade.cart_line AS l (cart_id, line_id, sku, quantity, offer, added_at)
                            SELECT cart_id, :lineId, :sku, :quantity, :offer, :now FROM touched
                             WHERE (SELECT count(*) FROM trade.cart_line o WHERE o.cart_id = :cartId AND o.sku <> :sku) < :linesMax
                            ON CONFLICT (cart_id, sku) DO UPDATE SET quantity = l.quantity + excluded.quantity, offer = excluded.offer
                             WHERE l.quantity + excluded.quantity <= :quantityMax
                            RETURNING cart_id, line_id, sku, quantity, offer, added_at
                        ), lines AS (
                            SELECT * FROM added
                            UNION ALL
                            SELECT cart_id, line_id, sku, quantity, offer, added_at
                              FROM trade.cart_line WHERE cart_id = :cartId AND sku <> :sku
                        )
                        SELECT cart_id, account_id, merged_into, version, line_id, sku, quantity, offer
                          FROM touched LEFT JOIN lines USING (cart_id)
                         ORDER BY added_at, line_id
                        """)
                .param("cartId", cartId)
                .param("accountId", accountId, Types.OTHER)
                .param("lineId", lineId)
                .param("sku", offer.sku())
                .param("offer", json.writeValueAsString(offer))
                .param("quantity", quantity)
                .param("quantityMax", quantityMax)
                .param("linesMax", LINES_MAX)
                .param("now", utc(now))
                .query(this::readCart);
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
                        DELETE FROM trade.cart WHERE cart_id IN
                            (SELECT cart_id FROM trade.cart WHERE touched_at < :since LIMIT 1000 FOR UPDATE SKIP LOCKED)
                        """).param("since", utc(untouchedSince)).update();
    }

    private Optional<CartContents> readCart(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        var cartId = rows.getObject("cart_id", UUID.class);
        var accountId = rows.getObject("account_id", UUID.class);
        var mergedInto = rows.getObject("merged_into", UUID.class);
        var version = rows.getInt("version");
        var lines = new ArrayList<Line>();
        do {
            var lineId = rows.getObject("line_id", UUID.class);
            if (lineId != null) {
                lines.add(new Line(
                        lineId,
                        rows.getString("sku"),
                        rows.getInt("quantity"),
                        json.readValue(rows.getString("offer"), Offer.class)));
            }
        } while (rows.next());
        return Optional.of(new CartContents(cartId, accountId, mergedInto, version, lines));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
