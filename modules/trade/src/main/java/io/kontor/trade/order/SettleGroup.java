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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of money that was paid for several orders at once: each has of it what it costs, and what pays none of
 * them goes back. Every refund is named after its payment and its order, so that it is given once however often this is
 * done.
 */
@Component
public class SettleGroup {
    private final OrderStore orders;
    private final OrderStandings standings;
    private final SettleDifference settleDifference;
    private final RefundPayment refundPayment;
    private final Payment payment;
    private final TransactionTemplate tx;
    private final Clock clock;

    SettleGroup(
            OrderStore orders,
            OrderStandings standings,
            SettleDifference settleDifference,
            RefundPayment refundPayment,
            Payment payment,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.settleDifference = settleDifference;
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
        var payments = payment.payments(List.of(captured.orderId()));
        var parts = with(payments, captured.paymentId());
        var isAwaited = ArrivedInParts.isAwaited(group);
        var left = isAwaited && covers(parts, group)
                ? ArrivedInParts.unpaid(group)
                : isAwaited && parts.size() > 1
                        ? ArrivedInParts.sum(parts, captured.amount())
                        : rest(group, captured.paymentId(), captured.amount());
        pay(asFarAs(left, group), captured.paymentId());
        var now = orders.ofGroup(captured.orderId());
        count(now, captured.paymentId());
        giveBackRest(now, captured.paymentId(), captured.amount());
        if (isAwaited && !ArrivedInParts.isAwaited(now) && !isRest(now, payments, captured.paymentId())) {
            // It paid what it could by itself: what came before is of no use any more.
            parts.stream().filter(one -> !one.id().equals(captured.paymentId())).forEach(one -> giveBackAll(now, one));
        }
        if (payments.stream().anyMatch(SettleGroup::isPart)) {
            giveBack(captured.orderId());
        }
    }

    private void pay(List<KeptOrder> unpaid, @Nullable UUID paymentId) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var paid = unpaid.stream()
                .map(order -> new Paid(order.orderId(), paymentId, at))
                .toList();
        tx.executeWithoutResult(_ -> standings.pay(paid));
    }

    /** Counts as paid what staff let cost nothing, once nothing of its group is waited for: no payment will come for it. */
    public void payForNothing(UUID groupId) {
        var group = orders.ofGroup(groupId);
        if (!group.isEmpty() && ArrivedInParts.unpaid(group).isZero()) {
            pay(asFarAs(ArrivedInParts.unpaid(group), group), null);
        }
    }

    private static List<KeptOrder> asFarAs(Money money, List<KeptOrder> group) {
        var left = money;
        var paid = new ArrayList<KeptOrder>();
        for (var order : group) {
            var total = order.totals().payable();
            if (order.status() == OrderStatus.UNPAID && total.compareTo(left) <= 0) {
                paid.add(order);
                left = left.minus(total);
            }
        }
        return paid;
    }

    /** Once others of a group are cancelled, what arrived in parts may be enough for those that are left. */
    private List<KeptOrder> payByParts(List<KeptOrder> group) {
        if (!ArrivedInParts.isAwaited(group)) {
            return group;
        }
        var groupId = group.getFirst().groupId();
        var parts = payment.payments(List.of(groupId)).stream()
                .filter(SettleGroup::isPart)
                .toList();
        if (!covers(parts, group)) {
            return group;
        }
        if (parts.isEmpty()) {
            // Points and gift cards paid all that is left of it.
            pay(asFarAs(ArrivedInParts.unpaid(group), group), null);
            return orders.ofGroup(groupId);
        }
        parts.stream()
                .filter(one -> one.status() == Payment.Status.PARTIALLY_CAPTURED)
                .forEach(one -> payment.release(one.id()));
        var last = parts.getLast();
        pay(asFarAs(ArrivedInParts.unpaid(group), group), last.id());
        var paid = orders.ofGroup(groupId);
        giveBackRest(paid, last.id(), last.captured());
        return paid;
    }

    private static boolean covers(List<PaymentView> payments, List<KeptOrder> group) {
        var unpaid = ArrivedInParts.unpaid(group);
        return ArrivedInParts.sum(payments, unpaid).compareTo(unpaid) >= 0;
    }

    /** What was captured of a payment that was meant to bring more. */
    private static boolean isPart(PaymentView one) {
        return one.captured().isPositive() && one.captured().compareTo(one.amount()) < 0;
    }

    /** A payment and the parts that others brought. */
    private static List<PaymentView> with(List<PaymentView> payments, UUID paymentId) {
        return payments.stream()
                .filter(one -> one.id().equals(paymentId) || isPart(one))
                .toList();
    }

    /** Whether a payment was the last of several that paid its orders together: it alone brought less than they cost. */
    private boolean isRest(List<KeptOrder> group, List<PaymentView> payments, UUID paymentId) {
        return payments.stream()
                .filter(one -> one.id().equals(paymentId))
                .anyMatch(one -> rest(group, paymentId, one.captured()).isNegative());
    }

    /** Counts what was paid for an order that was changed while the payment for its group was under way. */
    public void count(KeptOrder order) {
        var paymentId = order.paymentId();
        if (paymentId != null) {
            count(orders.ofGroup(order.groupId()), paymentId);
        }
    }

    /** What a payment, and the parts before it, brought less than its orders cost is due for those that were changed meanwhile. */
    private void count(List<KeptOrder> group, UUID paymentId) {
        if (group.stream().noneMatch(SettleGroup::isUncounted)) {
            return;
        }
        var then = standings.costThen(ids(group));
        var brought = Money.zero(group.getFirst().totals().total().currency());
        for (var one : with(payment.payments(List.of(group.getFirst().groupId())), paymentId)) {
            brought = brought.plus(one.captured());
            brought = one.id().equals(paymentId) ? brought : brought.minus(one.refunded());
        }
        var missing = rest(group, paymentId, brought).negated();
        for (var order : group) {
            if (isUncounted(order) && paymentId.equals(order.paymentId()) && !then.containsKey(order.orderId())) {
                var total = order.totals().payable();
                var part = !missing.isPositive()
                        ? Money.zero(total.currency())
                        : missing.compareTo(total) < 0 ? missing : total;
                settleDifference.countShort(order.orderId(), part);
                missing = missing.minus(part);
            }
        }
    }

    private static boolean isUncounted(KeptOrder order) {
        return order.revised() != null && order.revised().paid() == null;
    }

    private static List<UUID> ids(List<KeptOrder> orders) {
        return orders.stream().map(KeptOrder::orderId).toList();
    }

    /** Gives back what was paid for the cancelled orders of a group; once nothing of it is waited for, all that pays none. */
    void giveBack(UUID groupId) {
        var group = payByParts(orders.ofGroup(groupId));
        if (group.isEmpty()) {
            return;
        }
        // First, so that what was paid in parts is not taken from a payment that goes back whole.
        if (group.stream().noneMatch(order -> order.status() == OrderStatus.UNPAID)) {
            giveBackUnused(group);
        }
        for (var order : group) {
            var paymentId = order.paymentId();
            if (order.status() == OrderStatus.CANCELLED && paymentId != null) {
                giveBack(group, order, paymentId);
            }
        }
    }

    private void giveBackUnused(List<KeptOrder> group) {
        var payments = payment.payments(List.of(group.getFirst().groupId()));
        var inParts = group.stream()
                .anyMatch(order -> order.paymentId() != null && isRest(group, payments, order.paymentId()));
        for (var one : payments) {
            if (group.stream().noneMatch(order -> one.id().equals(order.paymentId())) && !(inParts && isPart(one))) {
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
            giveBack(refundId, group, group.getFirst(), now.id(), now.captured(), null);
        }
    }

    /** What of a payment pays no order: first what the orders cost that were cancelled meanwhile, the last one first. */
    private void giveBackRest(List<KeptOrder> group, UUID paymentId, Money amount) {
        var rest = rest(group, paymentId, amount);
        if (rest.isNegative()) {
            rest = excess(group, paymentId);
        }
        var cancelled = group.stream()
                .filter(order -> order.status() == OrderStatus.CANCELLED && order.paymentId() == null)
                .sorted(Comparator.comparing(SettleGroup::cancelledAt).reversed())
                .toList();
        for (var order : cancelled) {
            var total = order.totals().payable();
            if (total.compareTo(rest) <= 0) {
                giveBack(group, order, paymentId);
                rest = rest.minus(total);
            }
        }
        giveBack(Ids.named("refund", paymentId.toString(), "rest"), group, group.getFirst(), paymentId, rest, null);
    }

    private void giveBack(List<KeptOrder> group, KeptOrder order, UUID paymentId) {
        var refundId = Ids.named("refund", paymentId.toString(), order.orderId().toString());
        var kept = kept(order, standings.refunded(List.of(order.orderId())), Map.of());
        giveBack(refundId, group, order, paymentId, kept, order.orderId());
    }

    private void giveBack(
            UUID refundId, List<KeptOrder> group, KeptOrder order, UUID paymentId, Money wanted, @Nullable UUID own) {
        if (!wanted.isPositive()) {
            return;
        }
        var payments = payment.payments(List.of(group.getFirst().groupId()));
        var isRest = isRest(group, payments, paymentId);
        var free = free(group, payments, paymentId, own, isRest);
        var amount = wanted.compareTo(free) < 0 ? wanted : free;
        if (amount.isPositive()) {
            refundPayment.refund(
                    refundId,
                    order,
                    isRest ? null : paymentId,
                    amount,
                    "order " + order.status().code(),
                    own);
        }
    }

    /** What parts brought together beyond what the orders cost that they paid. */
    private Money excess(List<KeptOrder> group, UUID paymentId) {
        var refunded = standings.refunded(ids(group));
        var own = leftOfOwn(group);
        var parts = with(payment.payments(List.of(group.getFirst().groupId())), paymentId);
        return group.stream()
                .filter(order -> paymentId.equals(order.paymentId()))
                .map(order -> kept(order, refunded, own))
                .reduce(ArrivedInParts.sum(parts, group.getFirst().totals().total()), Money::minus);
    }

    /** What is left of a payment besides what the orders keep of it that stand: their money is never given to another. */
    private Money free(
            List<KeptOrder> group, List<PaymentView> payments, UUID paymentId, @Nullable UUID own, boolean isRest) {
        var refunded = standings.refunded(ids(group));
        var leftOfOwn = leftOfOwn(group);
        var itsOwn = own == null ? 0L : Objects.requireNonNull(leftOfOwn.getOrDefault(own, 0L));
        var brought = payments.stream()
                .filter(one -> one.id().equals(paymentId) || (isRest && isPart(one)))
                .toList();
        var total = group.getFirst().totals().total();
        var left = ArrivedInParts.sum(brought, total).plus(new Money(itsOwn, total.currency()));
        return group.stream()
                .filter(order -> paymentId.equals(order.paymentId()) && order.status() != OrderStatus.CANCELLED)
                .map(order -> kept(order, refunded, leftOfOwn))
                .reduce(left, Money::minus);
    }

    /** What can still be given back of a paid order. @param paymentId of which it is given; null: of all of them, the oldest first */
    public record Left(Money amount, @Nullable UUID paymentId) {}

    /** What is left of the order's money after all that was given back of it, by hand too; what its sisters keep is not of it. */
    public Left leftOf(KeptOrder order) {
        var none = Money.zero(order.totals().total().currency());
        var payments = payment.payments(List.of(order.groupId()));
        var paymentId = order.paymentId();
        if (!order.isGrouped() || paymentId == null) {
            return new Left(ArrivedInParts.sum(payments, none), null);
        }
        var group = orders.ofGroup(order.groupId());
        var isRest = isRest(group, payments, paymentId);
        var left = free(group, payments, paymentId, order.orderId(), isRest)
                .plus(kept(order, standings.refunded(List.of(order.orderId())), leftOfOwn(group)));
        return new Left(left.isPositive() ? left : none, isRest ? null : paymentId);
    }

    /** The payment that paid an order by itself, if so much is left of it; null: of what was paid for it, the oldest first. */
    public @Nullable UUID payer(KeptOrder order, Money amount) {
        return payment.payments(List.of(order.orderId())).stream()
                .filter(one -> one.id().equals(order.paymentId()))
                .filter(one -> one.captured().minus(one.refunded()).compareTo(amount) >= 0)
                .map(PaymentView::id)
                .findFirst()
                .orElse(null);
    }

    /** What is left of the payments that orders have to themselves, for what was added to them, in minor units. */
    private Map<UUID, Long> leftOfOwn(List<KeptOrder> orders) {
        var changed = orders.stream().filter(order -> order.revised() != null).toList();
        return changed.isEmpty()
                ? Map.of()
                : payment.payments(ids(changed)).stream()
                        .collect(Collectors.groupingBy(
                                PaymentView::orderId,
                                Collectors.summingLong(one ->
                                        one.captured().minus(one.refunded()).minor())));
    }

    /** What an order has of the payment for its group: what was paid for it, less what after-sales gave back and what is its own. */
    private static Money kept(KeptOrder order, Map<UUID, Long> refunded, Map<UUID, Long> own) {
        var settled = order.settled();
        var elsewhere = Objects.requireNonNull(refunded.getOrDefault(order.orderId(), 0L))
                + Objects.requireNonNull(own.getOrDefault(order.orderId(), 0L));
        return settled.minus(new Money(elsewhere, settled.currency()));
    }

    private static Instant cancelledAt(KeptOrder order) {
        return order.timeline().stream()
                .filter(entry -> entry.code().equals(OrderStatus.CANCELLED.code()))
                .map(KeptOrder.Entry::at)
                .max(Comparator.naturalOrder())
                .orElse(order.placedAt());
    }

    /** What of an amount is left when the orders have theirs that it pays: what changes gave back since is not its concern. */
    private Money rest(List<KeptOrder> group, UUID paymentId, Money amount) {
        var then = standings.costThen(ids(group));
        return group.stream()
                .filter(order -> paymentId.equals(order.paymentId()))
                .map(order -> {
                    var total = order.totals().payable();
                    return new Money(
                            Objects.requireNonNull(then.getOrDefault(order.orderId(), total.minor())),
                            total.currency());
                })
                .reduce(amount, Money::minus);
    }
}
