package io.kontor.payment.staff;

import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.charge.PaymentRecord;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.staff.StaffPayment.Row;
import io.kontor.platform.database.Like;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Payments for staff: those whose outcome is not known first, then the newest. No index by time slows the taking of
 * payments down: the few that are not captured have one of their own, the others are found in steps back in time, in the
 * order in which they were written.
 */
@Component
class ListPayments {
    private static final List<Duration> STEPS =
            List.of(Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(400), Duration.ofDays(40_000));
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd");
    private static final String NEEDS_SOMEBODY = """
            SELECT payment_id, told_at FROM payment.payment WHERE ask_at IS NOT NULL AND told_at IS NOT NULL
            UNION ALL SELECT payment_id, told_at FROM payment.capture WHERE ask_at IS NOT NULL AND told_at IS NOT NULL
            UNION ALL SELECT s.payment_id, r.told_at FROM payment.refund r JOIN payment.refund_share s ON s.refund_id = r.refund_id
                       WHERE r.ask_at IS NOT NULL AND r.told_at IS NOT NULL""";

    private final JdbcClient db;
    private final Clock clock;

    ListPayments(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** @param orderNumber or the start of one; {@code told} only those that need somebody to look */
    record Search(
            @Nullable Status status,
            @Nullable String method,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID orderId,
            String orderNumber,
            boolean told,
            int limit,
            @Nullable String cursor) {}

    /** Where a page begins: among the unknown or behind them, before that payment. */
    private record Place(boolean isUnknown, Instant createdAt, UUID id) {}

    Page<Row> list(Search wanted) {
        var place = place(wanted.cursor());
        var found = new ArrayList<PaymentRecord>();
        if ((place == null || place.isUnknown()) && (wanted.status() == null || wanted.status() == Status.UNKNOWN)) {
            found.addAll(rows(wanted, "status = 'UNKNOWN'", place, null, wanted.limit() + 1));
        }
        if (found.size() <= wanted.limit() && wanted.status() != Status.UNKNOWN) {
            found.addAll(others(
                    wanted, place == null || place.isUnknown() ? null : place, wanted.limit() + 1 - found.size()));
        }
        var page = Cursor.page(
                found,
                wanted.limit(),
                payment -> Cursor.of(payment.is(Status.UNKNOWN), payment.createdAt(), payment.id()));
        var told = told(page.items());
        return new Page<>(
                page.items().stream()
                        .map(payment -> row(payment, told.get(payment.id())))
                        .toList(),
                page.next());
    }

    private static @Nullable Place place(@Nullable String cursor) {
        var keys = Cursor.read(cursor, 3);
        return keys == null
                ? null
                : new Place(
                        keys.getFirst().equals("true"),
                        Cursor.key(keys.get(1), Instant::parse),
                        Cursor.key(keys.get(2), UUID::fromString));
    }

    private List<PaymentRecord> others(Search wanted, @Nullable Place place, int limit) {
        var status = wanted.status();
        if (status != null && status != Status.CAPTURED) {
            return rows(wanted, "status <> 'CAPTURED' AND status = '" + status.name() + "'", place, null, limit);
        }
        var condition = status == null ? "status <> 'UNKNOWN'" : "status = 'CAPTURED'";
        if (wanted.orderId() != null || wanted.told()) {
            return rows(wanted, condition, place, null, limit);
        }
        var day = dayOf(wanted.orderNumber());
        if (day != null) {
            return rows(wanted, condition, place, day, limit);
        }
        var latest = place == null ? clock.instant().plus(Duration.ofDays(1)) : place.createdAt();
        if (wanted.to() != null && wanted.to().isBefore(latest)) {
            latest = wanted.to();
        }
        List<PaymentRecord> found = List.of();
        for (var step : STEPS) {
            found = rows(wanted, condition, place, latest.minus(step), limit);
            if (found.size() == limit) {
                break;
            }
        }
        return found;
    }

    /** The day that an order's number begins with, and one more: none of its payments is older. */
    private static @Nullable Instant dayOf(String orderNumber) {
        try {
            return orderNumber.length() < 6
                    ? null
                    : LocalDate.parse(orderNumber.substring(0, 6), DAY)
                            .minusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException isNoDay) {
            return null;
        }
    }

    private List<PaymentRecord> rows(
            Search wanted, String condition, @Nullable Place place, @Nullable Instant since, int limit) {
        var where = new StringBuilder(condition);
        var parameters = new HashMap<String, Object>();
        parameters.put("limit", limit);
        filter(where, parameters, " AND created_at >= :since", "since", utc(since));
        filter(where, parameters, " AND method = :method", "method", wanted.method());
        filter(where, parameters, " AND created_at >= :from", "from", utc(wanted.from()));
        filter(where, parameters, " AND created_at < :to", "to", utc(wanted.to()));
        filter(where, parameters, " AND order_id = :orderId", "orderId", wanted.orderId());
        if (!wanted.orderNumber().isEmpty()) {
            where.append(" AND order_number LIKE :orderNumber");
            parameters.put("orderNumber", Like.startingWith(wanted.orderNumber()));
        }
        if (wanted.told()) {
            where.append(" AND payment_id IN (SELECT payment_id FROM (")
                    .append(NEEDS_SOMEBODY)
                    .append(") AS told)");
        }
        if (place != null) {
            where.append(" AND created_at <= :placeAt AND (created_at, payment_id) < (:placeAt, :placeId)");
            parameters.put("placeAt", place.createdAt().atOffset(ZoneOffset.UTC));
            parameters.put("placeId", place.id());
        }
        return db.sql("SELECT * FROM payment.payment WHERE " + where
                        + " ORDER BY created_at DESC, payment_id DESC LIMIT :limit")
                .params(parameters)
                .query((row, _) -> PaymentStore.read(row))
                .list();
    }

    private static void filter(
            StringBuilder where, HashMap<String, Object> parameters, String sql, String name, @Nullable Object value) {
        if (value != null) {
            where.append(sql);
            parameters.put(name, value);
        }
    }

    private HashMap<UUID, Instant> told(List<PaymentRecord> payments) {
        var told = new HashMap<UUID, Instant>();
        db.sql("SELECT payment_id, min(told_at) AS told_at FROM (" + NEEDS_SOMEBODY
                        + ") AS told WHERE payment_id = ANY(:ids) GROUP BY payment_id")
                .param("ids", payments.stream().map(PaymentRecord::id).toArray(UUID[]::new))
                .query(row -> {
                    told.put(
                            row.getObject("payment_id", UUID.class),
                            row.getObject("told_at", OffsetDateTime.class).toInstant());
                });
        return told;
    }

    private static Row row(PaymentRecord payment, @Nullable Instant toldAt) {
        return new Row(
                payment.id(),
                payment.orderId(),
                payment.orderNumber(),
                payment.method(),
                StaffPayment.code(payment.standing()),
                payment.amount(),
                payment.captured(),
                payment.refunded(),
                payment.createdAt(),
                toldAt);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
