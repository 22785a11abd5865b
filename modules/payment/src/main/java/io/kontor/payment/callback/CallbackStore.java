package io.kontor.payment.callback;

import io.kontor.platform.card.CardNumbers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class CallbackStore {
    private static final int BODY_MAX = 2_000;

    private final JdbcClient db;

    CallbackStore(JdbcClient db) {
        this.db = db;
    }

    public enum Verdict {
        APPLIED,
        /** Believed, but nothing new. */
        REPEATED,
        UNREADABLE,
        FORGED,
        TOO_OLD,
        UNKNOWN_PAYMENT,
        MISMATCHED
    }

    void insert(String method, @Nullable UUID paymentId, Verdict verdict, String body, Instant at) {
        // PostgreSQL keeps no NUL in a text, and nobody keeps a card number; whoever forges may send anything.
        var kept = CardNumbers.mask(body.replace('\0', ' '));
        db.sql("""
                        INSERT INTO payment.callback (method, payment_id, verdict, body, received_at)
                        VALUES (:method, :paymentId::uuid, :verdict, :body, :at)
                        """)
                .param("method", method)
                .param("paymentId", paymentId)
                .param("verdict", verdict.name())
                .param("body", kept.length() <= BODY_MAX ? kept : kept.substring(0, BODY_MAX))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A callback without its body: what a provider reports is its own. */
    public record Report(Verdict verdict, Instant receivedAt) {}

    /** Up to 200, the latest first. */
    public List<Report> of(UUID paymentId) {
        return db.sql(
                        "SELECT verdict, received_at FROM payment.callback WHERE payment_id = :id ORDER BY callback_id DESC LIMIT 200")
                .param("id", paymentId)
                .query((row, _) -> new Report(
                        Verdict.valueOf(row.getString("verdict")),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    int deleteBefore(Instant instant) {
        return db.sql("DELETE FROM payment.callback WHERE received_at < :instant")
                .param("instant", instant.atOffset(ZoneOffset.UTC))
                .update();
    }
}
