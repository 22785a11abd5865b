package io.kontor.payment.charge;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.batch.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments. Each is locked before it is changed. */
@Repository
public class PaymentStore {
    private static final int ORDERS_MAX = 200;

    private final JdbcClient db;

    PaymentStore(JdbcClient db) {
        this.db = db;
    }

    /** Oldest first. */
    public List<PaymentView> ofOrders(List<UUID> orderIds) {
        if (orderIds.size() > ORDERS_MAX || orderIds.stream().anyMatch(Objects::isNull)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 200 orders at most.");
        }
        return select("order_id = ANY(:ids) ORDER BY created_at, payment_id", orderIds.toArray(UUID[]::new)).stream()
                .map(PaymentRecord::view)
                .toList();
    }

    public Optional<PaymentRecord> find(UUID paymentId) {
        return select("payment_id = ANY(:ids)", paymentId).stream().findFirst();
    }

    public Optional<PaymentRecord> lock(UUID paymentId) {
        return select("payment_id = ANY(:ids) FOR UPDATE", paymentId).stream().findFirst();
    }

    /** The captures of an order, oldest first, locked. */
    public List<PaymentRecord> lockCaptures(UUID orderId) {
        return select(
                "order_id = ANY(:ids) AND status = 'CAPTURED' ORDER BY created_at, payment_id FOR UPDATE", orderId);
    }

    private List<PaymentRecord> select(String condition, UUID... ids) {
        return db.sql("SELECT * FROM payment.payment WHERE " + condition)
                .param("ids", ids)
                .query((row, _) -> read(row))
                .list();
    }

    /** @return the ids of those that are new */
    Set<UUID> insert(List<PaymentRecord> payments) {
        return new HashSet<>(db.sql("""
                        INSERT INTO payment.payment
                               (payment_id, order_id, order_number, method, outcome, amount_minor, currency, status,
                                decline_reason, next_url, created_at, captured_at)
                        SELECT * FROM unnest(:ids::uuid[], :orderIds::uuid[], :orderNumbers::text[], :methods::text[],
                                :outcomes::text[], :amounts::bigint[], :currencies::text[], :statuses::text[],
                                :declineReasons::text[], :nextUrls::text[], :createdAts::timestamptz[], :capturedAts::timestamptz[])
                        ON CONFLICT DO NOTHING
                        RETURNING payment_id
                        """)
                .param("ids", Columns.ids(payments, PaymentRecord::id))
                .param("orderIds", Columns.ids(payments, PaymentRecord::orderId))
                .param("orderNumbers", Columns.texts(payments, PaymentRecord::orderNumber))
                .param("methods", Columns.texts(payments, PaymentRecord::method))
                .param("outcomes", Columns.texts(payments, PaymentRecord::outcome))
                .param(
                        "amounts",
                        Columns.longs(payments, payment -> payment.amount().minor()))
                .param(
                        "currencies",
                        Columns.texts(
                                payments, payment -> payment.amount().currency().getCurrencyCode()))
                .param("statuses", Columns.texts(payments, PaymentRecord::status))
                .param("declineReasons", Columns.texts(payments, PaymentRecord::declineReason))
                .param("nextUrls", Columns.texts(payments, PaymentRecord::nextUrl))
                .param("createdAts", Columns.times(payments, PaymentRecord::createdAt))
                .param("capturedAts", Columns.times(payments, PaymentRecord::capturedAt))
                .query(UUID.class)
                .list());
    }

    void setPending(UUID paymentId, String nextUrl) {
        db.sql("UPDATE payment.payment SET status = 'PENDING', next_url = :nextUrl WHERE payment_id = :id")
                .param("nextUrl", nextUrl)
                .param("id", paymentId)
                .update();
    }

    public void setCaptured(UUID paymentId, Instant capturedAt) {
        db.sql("""
                        UPDATE payment.payment SET status = 'CAPTURED', captured_at = :at, decline_reason = NULL
                         WHERE payment_id = :id
                        """).param("at", at(capturedAt)).param("id", paymentId).update();
    }

    public void setDeclined(UUID paymentId, String reason) {
        db.sql("UPDATE payment.payment SET status = 'DECLINED', decline_reason = :reason WHERE payment_id = :id")
                .param("reason", reason)
                .param("id", paymentId)
                .update();
    }

    public void addRefunded(UUID paymentId, Money amount) {
        db.sql("UPDATE payment.payment SET refunded_minor = refunded_minor + :amount WHERE payment_id = :id")
                .param("amount", amount.minor())
                .param("id", paymentId)
                .update();
    }

    private static PaymentRecord read(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
        var capturedAt = row.getObject("captured_at", OffsetDateTime.class);
        return new PaymentRecord(
                row.getObject("payment_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getString("order_number"),
                row.getString("method"),
                row.getString("outcome"),
                Money.of(row.getLong("amount_minor"), currency),
                row.getString("status"),
                row.getString("decline_reason"),
                row.getString("next_url"),
                Money.of(row.getLong("refunded_minor"), currency),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                capturedAt == null ? null : capturedAt.toInstant());
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
