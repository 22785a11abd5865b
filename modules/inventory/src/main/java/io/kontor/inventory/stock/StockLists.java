package io.kontor.inventory.stock;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stock and movements as staff looks at them. */
@Repository
class StockLists {
    private final JdbcClient db;

    StockLists(JdbcClient db) {
        this.db = db;
    }

    /** @param words part of the SKU; {@code state} is {@code out}, {@code low} (a tenth of what came in, or less) or null */
    record Filter(
            String @Nullable [] skus,
            @Nullable String words,
            @Nullable String location,
            @Nullable String state) {}

    /** From a place in the list on, in the order of SKUs and locations. */
    List<Stock> stock(Filter filter, String afterSku, String afterLocation, int limit) {
        return db.sql("""
                        SELECT sku, location, on_hand, reserved, safety, greatest(on_hand - reserved - safety, 0) AS available, changed_at
                          FROM inventory.stock
                         WHERE (sku, location) > (:afterSku, :afterLocation)
                           AND (:skus::text[] IS NULL OR sku = ANY(:skus::text[]))
                           AND (:words::text IS NULL OR strpos(lower(sku), lower(:words::text)) > 0)
                           AND (:location::text IS NULL OR location = :location::text)
                           AND (:state::text IS NULL
                                OR :state = 'out' AND on_hand - reserved - safety <= 0
                                OR :state = 'low' AND (on_hand - reserved - safety) * 10 <= stocked)
                         ORDER BY sku, location LIMIT :limit
                        """)
                .param("afterSku", afterSku)
                .param("afterLocation", afterLocation)
                .param("skus", filter.skus())
                .param("words", filter.words())
                .param("location", filter.location())
                .param("state", filter.state())
                .param("limit", limit)
                .query(Stock.class)
                .list();
    }

    /** Newest first. */
    List<Movement> movements(String sku, @Nullable String location, long before, int limit) {
        return db.sql("""
                        SELECT movement_id AS id, location, cause, on_hand_change, reserved_change, on_hand, reserved, document_id,
                               reason, account_id, at
                          FROM inventory.movement
                         WHERE sku = :sku AND (:location::text IS NULL OR location = :location::text) AND movement_id < :before
                         ORDER BY movement_id DESC LIMIT :limit
                        """)
                .param("sku", sku)
                .param("location", location)
                .param("before", before)
                .param("limit", limit)
                .query(Movement.class)
                .list();
    }
}
