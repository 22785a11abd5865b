package io.kontor.membership.favourite;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of favourites. */
@Component
class FavouriteStore {
    private final JdbcClient db;

    FavouriteStore(JdbcClient db) {
        this.db = db;
    }

    record Marked(UUID productId, Instant addedAt) {}

    /** The newest first, those after a place in the list. */
    List<Marked> after(UUID accountId, @Nullable Marked place, int limit) {
        return db.sql("""
                        SELECT product_id, added_at FROM membership.favourite
                         WHERE account_id = :accountId
                           AND (CAST(:at AS timestamptz) IS NULL OR (added_at, product_id) < (:at, :productId))
                         ORDER BY added_at DESC, product_id DESC LIMIT :limit
                        """)
                .param("accountId", accountId)
                .param("at", place == null ? null : place.addedAt().atOffset(ZoneOffset.UTC))
                .param("productId", place == null ? null : place.productId())
                .param("limit", limit)
                .query((row, _) -> new Marked(
                        row.getObject(1, UUID.class), row.getTimestamp(2).toInstant()))
                .list();
    }

    boolean isMarked(UUID accountId, UUID productId) {
        return db.sql(
                        "SELECT EXISTS (SELECT FROM membership.favourite WHERE account_id = :accountId AND product_id = :productId)")
                .param("accountId", accountId)
                .param("productId", productId)
                .query(Boolean.class)
                .single();
    }

    void lock(UUID accountId) {
        db.sql("SELECT pg_advisory_xact_lock(hashtextextended('membership.favourite ' || :accountId, 0))")
                .param("accountId", accountId.toString())
                .query()
                .listOfRows();
    }

    int count(UUID accountId) {
        return db.sql("SELECT count(*) FROM membership.favourite WHERE account_id = :accountId")
                .param("accountId", accountId)
                .query(Integer.class)
                .single();
    }

    void insert(UUID accountId, UUID productId, Instant now) {
        db.sql("""
                        INSERT INTO membership.favourite (account_id, product_id, added_at) VALUES (:accountId, :productId, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("accountId", accountId)
                .param("productId", productId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(UUID accountId, UUID productId) {
        db.sql("DELETE FROM membership.favourite WHERE account_id = :accountId AND product_id = :productId")
                .param("accountId", accountId)
                .param("productId", productId)
                .update();
    }
}
