package io.kontor.payment.refund;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.RefundView;
import io.kontor.payment.Payment.Staff;
import io.kontor.payment.charge.PaymentStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class RefundStore {
    private final JdbcClient db;

    RefundStore(JdbcClient db) {
        this.db = db;
    }

    /** @param succeeded false: a provider has not confirmed it yet, and is asked for it until it does */
    public record Refund(
            UUID id,
            UUID orderId,
            Money amount,
            String reason,
            boolean succeeded,
            @Nullable Staff staff,
            Instant createdAt,
            @Nullable Instant toldAt) {
        RefundView view() {
            return new RefundView(id, orderId, amount, createdAt, succeeded);
        }
    }

    /** What a refund gives back of one payment. */
    record Share(UUID paymentId, Money amount) {}

    /** A refund with what it gave back of one payment. */
    public record RefundOfPayment(Refund refund, Money share) {}

    Optional<Refund> find(UUID refundId) {
        return db.sql("SELECT * FROM payment.refund WHERE refund_id = :id")
                .param("id", refundId)
                .query((row, _) -> read(row))
                .optional();
    }

    private static Refund read(ResultSet row) throws SQLException {
        var staffId = row.getObject("staff_id", UUID.class);
        var toldAt = row.getObject("told_at", OffsetDateTime.class);
        return new Refund(
                row.getObject("refund_id", UUID.class),
                row.getObject("order_id", UUID.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("reason"),
                row.getString("status").equals("SUCCEEDED"),
                staffId == null ? null : new Staff(staffId, row.getString("staff_name")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                toldAt == null ? null : toldAt.toInstant());
    }

    /** Oldest first. */
    public List<RefundOfPayment> ofPayment(UUID paymentId) {
        return db.sql("""
                        SELECT r.*, s.amount_minor AS share_minor
                          FROM payment.refund_share s JOIN payment.refund r ON r.refund_id = s.refund_id
                         WHERE s.payment_id = :id ORDER BY r.created_at, r.refund_id
                        """)
                .param("id", paymentId)
                .query((row, _) ->
                        new RefundOfPayment(read(row), Money.of(row.getLong("share_minor"), row.getString("currency"))))
                .list();
    }

    List<Share> shares(UUID refundId) {
        return db.sql("""
                        SELECT s.payment_id, s.amount_minor, p.currency
                          FROM payment.refund_share s JOIN payment.payment p ON p.payment_id = s.payment_id
                         WHERE s.refund_id = :id ORDER BY p.created_at, p.payment_id
                        """)
                .param("id", refundId)
                .query((row, _) -> new Share(
                        row.getObject("payment_id", UUID.class),
                        Money.of(row.getLong("amount_minor"), row.getString("currency"))))
                .list();
    }

    /**
     * @param askAt when a provider is asked for it next, null when it is done
     * @return false when there is a refund of that id already
     */
    boolean insert(Refund refund, List<Share> shares, @Nullable Instant askAt) {
        return db.sql("""
                        WITH made AS (
                            INSERT INTO payment.refund (refund_id, order_id, amount_minor, currency, reason, status, staff_id, staff_name, created_at, ask_at)
                            VALUES (:id, :orderId, :amount, :currency, :reason, :status, CAST(:staffId AS uuid), :staffName, :createdAt,
                                    CAST(:askAt AS timestamptz))
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
                        .param(
                                "staffId",
                                refund.staff() == null ? null : refund.staff().accountId())
                        .param(
                                "staffName",
                                refund.staff() == null ? null : refund.staff().name())
                        .param("askAt", askAt == null ? null : askAt.atOffset(ZoneOffset.UTC))
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
        return db.sql("""
                        UPDATE payment.refund SET status = 'SUCCEEDED', ask_at = NULL, told_at = NULL
                         WHERE refund_id = :id AND status = 'INITIATED'
                        """).param("id", refundId).update() == 1;
    }

    /** A provider refused it: staff is told at once, and it stays owed. */
    void tell(UUID refundId, Instant now) {
        db.sql(
                        "UPDATE payment.refund SET told_at = coalesce(told_at, :now) WHERE refund_id = :id AND status = 'INITIATED'")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", refundId)
                .update();
    }

    /** See {@link PaymentStore#claimOpen(Instant, Instant, int)}. */
    public List<UUID> claimOpen(Instant now, Instant tellBefore, int max) {
        return PaymentStore.claimOpen(db, "refund", "refund_id", now, tellBefore, max);
    }
}
