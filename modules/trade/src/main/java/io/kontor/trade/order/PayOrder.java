package io.kontor.trade.order;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes the payment of an order that is not paid yet. */
@Component
public class PayOrder {
    private final Payment payment;
    private final FindOrder findOrder;
    private final ShowOrder showOrder;
    private final SettlePayment settlePayment;
    private final Clock clock;

    PayOrder(Payment payment, FindOrder findOrder, ShowOrder showOrder, SettlePayment settlePayment, Clock clock) {
        this.payment = payment;
        this.findOrder = findOrder;
        this.showOrder = showOrder;
        this.settlePayment = settlePayment;
        this.clock = clock;
    }

    /** The same key takes one payment, however often it is sent. */
    public Order pay(String number, Trade.PayOrder wanted) {
        var order = findOrder.require(number, wanted.asker());
        var paymentId = paymentId(order.orderId(), wanted.idempotencyKey());
        if (isPaidBy(order, paymentId)) {
            return showOrder.show(order, wanted.asker().language());
        }
        if (order.status() != OrderStatus.UNPAID || !clock.instant().isBefore(order.payBefore())) {
            throw TradeProblem.NOT_PAYABLE.refusal(
                    "It is " + order.status().code() + ", or its time to pay has passed.");
        }
        requireMethod(wanted.method());
        var taken = take(order, wanted.idempotencyKey(), wanted.method(), wanted.outcome());
        var after = settlePayment.settle(order, taken);
        return showOrder.withToken(
                showOrder.show(after, taken, List.of(), wanted.asker().language()));
    }

    private boolean isPaidBy(KeptOrder order, UUID paymentId) {
        return order.status() != OrderStatus.UNPAID
                && payment.payments(List.of(order.orderId())).stream()
                        .anyMatch(one -> one.id().equals(paymentId));
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

    /** Asks payment for the order's total; a repeat with the same key gets the first answer. */
    public PaymentView take(KeptOrder order, String key, String method, @Nullable String outcome) {
        return payment.pay(new NewPayment(
                paymentId(order.orderId(), key),
                order.orderId(),
                order.number(),
                order.totals().total(),
                method,
                outcome));
    }

    private static UUID paymentId(UUID orderId, @Nullable String key) {
        if (key == null || key.isBlank() || key.length() > 100) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "Idempotency-Key is 1 to 100 printable characters; a UUID is best.");
        }
        return Ids.named(Ids.timeOf(orderId), "payment", orderId.toString(), key);
    }
}
