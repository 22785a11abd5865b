package io.kontor.trade.order;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the payment of orders that are not paid yet, or of what was added to one that is. */
@Component
public class PayOrder {
    private final Payment payment;
    private final OrderStore orders;
    private final FindOrder findOrder;
    private final ShowOrder showOrder;
    private final SettlePayment settlePayment;
    private final SettleDifference settleDifference;
    private final ArrivedInParts arrived;
    private final Clock clock;

    PayOrder(
            Payment payment,
            OrderStore orders,
            FindOrder findOrder,
            ShowOrder showOrder,
            SettlePayment settlePayment,
            SettleDifference settleDifference,
            ArrivedInParts arrived,
            Clock clock) {
        this.payment = payment;
        this.orders = orders;
        this.findOrder = findOrder;
        this.showOrder = showOrder;
        this.settlePayment = settlePayment;
        this.settleDifference = settleDifference;
        this.arrived = arrived;
        this.clock = clock;
    }

    /** Pays all that is not paid yet of the order's group. The same key takes one payment, however often it is sent. */
    public Order pay(String number, Trade.PayOrder wanted) {
        var order = findOrder.require(number, wanted.asker());
        var group = orders.groupOf(order);
        var unpaid =
                group.stream().filter(one -> one.status() == OrderStatus.UNPAID).toList();
        if (order.isGrouped() && order.status() != OrderStatus.UNPAID) {
            var own = paymentId(order.orderId(), wanted.idempotencyKey());
            if (order.due().isPositive()) {
                return payRest(order, wanted);
            }
            if (payment.payments(List.of(order.orderId())).stream()
                    .anyMatch(one -> one.id().equals(own))) {
                return showOrder.show(order, wanted.asker().language());
            }
        }
        var paymentId = paymentId(order.groupId(), wanted.idempotencyKey());
        var earlier = unpaid.size() == 1 && group.size() == 1
                ? Optional.<PaymentView>empty()
                : payment.payments(List.of(order.groupId())).stream()
                        .filter(one -> one.id().equals(paymentId))
                        .findFirst();
        if (unpaid.isEmpty() && earlier.isPresent()) {
            return showOrder.show(order, wanted.asker().language());
        }
        if (unpaid.isEmpty() && order.due().isPositive()) {
            return payRest(order, wanted);
        }
        if (unpaid.isEmpty() || !clock.instant().isBefore(unpaid.getFirst().payBefore())) {
            throw TradeProblem.NOT_PAYABLE.refusal(
                    "It is " + order.status().code() + ", or its time to pay has passed.");
        }
        requireMethod(wanted.method());
        // A repeat asks for what the first one did, also when an order was cancelled in between.
        var amount = earlier.map(PaymentView::amount)
                .orElseGet(() -> ArrivedInParts.isAwaited(group) ? arrived.rest(group, paymentId) : total(unpaid));
        var taken = take(group, amount, wanted.idempotencyKey(), wanted.method(), wanted.outcome());
        if (amount.compareTo(total(unpaid)) < 0
                && taken.status() == Payment.Status.CAPTURED
                && !arrived.covers(order.groupId(), total(unpaid))) {
            // Something of the first part went back meanwhile: the order says what is due by now.
            return showOrder.show(order, wanted.asker().language());
        }
        var after = settlePayment.settle(group, taken);
        var shown = after.stream()
                .filter(one -> one.orderId().equals(order.orderId()))
                .findFirst()
                .orElseThrow();
        return showOrder.withToken(
                showOrder.show(shown, after, taken, wanted.asker().language()));
    }

    private Order payRest(KeptOrder order, Trade.PayOrder wanted) {
        requireMethod(wanted.method());
        // Its sisters have no part in it, so it is paid under its own id.
        var taken = take(
                order.orderId(),
                order.number(),
                order.due(),
                wanted.idempotencyKey(),
                wanted.method(),
                wanted.outcome());
        if (taken.status() == Payment.Status.CAPTURED) {
            settleDifference.settle(order.orderId(), taken.id(), taken.amount());
        }
        return showOrder.show(orders.require(order.orderId()), wanted.asker().language());
    }

    /** @throws io.kontor.kernel.Refusal UNKNOWN_PAYMENT_METHOD (400) naming those there are */
    public void requireMethod(@Nullable String method) {
        var methods = payment.methods();
        if (method == null || !methods.contains(method)) {
            throw TradeProblem.UNKNOWN_PAYMENT_METHOD
                    .refusal("Choose one of " + String.join(", ", methods) + ".")
                    .with("paymentMethods", methods);
        }
    }

    /** Asks payment for what orders cost together; a repeat with the same key gets the first answer. */
    public PaymentView take(List<KeptOrder> group, String key, String method, @Nullable String outcome) {
        return take(group, total(group), key, method, outcome);
    }

    private PaymentView take(List<KeptOrder> group, Money amount, String key, String method, @Nullable String outcome) {
        var first = group.getFirst();
        return take(first.groupId(), first.number(), amount, key, method, outcome);
    }

    private PaymentView take(
            UUID paidAs, String number, Money amount, String key, String method, @Nullable String outcome) {
        return payment.pay(new NewPayment(paymentId(paidAs, key), paidAs, number, amount, method, outcome));
    }

    private static Money total(List<KeptOrder> orders) {
        return orders.stream()
                .map(order -> order.totals().payable())
                .reduce(Money::plus)
                .orElseThrow();
    }

    private static UUID paymentId(UUID groupId, @Nullable String key) {
        if (key == null || key.isBlank() || key.length() > 100) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "Idempotency-Key is 1 to 100 printable characters; a UUID is best.");
        }
        return Ids.named(Ids.timeOf(groupId), "payment", groupId.toString(), key);
    }
}
