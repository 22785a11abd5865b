package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentCaptured;
import io.kontor.trade.order.OrderStandings.Paid;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of money that was paid for several orders at once: each has of it what it costs, and what pays none of
 * them goes back. Every refund is named after its payment and its order, so that it is given once however often this is
 * done.
 */
@Component
class SettleGroup {
    private final OrderStore orders;
    private final OrderStandings standings;
    private final RefundPayment refundPayment;
    private final Payment payment;
    private final TransactionTemplate tx;
    private final Clock clock;

    SettleGroup(
            OrderStore orders,
            OrderStandings standings,
            RefundPayment refundPayment,
            Payment payment,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.refundPayment = refundPayment;
        this.payment = payment;
        this.tx = tx;
        this.clock = clock;
    }

    /** Pays what is unpaid of the group, in one transaction, as far as the money goes, and gives the rest back. */
    void pay(PaymentCaptured captured) {
        var group = orders.ofGroup(captured.orderId());
        if (group.isEmpty()) {
            return;
        }
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var left = rest(group, captured.paymentId(), captured.amount());
        var paid = new ArrayList<Paid>();
        for (var order : group) {
            var total = order.totals().total();
            if (order.status() == OrderStatus.UNPAID && total.compareTo(left) <= 0) {
                paid.add(new Paid(order.orderId(), captured.paymentId(), at));
                left = left.minus(total);
            }
        }
        tx.executeWithoutResult(_ -> standings.pay(paid));
        giveBackRest(orders.ofGroup(captured.orderId()), captured.paymentId(), captured.amount());
    }

    /** Gives back what was paid for the cancelled orders of a group; once nothing of it is waited for, all that pays none. */
    void giveBack(UUID groupId) {
        var group = orders.ofGroup(groupId);
        for (var order : group) {
            var paymentId = order.paymentId();
            if (order.status() == OrderStatus.CANCELLED && paymentId != null) {
                giveBack(group, order, paymentId);
            }
        }
        if (group.isEmpty() || group.stream().anyMatch(order -> order.status() == OrderStatus.UNPAID)) {
            return;
        }
        for (var one : payment.payments(List.of(groupId))) {
            if (group.stream().noneMatch(order -> one.id().equals(order.paymentId()))) {
                giveBackAll(group, one);
            }
        }
    }

    private void giveBackAll(List<KeptOrder> group, PaymentView one) {
        var isHeld = one.status() == Payment.Status.AUTHORISED || one.status() == Payment.Status.PARTIALLY_CAPTURED;
        var now = isHeld ? payment.release(one.id()) : one;
        if (now.captured().equals(now.amount())) {
            giveBackRest(group, now.id(), now.amount());
        } else {
            // Of a part that was captured nobody can say whose it was.
            var refundId = Ids.named(
                    "refund", now.id().toString(), String.valueOf(now.captured().minor()));
            giveBack(refundId, group, group.getFirst(), now.id(), now.captured());
        }
    }

    /** What of a payment pays no order: first what the orders cost that were cancelled meanwhile, the last one first. */
    private void giveBackRest(List<KeptOrder> group, UUID paymentId, Money amount) {
        var rest = rest(group, paymentId, amount);
        var cancelled = group.stream()
                .filter(order -> order.status() == OrderStatus.CANCELLED && order.paymentId() == null)
                .sorted(Comparator.comparing(SettleGroup::cancelledAt).reversed())
                .toList();
        for (var order : cancelled) {
            var total = order.totals().total();
            if (total.compareTo(rest) <= 0) {
                giveBack(group, order, paymentId);
                rest = rest.minus(total);
            }
        }
        giveBack(Ids.named("refund", paymentId.toString(), "rest"), group, group.getFirst(), paymentId, rest);
    }

    private void giveBack(List<KeptOrder> group, KeptOrder order, UUID paymentId) {
        var refundId = Ids.named("refund", paymentId.toString(), order.orderId().toString());
        giveBack(refundId, group, order, paymentId, kept(order, standings.refunded(List.of(order.orderId()))));
    }

    private void giveBack(UUID refundId, List<KeptOrder> group, KeptOrder order, UUID paymentId, Money wanted) {
        if (!wanted.isPositive()) {
            return;
        }
        var free = free(group, paymentId, wanted);
        var amount = wanted.compareTo(free) < 0 ? wanted : free;
        if (amount.isPositive()) {
            refundPayment.refund(
                    refundId,
                    order,
                    paymentId,
                    amount,
                    "order " + order.status().code());
        }
    }

    /** What is left of a payment besides what the orders keep of it that stand: their money is never given to another. */
    private Money free(List<KeptOrder> group, UUID paymentId, Money wanted) {
        var none = Money.zero(wanted.currency());
        var refunded = standings.refunded(group.stream().map(KeptOrder::orderId).toList());
        var left = payment.payments(List.of(group.getFirst().groupId())).stream()
                .filter(one -> one.id().equals(paymentId))
                .map(one -> one.captured().minus(one.refunded()))
                .reduce(none, Money::plus);
        return group.stream()
                .filter(order -> paymentId.equals(order.paymentId()) && order.status() != OrderStatus.CANCELLED)
                .map(order -> kept(order, refunded))
                .reduce(left, Money::minus);
    }

    /** What was paid for an order, less what after-sales gave back of it. */
    private static Money kept(KeptOrder order, Map<UUID, Long> refunded) {
        var total = order.totals().total();
        return total.minus(
                new Money(Objects.requireNonNull(refunded.getOrDefault(order.orderId(), 0L)), total.currency()));
    }

    private static Instant cancelledAt(KeptOrder order) {
        return order.timeline().stream()
                .filter(entry -> entry.code().equals(OrderStatus.CANCELLED.code()))
                .map(KeptOrder.Entry::at)
                .max(Comparator.naturalOrder())
                .orElse(order.placedAt());
    }

    /** What of an amount is left when the orders have theirs that it pays. */
    private static Money rest(List<KeptOrder> group, UUID paymentId, Money amount) {
        return group.stream()
                .filter(order -> paymentId.equals(order.paymentId()))
                .map(order -> order.totals().total())
                .reduce(amount, Money::minus);
    }
}
