package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.HandOverRequest;
import io.kontor.fulfilment.Fulfilment.HandedOver;
import io.kontor.fulfilment.Fulfilment.PickUp;
import io.kontor.fulfilment.Fulfilment.ReadyOrder;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Ids;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStandings.Note;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.staff.ShipOrder.Parcel;
import io.kontor.trade.staff.ShipOrder.Shipped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** An order that its buyer picks up: it is made ready, which gives it a code, and handed over against that code. */
@Component
class PickUpOrder {
    private static final String CARRIER = "Pick-up";

    private final OrderStore orders;
    private final OrderStandings standings;
    private final ShipOrder shipOrder;
    private final Fulfilment fulfilment;
    private final Idempotency idempotency;
    private final Clock clock;

    PickUpOrder(
            OrderStore orders,
            OrderStandings standings,
            ShipOrder shipOrder,
            Fulfilment fulfilment,
            Idempotency idempotency,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.shipOrder = shipOrder;
        this.fulfilment = fulfilment;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal ORDER_NOT_FOUND (404), NOT_A_PICK_UP (409), NOT_SHIPPABLE (409), NOT_THERE_YET (409) */
    PickUp ready(String number, Caller staff) {
        var order = require(number);
        shipOrder.requireAll(order);
        var pickUp = fulfilment.readyForPickUp(
                new ReadyOrder(order.orderId(), number, Objects.requireNonNull(order.pickUpPoint())));
        var entry = new Entry(clock.instant().truncatedTo(ChronoUnit.MICROS), "pick-up-ready", Actor.staff(staff), "");
        standings.tell(List.of(new Note(order.orderId(), Ids.named("pick-up-ready", number), entry)));
        return pickUp;
    }

    /**
     * The code is checked, the goods leave the stock, the parcel is delivered; each step comes to the same when it is
     * done again, so an interrupted one is finished by showing the code once more.
     *
     * @throws io.kontor.kernel.Refusal NOT_READY, WRONG_CODE, NOT_SHIPPABLE (409), TOO_MANY_CODES (429)
     */
    void handOver(String number, @Nullable String code, Caller staff) {
        var order = require(number);
        fulfilment.checkPickUp(new HandOverRequest(order.orderId(), code));
        var parcel = new Parcel(CARRIER, number, null);
        var shipped = Objects.requireNonNull(idempotency
                .answer(
                        "trade",
                        "shipment",
                        number,
                        Ids.named("hand-over", number).toString(),
                        parcel,
                        Shipped.class,
                        ticket -> ResponseEntity.ok(shipOrder.ship(number, parcel, staff, ticket)))
                .getBody());
        fulfilment.handedOver(new HandedOver(order.orderId(), shipped.shipmentId()));
    }

    private KeptOrder require(String number) {
        var order = orders.findByNumber(number).orElseThrow(OrderStore::unknown);
        if (order.pickUpPoint() == null) {
            throw TradeProblem.NOT_A_PICK_UP.refusal("It is to be delivered: ship it.");
        }
        return order;
    }
}
