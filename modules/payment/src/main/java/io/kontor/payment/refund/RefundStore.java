package io.kontor.payment.refund;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.RefundView;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RefundStore {
    private final JdbcClient db;

    RefundStore(JdbcClient db) {
        this.db = db;
    }

    record Refund(UUID id, UUID orderId, Money amount, String reason, boolean succeeded, Instant createdAt) {
        RefundView view() {
            return new RefundView(id, orderId, amount, createdAt);
        }
    }

    /** What a refund gives back of one payment. */
    record Share(UUID paymentId, String method, Money amount) {}

    Optional<Refund> find(UUID refundId) {
        return db.sql("SELECT * FROM payment.refund WHERE refund_id = :id")
                .param("id", refundId)
                .query((row, _) -> new Refund(
                        row.getObject("refund_id", UUID.class),
                        row.getObject("order_id", UUID.class),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getString("reason"),
                        row.getString("status").equals("SUCCEEDED"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    List<Share> shares(UUID refundId) {
        return db.sql("""
                        SELECT s.payment_id, p.method, s.amount_minor, p.currency
                          FROM payment.refund_share s JOIN payment.payment p ON p.payment_id = s.payment_id
                         WHERE s.refund_id = :id ORDER BY p.created_at, p.payment_id
                        """)
                .param("id", refundId)
                .query((row, _) -> new Share(
                        row.getObject("payment_id", UUID.class),
                        row.getString("method"),
                        Money.of(row.getLong("amount_minor"), row.getString("currency"))))
                .list();
    }

    /** @return false when there is a refund of that id already */
    boolean insert(Refund refund, List<Share> shares) {
        return db.sql("""
                        WITH made AS (
                            INSERT INTO payment.refund (refund_id, order_id, amount_minor, currency, reason, status, created_at)
                            VALUES (:id, :orderId, :amount, :currency, :reason, :status, :createdAt)
                            ON CONFLICT DO NOTHING RETURNING refund_id)
                        INSERT INTO payment.refund_share (refund_id, payment_id, amount_minor)
                        SELECT made.refund_id, s.payment_id::uuid, s.amount
                          FROM made, unnest(:payments::text[], :amounts::bigint[]) AS s (payment_id, amount)
                        """)
                        .param("id", refund.id())
                        .param("orderId", refund.orderId())
                        .param("amount", refund.amount().minor())
                        .param("currency", refund.amount().currency().getCurrencyCode())
                        .param("reason", refund.reason())
                        .param("status", refund.succeeded() ? "SUCCEEDED" : "INITIATED")
                        .param("createdAt", refund.createdAt().atOffset(ZoneOffset.UTC))
                        .param(
                                "payments",
                                shares.stream()
                                        .map(share -> share.paymentId().toString())
                                        .toArray(String[]::new))
                        .param(
                                "amounts",
                                shares.stream()
                                        .map(share -> share.amount().minor())
                                        .toArray(Long[]::new))
                        .update()
                > 0;
    }

    /** @return false when it was done already */
    boolean setSucceeded(UUID refundId) {
        return db.sql("UPDATE payment.refund SET status = 'SUCCEEDED' WHERE refund_id = :id AND status = 'INITIATED'")
                        .param("id", refundId)
                        .update()
                == 1;
    }
}
