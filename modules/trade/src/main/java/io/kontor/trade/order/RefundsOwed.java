package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentProblem;
import io.kontor.platform.job.Job;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Money that goes back because an order costs less than was paid for it. It is written down with what made it so, and
 * given right after; whatever came in between, it is given later by itself, once.
 */
@Component
public class RefundsOwed implements Job {
    private static final String REASON = "order changed";

    private final JdbcClient db;
    private final OrderStandings standings;
    private final Payment payment;
    private final TransactionTemplate tx;
    private final Clock clock;

    RefundsOwed(JdbcClient db, OrderStandings standings, Payment payment, TransactionTemplate tx, Clock clock) {
        this.db = db;
        this.standings = standings;
        this.payment = payment;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.refunds-owed";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        owed(null, clock.instant().minusSeconds(5)).forEach(this::give);
    }

    /**
     * Must be called in the transaction that makes it so.
     *
     * @param paidUnder the order, or the group that was paid together
     * @param paymentId of which it is given back, or null for the oldest
     */
    public void owe(UUID refundId, UUID orderId, UUID paidUnder, Money amount, @Nullable UUID paymentId) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        db.sql("""
                        INSERT INTO trade.refund_owed (refund_id, order_id, paid_under, amount_minor, currency, payment_id, owed_at)
                        VALUES (:refundId, :orderId, :paidUnder, :amount, :currency, CAST(:paymentId AS uuid), :at)
                        """)
                .param("refundId", refundId)
                .param("orderId", orderId)
                .param("paidUnder", paidUnder)
                .param("amount", amount.minor())
                .param("currency", amount.currency().getCurrencyCode())
                .param("paymentId", paymentId == null ? null : paymentId.toString())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        standings.tell(List.of(new Note(
                orderId,
                Ids.named("refund-owed", refundId.toString()),
                // After what made it so, which is told at the same moment.
                new Entry(at.plus(1, ChronoUnit.MICROS), "refunded", Actor.SHOP, amount.toString()))));
    }

    /** Gives what is owed for an order. */
    public void give(UUID orderId) {
        owed(orderId, Instant.MAX).forEach(this::give);
    }

    private record Owed(
            UUID refundId,
            UUID orderId,
            UUID paidUnder,
            long amountMinor,
            String currency,
            @Nullable UUID paymentId) {
        NewRefund refund() {
            var own = paidUnder.equals(orderId) ? null : orderId;
            return new NewRefund(refundId, paidUnder, Money.of(amountMinor, currency), REASON, paymentId, own);
        }

        Owed of(long amountMinor) {
            return new Owed(refundId, orderId, paidUnder, amountMinor, currency, paymentId);
        }
    }

    private List<Owed> owed(@Nullable UUID orderId, Instant before) {
        return db.sql("""
                        SELECT refund_id, order_id, paid_under, amount_minor, trim(currency) AS currency, payment_id FROM trade.refund_owed
                         WHERE order_id = coalesce(CAST(:orderId AS uuid), order_id) AND owed_at < :before
                         ORDER BY owed_at LIMIT 200
                        """)
                .param("orderId", orderId == null ? null : orderId.toString())
                .param(
                        "before",
                        before.equals(Instant.MAX)
                                ? clock.instant().plusSeconds(3600).atOffset(ZoneOffset.UTC)
                                : before.atOffset(ZoneOffset.UTC))
                .query(Owed.class)
                .list();
    }

    private void give(Owed owed) {
        try {
            payment.refund(owed.refund());
        } catch (Refusal refused) {
            if (!refused.is(PaymentProblem.REFUND_TOO_LARGE)) {
                throw refused;
            }
            giveLess(owed, left(owed));
            return;
        }
        done(owed.refundId());
    }

    /** Staff gave some of it back by hand meanwhile, or all that was paid: the buyer is owed what is left, and the timeline says so. */
    private void giveLess(Owed owed, Money left) {
        if (left.minor() >= owed.amountMinor()) {
            // It was captured meanwhile; the next round gives all of it.
            return;
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var what = Money.of(owed.amountMinor(), owed.currency()) + " → " + left;
        var less = new Note(
                owed.orderId(),
                Ids.named("refund-less", owed.refundId().toString(), String.valueOf(left.minor())),
                new Entry(at, "refund-less", Actor.SHOP, what));
        tx.executeWithoutResult(_ -> {
            standings.tell(List.of(less));
            if (left.isPositive()) {
                db.sql("UPDATE trade.refund_owed SET amount_minor = :left WHERE refund_id = :refundId")
                        .param("left", left.minor())
                        .param("refundId", owed.refundId())
                        .update();
            } else {
                done(owed.refundId());
            }
        });
        if (left.isPositive()) {
            give(owed.of(left.minor()));
        }
    }

    /** What can still be given back of what it would be taken from. */
    private Money left(Owed owed) {
        var none = Money.zero(Currency.getInstance(owed.currency()));
        var sources = payment.payments(List.of(owed.paidUnder())).stream()
                .filter(one -> owed.paymentId() == null || owed.paymentId().equals(one.id()));
        var own = owed.paidUnder().equals(owed.orderId())
                ? Stream.<PaymentView>empty()
                : payment.payments(List.of(owed.orderId())).stream();
        return ArrivedInParts.sum(Stream.concat(own, sources).toList(), none);
    }

    private void done(UUID refundId) {
        db.sql("DELETE FROM trade.refund_owed WHERE refund_id = :refundId")
                .param("refundId", refundId)
                .update();
    }
}
