package io.kontor.payment.call;

import io.kontor.payment.Payment.Staff;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What providers were asked, by whom, and what they answered. No secrets, no bodies. */
@Repository
public class CallLog {
    private static final int DETAIL_MAX = 300;

    private final JdbcClient db;

    CallLog(JdbcClient db) {
        this.db = db;
    }

    public enum Question {
        CHARGE,
        AUTHORISE,
        QUERY,
        CAPTURE,
        VOID,
        REFUND
    }

    /** @param answer null: none yet, or none that we lived to hear */
    public record Call(
            UUID paymentId,
            Question question,
            @Nullable String answer,
            @Nullable String detail,
            Instant askedAt,
            @Nullable Integer tookMs,
            @Nullable String staff) {}

    long begin(UUID paymentId, Question question, @Nullable Staff staff, Instant now) {
        return db.sql("""
                        INSERT INTO payment.provider_call (payment_id, question, asked_at, staff_id, staff_name)
                        VALUES (:paymentId, :question, :now, CAST(:staffId AS uuid), :staffName) RETURNING call_id
                        """)
                .param("paymentId", paymentId)
                .param("question", question.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("staffId", staff == null ? null : staff.accountId())
                .param("staffName", staff == null ? null : staff.name())
                .query(Long.class)
                .single();
    }

    /** Something a local provider did, in the transaction in which it is recorded. */
    public void note(UUID paymentId, Question question, Object answer, @Nullable Staff staff, Instant now) {
        end(begin(paymentId, question, staff, now), wordOf(answer), null, 0);
    }

    /** Captured, Declined, Done ... in the form codes have on the wire. */
    static String wordOf(Object answer) {
        return answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    void end(long callId, String answer, @Nullable String detail, long tookMs) {
        db.sql(
                        "UPDATE payment.provider_call SET answer = :answer, detail = :detail, took_ms = :tookMs WHERE call_id = :id")
                .param("answer", answer)
                .param(
                        "detail",
                        detail == null || detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX))
                .param("tookMs", (int) Math.min(tookMs, Integer.MAX_VALUE))
                .param("id", callId)
                .update();
    }

    /** Up to 200, the latest first. */
    public List<Call> of(UUID paymentId) {
        return db.sql("SELECT * FROM payment.provider_call WHERE payment_id = :id ORDER BY call_id DESC LIMIT 200")
                .param("id", paymentId)
                .query((row, _) -> new Call(
                        row.getObject("payment_id", UUID.class),
                        Question.valueOf(row.getString("question")),
                        row.getString("answer"),
                        row.getString("detail"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getObject("took_ms", Integer.class),
                        row.getString("staff_name")))
                .list();
    }

    public int deleteBefore(Instant instant) {
        return db.sql("DELETE FROM payment.provider_call WHERE asked_at < :instant")
                .param("instant", instant.atOffset(ZoneOffset.UTC))
                .update();
    }
}
