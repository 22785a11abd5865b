package io.kontor.trade.change;

import io.kontor.fulfilment.Fulfilment.Kind;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.Rates;
import io.kontor.fulfilment.Fulfilment.Withheld;
import io.kontor.kernel.Money;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.change.Revision.Revised;
import io.kontor.trade.change.Revision.Wanted;
import io.kontor.trade.order.DeliveryPrice;
import io.kontor.trade.order.KeptOrder;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How an order goes to its buyer once its lines are others, and what that costs. */
@Component
class DeliverChanged {
    /** The reason when the shop does not offer the way any more. */
    private static final String NOT_OFFERED = "not-offered";

    private final DeliveryPrice deliveryPrice;

    DeliverChanged(DeliveryPrice deliveryPrice) {
        this.deliveryPrice = deliveryPrice;
    }

    /**
     * @param price before adjustments; null: as it was
     * @param instead the way that staff chose instead of the order's, or null
     * @param trouble that the order's own way does not take it; null when it does, or another was chosen
     */
    record Way(
            @Nullable Money price,
            @Nullable Rate instead,
            @Nullable Trouble trouble) {
        static final Way AS_IT_WAS = new Way(null, null, null);
    }

    /** @param reason {@code no-zone}, {@code too-much}, {@code no-point} or {@code not-offered}; {@code others} that take it */
    record Trouble(String reason, List<Rate> others) {}

    /** @throws io.kontor.kernel.Refusal NOT_DELIVERED (409) when the way that was chosen does not take it */
    Way of(KeptOrder order, Wanted wanted, Revised revised) {
        if (revised.added().isEmpty() && revised.givenBack().isEmpty()) {
            return Way.AS_IT_WAS;
        }
        var rates = rates(order, revised);
        var method = wanted.deliveryMethod() == null ? order.deliveryMethod() : wanted.deliveryMethod();
        var found = rates.offered().stream()
                .filter(rate -> rate.method().equals(method) && isLike(order, rate))
                .findFirst();
        if (found.isPresent()) {
            var rate = found.get();
            return new Way(
                    wanted.keepsDelivery() ? null : rate.price(),
                    method.equals(order.deliveryMethod()) ? null : rate,
                    null);
        }
        var trouble = new Trouble(
                reason(rates, method),
                rates.offered().stream().filter(rate -> isLike(order, rate)).toList());
        if (!method.equals(order.deliveryMethod())) {
            throw refusal(trouble);
        }
        return new Way(null, null, trouble);
    }

    /** @throws io.kontor.kernel.Refusal NOT_DELIVERED (409) unless staff keeps the price or chose another way */
    static void requireChosen(Revised revised, Wanted wanted) {
        var trouble = revised.way().trouble();
        if (trouble != null && !wanted.keepsDelivery()) {
            throw refusal(trouble);
        }
    }

    private static io.kontor.kernel.Refusal refusal(Trouble trouble) {
        return TradeProblem.NOT_DELIVERED
                .refusal(
                        "The order would not go that way. Choose another delivery method that takes it, or keep the price.")
                .with("reason", trouble.reason())
                .with(
                        "deliveryMethods",
                        trouble.others().stream().map(Rate::method).toList());
    }

    /** What is delivered stays so, and what is picked up too. */
    private static boolean isLike(KeptOrder order, Rate rate) {
        return (rate.kind() == Kind.PICK_UP) == (order.pickUpPoint() != null);
    }

    private static String reason(Rates rates, String method) {
        return rates.withheld().stream()
                .filter(one -> one.method().equals(method))
                .map(Withheld::reason)
                .findFirst()
                .orElse(NOT_OFFERED);
    }

    /** Of what is still wanted. */
    private Rates rates(KeptOrder order, Revised revised) {
        var goods = revised.lines().stream()
                .map(line -> line.price().times(line.quantity() - line.leftOut()))
                .reduce(Money.zero(order.totals().total().currency()), Money::plus);
        return deliveryPrice.rates(
                order.address(),
                goods,
                revised.lines().stream()
                        .filter(line -> line.quantity() > line.leftOut())
                        .collect(Collectors.toMap(KeptOrder.Line::sku, line -> line.quantity() - line.leftOut())));
    }
}
