package io.kontor.aftersales.photo;

import io.kontor.aftersales.Aftersales.PhotoBytes;
import io.kontor.aftersales.AftersalesProblem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Photos under their order and the hash of their bytes. */
@Repository
public class PhotoStore {
    private final JdbcClient db;
    private final Clock clock;

    PhotoStore(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The same photo again is not kept again. */
    void insert(UUID orderId, String photoId, String contentType, int width, int height, byte[] bytes) {
        db.sql("""
                        INSERT INTO aftersales.photo (order_id, photo_id, content_type, width, height, bytes, taken_at)
                        VALUES (:orderId, :photoId, :contentType, :width, :height, :bytes, :now)
                        ON CONFLICT DO NOTHING
                        """)
                .param("orderId", orderId)
                .param("photoId", photoId)
                .param("contentType", contentType)
                .param("width", width)
                .param("height", height)
                .param("bytes", bytes)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    long count(UUID orderId) {
        return db.sql("SELECT count(*) FROM aftersales.photo WHERE order_id = :orderId")
                .param("orderId", orderId)
                .query(Long.class)
                .single();
    }

    /**
     * Keeps the photos for as long as the request they belong to. Must be called inside the transaction that writes it.
     *
     * @throws io.kontor.kernel.Refusal PHOTO_REFUSED (422) for one that was not sent for this order
     */
    public void attach(UUID orderId, List<String> photoIds) {
        var attached = photoIds.isEmpty()
                ? 0
                : db.sql("""
                                UPDATE aftersales.photo SET attached = true
                                 WHERE order_id = :orderId AND photo_id = ANY(:photoIds)
                                """)
                        .param("orderId", orderId)
                        .param("photoIds", photoIds.toArray(String[]::new))
                        .update();
        if (attached < photoIds.size()) {
            throw AftersalesProblem.PHOTO_REFUSED.refusal(
                    "Send the photos of this order first; unused ones are kept for a day.");
        }
    }

    public Optional<PhotoBytes> find(UUID orderId, String photoId) {
        return db.sql(
                        "SELECT content_type, bytes FROM aftersales.photo WHERE order_id = :orderId AND photo_id = :photoId")
                .param("orderId", orderId)
                .param("photoId", photoId)
                .query((row, _) -> new PhotoBytes(row.getString("content_type"), row.getBytes("bytes")))
                .optional();
    }

    void deleteUnattached(Instant before) {
        db.sql("DELETE FROM aftersales.photo WHERE NOT attached AND taken_at < :before")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
