package io.kontor.trade.order;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Status;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What arrived for an order in several payments, or of a payment that was captured only in part: less what went back of it. */
@Component
class ArrivedInParts {
    private final Payment payment;

    ArrivedInParts(Payment payment) {
        this.payment = payment;
    }

    static Money sum(List<PaymentView> payments, Money total) {
        return payments.stream()
                .map(one -> one.captured().minus(one.refunded()))
                .reduce(Money.zero(total.currency()), Money::plus);
    }

    /** Whether nothing of what is paid together was paid yet, so that all that arrives is for what is unpaid of it. */
    static boolean isAwaited(List<KeptOrder> group) {
        return group.stream().anyMatch(order -> order.status() == OrderStatus.UNPAID)
                && group.stream().allMatch(order -> order.paymentId() == null);
    }

    /** What the unpaid ones of a group cost. */
    static Money unpaid(List<KeptOrder> group) {
        var none = Money.zero(group.getFirst().totals().total().currency());
        return group.stream()
                .filter(order -> order.status() == OrderStatus.UNPAID)
                .map(order -> order.totals().payable())
                .reduce(none, Money::plus);
    }

    /** Whether what arrived covers the total. */
    boolean covers(UUID groupId, Money total) {
        return sum(payment.payments(List.of(groupId)), total).compareTo(total) >= 0;
    }

    /**
     * What is still to be paid of what is unpaid of a group, or what the payment of that id was asked for before. What is held by a
     * payment that was captured in part is let go first: it must not be captured besides.
     *
     * @throws io.kontor.kernel.Refusal IN_PROGRESS (409) when that is not certain yet
     */
    Money rest(List<KeptOrder> group, UUID paymentId) {
        var total = unpaid(group);
        var payments = payment.payments(List.of(group.getFirst().groupId()));
        var earlier =
                payments.stream().filter(one -> one.id().equals(paymentId)).findFirst();
        if (earlier.isPresent()) {
            return earlier.get().amount();
        }
        for (var one : payments) {
            if (one.status() == Status.PARTIALLY_CAPTURED
                    && payment.release(one.id()).status() != Status.CAPTURED) {
                throw inProgress();
            }
        }
        var rest = total.minus(sum(payments, total));
        if (!rest.isPositive() && total.isPositive()) {
            throw inProgress();
        }
        return rest;
    }

    private static io.kontor.kernel.Refusal inProgress() {
        return CommonProblem.IN_PROGRESS.refusal("What was paid before is just being counted. Try again in a moment.");
    }
}
