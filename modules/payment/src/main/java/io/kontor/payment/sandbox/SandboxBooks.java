package io.kontor.payment.sandbox;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the sandbox knows of payments it plays a remote provider for. Kept apart from the shop's own records. */
@Repository
class SandboxBooks {
    private final JdbcClient db;

    SandboxBooks(JdbcClient db) {
        this.db = db;
    }

    enum Status {
        PENDING,
        AUTHORISED,
        CAPTURED,
        VOIDED
    }

    record Entry(UUID paymentId, UUID orderId, Money amount, String outcome, Status status, int calls) {}

    Optional<Entry> find(UUID paymentId) {
        return db.sql("SELECT * FROM payment.sandbox_payment WHERE payment_id = :id")
                .param("id", paymentId)
                .query((row, _) -> new Entry(
                        row.getObject("payment_id", UUID.class),
                        row.getObject("order_id", UUID.class),
                        Money.of(row.getLong("amount_minor"), row.getString("currency")),
                        row.getString("outcome"),
                        Status.valueOf(row.getString("status")),
                        row.getInt("calls")))
                .optional();
    }

    /** Opens the payment; one that is open, or was closed before it came, stays as it is. */
    Entry open(NewPayment wanted, String outcome, Status status) {
        db.sql("""
                        INSERT INTO payment.sandbox_payment (payment_id, order_id, amount_minor, currency, outcome, status)
                        VALUES (:id, :orderId, :amount, :currency, :outcome, :status) ON CONFLICT DO NOTHING
                        """)
                .param("id", wanted.paymentId())
                .param("orderId", wanted.orderId())
                .param("amount", wanted.amount().minor())
                .param("currency", wanted.amount().currency().getCurrencyCode())
                .param("outcome", outcome)
                .param("status", status.name())
                .update();
        return find(wanted.paymentId()).orElseThrow();
    }

    /** @return whether it stood at {@code from} */
    boolean move(UUID paymentId, Status from, Status to) {
        return db.sql("UPDATE payment.sandbox_payment SET status = :to WHERE payment_id = :id AND status = :from")
                        .param("id", paymentId)
                        .param("from", from.name())
                        .param("to", to.name())
                        .update()
                == 1;
    }

    /** Counts a call, so that every second one can fail. */
    int call(UUID paymentId) {
        return db.sql("UPDATE payment.sandbox_payment SET calls = calls + 1 WHERE payment_id = :id RETURNING calls")
                .param("id", paymentId)
                .query(Integer.class)
                .single();
    }

    /** Writes a capture or refund down once. @return false when it would take or give too much */
    boolean does(UUID deedId, Entry entry, Money amount, String kind) {
        db.sql("""
                        INSERT INTO payment.sandbox_deed (deed_id, payment_id, amount_minor, kind)
                        SELECT :id, payment_id, :amount, :kind FROM payment.sandbox_payment p
                         WHERE payment_id = :paymentId
                           AND :amount + (SELECT coalesce(sum(amount_minor), 0) FROM payment.sandbox_deed d
                                           WHERE d.payment_id = p.payment_id AND d.kind = :kind) <= p.amount_minor
                           FOR UPDATE
                        ON CONFLICT DO NOTHING
                        """)
                .param("id", deedId)
                .param("paymentId", entry.paymentId())
                .param("amount", amount.minor())
                .param("kind", kind)
                .update();
        return db.sql(
                        "SELECT EXISTS (SELECT FROM payment.sandbox_deed WHERE deed_id = :id AND payment_id = :paymentId)")
                .param("id", deedId)
                .param("paymentId", entry.paymentId())
                .query(Boolean.class)
                .single();
    }

    Money sum(Entry entry, String kind) {
        return new Money(
                db.sql(
                                "SELECT coalesce(sum(amount_minor), 0) FROM payment.sandbox_deed WHERE payment_id = :id AND kind = :kind")
                        .param("id", entry.paymentId())
                        .param("kind", kind)
                        .query(Long.class)
                        .single(),
                entry.amount().currency());
    }

    void callBackAt(UUID paymentId, Instant dueAt) {
        db.sql("INSERT INTO payment.sandbox_callback (payment_id, due_at) VALUES (:id, :dueAt)")
                .param("id", paymentId)
                .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Takes the callbacks that are due; each is made once, or lost as on a real line. */
    List<UUID> takeDue(Instant now) {
        return db.sql("""
                        DELETE FROM payment.sandbox_callback WHERE callback_id IN
                               (SELECT callback_id FROM payment.sandbox_callback WHERE due_at <= :now LIMIT 100 FOR UPDATE SKIP LOCKED)
                        RETURNING payment_id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }
}
