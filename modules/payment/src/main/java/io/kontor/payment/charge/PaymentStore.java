package io.kontor.payment.charge;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentProblem;
import io.kontor.payment.charge.PaymentRecord.Open;
import io.kontor.platform.batch.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
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

    /** @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT (404) */
    public PaymentRecord require(UUID paymentId) {
        return find(paymentId).orElseThrow(() -> unknown(paymentId));
    }

    /** @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT (404) */
    public PaymentRecord requireLocked(UUID paymentId) {
        return lock(paymentId).orElseThrow(() -> unknown(paymentId));
    }

    private static Refusal unknown(UUID paymentId) {
        return PaymentProblem.UNKNOWN_PAYMENT.refusal("There is no payment " + paymentId + ".");
    }

    public Optional<PaymentRecord> lock(UUID paymentId) {
        return select("payment_id = ANY(:ids) FOR UPDATE", paymentId).stream().findFirst();
    }

    /** The captures of an order, oldest first, locked. */
    public List<PaymentRecord> lockCaptures(UUID orderId) {
        return select(
                "order_id = ANY(:ids) AND status IN ('CAPTURED', 'PARTIALLY_CAPTURED') ORDER BY created_at, payment_id FOR UPDATE",
                orderId);
    }

    /** The same without the locks. */
    public List<PaymentRecord> captures(UUID orderId) {
        return select(
                "order_id = ANY(:ids) AND status IN ('CAPTURED', 'PARTIALLY_CAPTURED') ORDER BY created_at, payment_id",
                orderId);
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

    /** Writes a payment down before its provider is asked for it. @return false when there is one of that id already */
    boolean insertUnknown(NewPayment wanted, Instant now, Instant askAt) {
        return db.sql("""
                        INSERT INTO payment.payment
                               (payment_id, order_id, order_number, method, outcome, amount_minor, currency, status, created_at, ask_at)
                        VALUES (:id, :orderId, :orderNumber, :method, :outcome, :amount, :currency, 'UNKNOWN', :now, :askAt)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("id", wanted.paymentId())
                        .param("orderId", wanted.orderId())
                        .param("orderNumber", wanted.orderNumber())
                        .param("method", wanted.method())
                        .param("outcome", wanted.outcome())
                        .param("amount", wanted.amount().minor())
                        .param("currency", wanted.amount().currency().getCurrencyCode())
                        .param("now", at(now))
                        .param("askAt", at(askAt))
                        .update()
                == 1;
    }

    /**
     * Moves a payment that stands where the move is allowed. One that still waits keeps being asked about.
     *
     * @param capturedPart with CAPTURE_PART what is captured by now; with LET_REST_GO it stays; otherwise null
     * @return false when it stands elsewhere
     */
    public boolean move(
            UUID paymentId, PaymentMove move, @Nullable String text, @Nullable Money capturedPart, Instant now) {
        return db.sql("""
                        UPDATE payment.payment
                           SET status = :to,
                               decline_reason = CASE WHEN :to = 'DECLINED' THEN :text END,
                               next_url = CASE WHEN :to = 'PENDING' THEN :text ELSE next_url END,
                               captured_minor = CASE WHEN :move = 'LET_REST_GO' THEN captured_minor ELSE CAST(:part AS bigint) END,
                               captured_at = CASE WHEN :to IN ('CAPTURED', 'PARTIALLY_CAPTURED') THEN coalesce(captured_at, :now) END,
                               ask_at = CASE WHEN :to = 'PENDING' THEN ask_at END,
                               voiding_at = CASE WHEN :to IN ('PENDING', 'PARTIALLY_CAPTURED') THEN voiding_at END,
                               told_at = CASE WHEN :to = 'PENDING' THEN told_at END
                         WHERE payment_id = :id AND status = ANY(:from)
                        """)
                        .param("move", move.name())
                        .param("to", move.to().name())
                        .param("from", move.from().stream().map(Status::name).toArray(String[]::new))
                        .param("text", text, Types.VARCHAR)
                        .param("part", capturedPart == null ? null : capturedPart.minor(), Types.BIGINT)
                        .param("now", at(now))
                        .param("id", paymentId)
                        .update()
                == 1;
    }

    /** Its hold is to be released: the provider is asked until it is. */
    void setVoiding(UUID paymentId, Instant now, Instant askAt) {
        db.sql("UPDATE payment.payment SET voiding_at = :now, ask_at = :askAt, asked = 0 WHERE payment_id = :id")
                .param("now", at(now))
                .param("askAt", at(askAt))
                .param("id", paymentId)
                .update();
    }

    /** The provider will not release it. What is known of the payment stays; one that waits is asked about again. */
    void endVoiding(UUID paymentId) {
        db.sql("""
                        UPDATE payment.payment
                           SET voiding_at = NULL, ask_at = CASE WHEN status IN ('UNKNOWN', 'PENDING') THEN ask_at END
                         WHERE payment_id = :id
                        """).param("id", paymentId).update();
    }

    boolean hasOpenCapture(UUID paymentId) {
        return db.sql("SELECT EXISTS (SELECT FROM payment.capture WHERE payment_id = :id AND status = 'INITIATED')")
                .param("id", paymentId)
                .query(Boolean.class)
                .single();
    }

    void setAskAt(UUID paymentId, Instant askAt) {
        db.sql("UPDATE payment.payment SET ask_at = :askAt WHERE payment_id = :id AND ask_at > :askAt")
                .param("askAt", at(askAt))
                .param("id", paymentId)
                .update();
    }

    /**
     * Takes payments whose providers are to be asked now, and sets when they are asked next, should this come to nothing.
     * Staff is told of those without an answer since {@code tellBefore}.
     */
    public List<UUID> claimOpen(Instant now, Instant tellBefore, int max) {
        return claimOpen(db, "payment", "payment_id", now, tellBefore, max);
    }

    /** The same for any table of the module whose rows wait for a provider. */
    public static List<UUID> claimOpen(
            JdbcClient db, String table, String key, Instant now, Instant tellBefore, int max) {
        return db.sql("""
                        UPDATE payment.%1$s
                           SET asked = asked + 1,
                               ask_at = :now + least(interval '1 hour', interval '5 seconds' * power(2, least(asked, 12))),
                               told_at = CASE WHEN created_at <= :tellBefore AND status <> 'PENDING' THEN coalesce(told_at, :now) ELSE told_at END
                         WHERE %2$s IN (SELECT %2$s FROM payment.%1$s WHERE ask_at <= :now ORDER BY ask_at LIMIT :max FOR UPDATE SKIP LOCKED)
                        RETURNING %2$s
                        """.formatted(table, key))
                .param("now", at(now))
                .param("tellBefore", at(tellBefore))
                .param("max", max)
                .query(UUID.class)
                .list();
    }

    public void addRefunded(UUID paymentId, Money amount) {
        db.sql("UPDATE payment.payment SET refunded_minor = refunded_minor + :amount WHERE payment_id = :id")
                .param("amount", amount.minor())
                .param("id", paymentId)
                .update();
    }

    public static PaymentRecord read(ResultSet row) throws SQLException {
        var currency = row.getString("currency");
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
                row.getObject("captured_minor") == null ? null : Money.of(row.getLong("captured_minor"), currency),
                Money.of(row.getLong("refunded_minor"), currency),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "captured_at"),
                new Open(
                        instant(row, "voiding_at"),
                        instant(row, "ask_at"),
                        row.getInt("asked"),
                        instant(row, "told_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
