package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds what was paid for a changed order against what it costs. A payment that was under way while the order was changed
 * is never lost: what is too much goes back, and what is missing becomes due.
 */
@Component
public class SettleDifference {
    private final JdbcClient db;
    private final OrderStandings standings;
    private final RefundsOwed refundsOwed;
    private final Payment payment;
    private final TradeSettings settings;
    private final TransactionTemplate tx;
    private final Clock clock;

    SettleDifference(
            JdbcClient db,
            OrderStandings standings,
            RefundsOwed refundsOwed,
            Payment payment,
            TradeSettings settings,
            TransactionTemplate tx,
            Clock clock) {
        this.db = db;
        this.standings = standings;
        this.refundsOwed = refundsOwed;
        this.payment = payment;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    private record Row(
            OrderStatus status,
            @Nullable UUID paymentId,
            int version,
            long payableMinor,
            @Nullable Long paidMinor,
            String currency) {
        boolean isPaid() {
            return status != OrderStatus.UNPAID && status != OrderStatus.CANCELLED;
        }
    }

    /** Counts the payment that paid an order while it was changed, if it was not counted yet. */
    public void settle(KeptOrder order) {
        var revised = order.revised();
        if (revised != null && revised.paid() == null && order.paymentId() != null) {
            payment.payments(order.payables()).stream()
                    .filter(one -> one.id().equals(order.paymentId()))
                    .forEach(one -> settle(order.orderId(), one.id(), one.captured()));
        }
    }

    /** Counts money that arrived for a changed order, once per payment. One that is not paid or is cancelled is passed over. */
    public void settle(UUID orderId, UUID paymentId, Money amount) {
        tx.executeWithoutResult(_ -> {
            var row = lock(orderId);
            if (row.version() == 0 || !row.isPaid()) {
                return;
            }
            var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            long paid;
            if (paymentId.equals(row.paymentId())) {
                if (row.paidMinor() != null) {
                    return;
                }
                paid = amount.minor();
            } else {
                var entry = new Entry(at, "rest-paid", Actor.SHOP, amount.toString());
                if (standings.tell(List.of(new Note(orderId, Ids.named("rest-paid", paymentId.toString()), entry)))
                        == 0) {
                    return;
                }
                paid = (row.paidMinor() == null ? row.payableMinor() : row.paidMinor()) + amount.minor();
            }
            var over = paid - row.payableMinor();
            if (over > 0) {
                var refundId = Ids.named("paid-too-much", paymentId.toString());
                refundsOwed.owe(
                        refundId,
                        orderId,
                        orderId,
                        Money.of(over, row.currency()),
                        over <= amount.minor() ? paymentId : null);
            }
            write(orderId, Math.min(paid, row.payableMinor()));
        });
        refundsOwed.give(orderId);
    }

    /** Counts, once, that the payment for several orders brought so much less than one of them costs since it was changed. */
    void countShort(UUID orderId, Money missing) {
        tx.executeWithoutResult(_ -> {
            var row = lock(orderId);
            if (row.version() > 0 && row.isPaid() && row.paidMinor() == null) {
                write(orderId, row.payableMinor() - missing.minor());
            }
        });
    }

    private Row lock(UUID orderId) {
        // Where an order stands is locked before the order, everywhere.
        var standing = db.sql("SELECT status FROM trade.order_standing WHERE order_id = :orderId FOR UPDATE")
                .param("orderId", orderId)
                .query(String.class)
                .single();
        return db.sql("""
                        SELECT :status AS status, payment_id, version, total_minor - tendered_minor AS payable_minor, paid_minor, trim(currency) AS currency
                          FROM trade.orders JOIN trade.order_standing USING (order_id)
                         WHERE order_id = :orderId FOR UPDATE OF orders
                        """)
                .param("status", standing)
                .param("orderId", orderId)
                .query(Row.class)
                .single();
    }

    private void write(UUID orderId, long paid) {
        db.sql("""
                        WITH settled AS (
                            UPDATE trade.orders SET paid_minor = :paid, version = version + CASE WHEN :paid = total_minor - tendered_minor AND due_before IS NULL THEN 0 ELSE 1 END,
                                   due_before = CASE WHEN :paid < total_minor - tendered_minor THEN coalesce(due_before, :dueBefore) END
                             WHERE order_id = :orderId RETURNING order_id, due_before)
                        UPDATE trade.order_line SET awaiting = 0
                          FROM settled WHERE order_line.order_id = settled.order_id AND settled.due_before IS NULL AND awaiting > 0
                        """)
                .param("orderId", orderId)
                .param("paid", paid)
                .param("dueBefore", clock.instant().plus(settings.unpaidMax()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
