package io.kontor.trade.order;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words that staff put on orders. */
@Repository
public class OrderTags {
    private static final int KNOWN_MAX = 200;

    private final JdbcClient db;

    OrderTags(JdbcClient db) {
        this.db = db;
    }

    /** The tags of each order that has some, in the order of the alphabet. */
    public Map<UUID, List<String>> of(Collection<UUID> orderIds) {
        var tags = new HashMap<UUID, List<String>>();
        if (!orderIds.isEmpty()) {
            db.sql("""
                            SELECT order_id, array_agg(tag ORDER BY lower(tag)) AS tags
                              FROM trade.order_tag WHERE order_id = ANY(:orderIds) GROUP BY order_id
                            """).param("orderIds", orderIds.toArray(UUID[]::new)).query(row -> {
                tags.put(row.getObject("order_id", UUID.class), List.of((String[])
                        row.getArray("tags").getArray()));
            });
        }
        return tags;
    }

    /** The order has these tags from now on, and no others. */
    public void set(UUID orderId, List<String> tags) {
        db.sql("""
                        WITH gone AS (
                            DELETE FROM trade.order_tag WHERE order_id = :orderId AND NOT tag = ANY(:tags))
                        INSERT INTO trade.order_tag (order_id, tag) SELECT :orderId, unnest(:tags::text[]) ON CONFLICT DO NOTHING
                        """)
                .param("orderId", orderId)
                .param("tags", tags.toArray(String[]::new))
                .update();
    }

    /** Up to 200 tags in use, those of most orders first. */
    public List<String> known() {
        return db.sql(
                        "SELECT min(tag) FROM trade.order_tag GROUP BY lower(tag) ORDER BY count(*) DESC, lower(tag) LIMIT "
                                + KNOWN_MAX)
                .query(String.class)
                .list();
    }
}
