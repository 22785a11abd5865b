package io.kontor.trade.desk;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.checkout.PlaceOrder;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Places an order for somebody else, by the same rules as {@link PlaceOrder}; its timeline says who did it. */
@Component
class PlaceForCustomer {
    private final PlaceOrder placeOrder;
    private final OrderStandings standings;

    PlaceForCustomer(PlaceOrder placeOrder, OrderStandings standings) {
        this.placeOrder = placeOrder;
        this.standings = standings;
    }

    /** @param accountId whose order it is, null for a guest's. @return the first of the orders, one for each merchant */
    KeptOrder place(PlaceOrderRequest wanted, @Nullable UUID accountId) {
        var staff = wanted.shopper().caller();
        if (wanted.cartId() == null) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name the cart with the goods.")
                    .with("field", "cartId");
        }
        var placed = placeOrder.placeFor(wanted, accountId);
        standings.tell(placed.stream()
                .map(order -> new Note(
                        order.orderId(),
                        Ids.named("placed-by-staff", order.orderId().toString()),
                        // Told after that it was placed, at the same moment.
                        new Entry(
                                order.placedAt().plus(1, ChronoUnit.MICROS),
                                "placed-by-staff",
                                Actor.staff(staff),
                                "")))
                .toList());
        return placed.getFirst();
    }
}
