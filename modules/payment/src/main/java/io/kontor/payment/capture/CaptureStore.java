package io.kontor.payment.capture;

import io.kontor.kernel.Money;
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
public class CaptureStore {
    private static final String SELECT =
            "SELECT c.*, p.currency FROM payment.capture c JOIN payment.payment p ON p.payment_id = c.payment_id ";

    private final JdbcClient db;

    CaptureStore(JdbcClient db) {
        this.db = db;
    }

    public enum Status {
        /** Asked for; the provider has not answered, and is asked until it does. */
        INITIATED,
        SUCCEEDED,
        REFUSED
    }

    /** @param reason why the provider refused it */
    public record Capture(
            UUID id,
            UUID paymentId,
            Money amount,
            Status status,
            @Nullable String reason,
            @Nullable Staff staff,
            Instant createdAt,
            @Nullable Instant toldAt) {}

    Optional<Capture> find(UUID captureId) {
        return db.sql(SELECT + "WHERE c.capture_id = :id")
                .param("id", captureId)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Oldest first. */
    public List<Capture> ofPayment(UUID paymentId) {
        return db.sql(SELECT + "WHERE c.payment_id = :id ORDER BY c.created_at, c.capture_id")
                .param("id", paymentId)
                .query((row, _) -> read(row))
                .list();
    }

    /** @param askAt when the provider is asked for it next, null when it is done */
    void insert(Capture capture, @Nullable Instant askAt) {
        db.sql("""
                        INSERT INTO payment.capture (capture_id, payment_id, amount_minor, status, staff_id, staff_name, created_at, ask_at)
                        VALUES (:id, :paymentId, :amount, :status, CAST(:staffId AS uuid), :staffName, :createdAt, CAST(:askAt AS timestamptz))
                        """)
                .param("id", capture.id())
                .param("paymentId", capture.paymentId())
                .param("amount", capture.amount().minor())
                .param("status", capture.status().name())
                .param(
                        "staffId",
                        capture.staff() == null ? null : capture.staff().accountId())
                .param(
                        "staffName",
                        capture.staff() == null ? null : capture.staff().name())
                .param("createdAt", capture.createdAt().atOffset(ZoneOffset.UTC))
                .param("askAt", askAt == null ? null : askAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return false when it was done already */
    boolean setDone(UUID captureId, Status status, @Nullable String reason) {
        return db.sql("""
                        UPDATE payment.capture SET status = :status, reason = :reason, ask_at = NULL, told_at = NULL
                         WHERE capture_id = :id AND status = 'INITIATED'
                        """)
                        .param("status", status.name())
                        .param("reason", reason)
                        .param("id", captureId)
                        .update()
                == 1;
    }

    /** See {@link PaymentStore#claimOpen(Instant, Instant, int)}. */
    public List<UUID> claimOpen(Instant now, Instant tellBefore, int max) {
        return PaymentStore.claimOpen(db, "capture", "capture_id", now, tellBefore, max);
    }

    private static Capture read(ResultSet row) throws SQLException {
        var staffId = row.getObject("staff_id", UUID.class);
        var toldAt = row.getObject("told_at", OffsetDateTime.class);
        return new Capture(
                row.getObject("capture_id", UUID.class),
                row.getObject("payment_id", UUID.class),
                Money.of(row.getLong("amount_minor"), row.getString("currency")),
                Status.valueOf(row.getString("status")),
                row.getString("reason"),
                staffId == null ? null : new Staff(staffId, row.getString("staff_name")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                toldAt == null ? null : toldAt.toInstant());
    }
}
