package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What must be true of the stock at every moment. */
final class Books {
    private Books() {}

    /** Every balance is the sum of its movements, the last movement says so too, what is reserved is what orders hold, and what is owed is what they wait for. */
    static void assertBalanced(JdbcClient db) {
        assertThat(db.sql("""
                        SELECT s.sku || ': ' || s.on_hand || '/' || s.reserved || ', moved ' || m.on_hand || '/' || m.reserved
                               || ', last ' || l.on_hand || '/' || l.reserved || ', held ' || h.held
                          FROM inventory.stock s
                         CROSS JOIN LATERAL (SELECT coalesce(sum(on_hand_change), 0) AS on_hand,
                                                    coalesce(sum(reserved_change), 0) AS reserved
                                               FROM inventory.movement WHERE sku = s.sku AND location = s.location) m
                         CROSS JOIN LATERAL (SELECT coalesce(sum(held), 0) AS held
                                               FROM inventory.reservation_line WHERE sku = s.sku AND location = s.location) h
                         CROSS JOIN LATERAL (SELECT coalesce(max(on_hand), 0) AS on_hand, coalesce(max(reserved), 0) AS reserved
                                               FROM (SELECT on_hand, reserved FROM inventory.movement WHERE sku = s.sku AND location = s.location
                                                      ORDER BY movement_id DESC LIMIT 1) AS newest) l
                         WHERE (s.on_hand, s.reserved) <> (m.on_hand, m.reserved)
                            OR (s.on_hand, s.reserved) <> (l.on_hand, l.reserved) OR s.reserved <> h.held
                        """).query(String.class).list()).isEmpty();
        assertThat(db.sql("""
                        SELECT s.sku || ': ' || sum(s.backlog) || ' sold beyond the stock, orders wait for ' || w.units
                          FROM inventory.stock s
                         CROSS JOIN LATERAL (SELECT coalesce(sum(backlog), 0) AS units
                                               FROM inventory.reservation_line WHERE sku = s.sku) w
                         GROUP BY s.sku, w.units HAVING sum(s.backlog) <> w.units
                        """).query(String.class).list()).isEmpty();
    }
}
