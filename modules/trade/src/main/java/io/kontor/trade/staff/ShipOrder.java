package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Dispatch;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.idempotency.Idempotency.Ticket;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStore;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Hands a parcel of an order to a carrier: all that is left of it, or a part. */
@Component
class ShipOrder {
    /** Longer than inventory and fulfilment may take to answer. */
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final OrderStore orders;
    private final OrderStandings standings;
    private final Inventory inventory;
    private final Fulfilment fulfilment;
    private final TransactionTemplate tx;
    private final Clock clock;

    ShipOrder(
            OrderStore orders,
            OrderStandings standings,
            Inventory inventory,
            Fulfilment fulfilment,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.inventory = inventory;
        this.fulfilment = fulfilment;
        this.tx = tx;
        this.clock = clock;
    }

    /** @param lines null: everything that is left */
    record Parcel(
            String carrier, String trackingNumber, @Nullable List<Line> lines) {}

    record Line(String sku, int quantity) {}

    record Shipped(UUID shipmentId, String orderNumber, String orderStatus, List<Line> lines) {}

    /** @throws io.kontor.kernel.Refusal NOT_SHIPPABLE (409), IN_PROGRESS (409), INVALID_REQUEST (400), ORDER_NOT_FOUND (404) */
    Shipped ship(String number, Parcel parcel, Caller staff, Ticket ticket) {
        var order = orders.findByNumber(number).orElseThrow(OrderStore::unknown);
        var wanted = decide(order, parcel.lines());
        var shipmentId = ticket.id(clock);
        if (!standings.claimForShipping(order.orderId(), clock.instant(), CLAIM)) {
            throw notShippable(orders.require(order.orderId()));
        }
        try {
            inventory.ship(new ShipStock(shipmentId, order.orderId(), lines(wanted, Inventory.Line::new)));
            fulfilment.dispatch(new Dispatch(
                    shipmentId,
                    order.orderId(),
                    order.number(),
                    parcel.carrier(),
                    parcel.trackingNumber(),
                    lines(wanted, Fulfilment.Line::new)));
            return record(order, parcel, wanted, shipmentId, staff, ticket);
        } catch (RuntimeException failed) {
            standings.endShippingClaim(order.orderId());
            throw failed;
        }
    }

    /** What the parcel holds: a pure function of what is left and what was asked for. */
    static Map<String, Integer> decide(KeptOrder order, @Nullable List<Line> asked) {
        var left = order.lines().stream()
                .filter(line -> line.left() > 0)
                .collect(Collectors.toMap(KeptOrder.Line::sku, KeptOrder.Line::left, (a, _) -> a, LinkedHashMap::new));
        if (!OrderMove.SHIP_ALL.isAllowedFrom(order.status())) {
            throw notShippable(order);
        }
        if (asked == null) {
            return left;
        }
        var wanted = new LinkedHashMap<String, Integer>();
        for (var line : asked) {
            if (line == null
                    || line.sku() == null
                    || line.quantity() < 1
                    || wanted.put(line.sku(), line.quantity()) != null) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("Name each SKU once, with a quantity from 1.")
                        .with("field", "lines");
            }
        }
        var tooMany = wanted.entrySet().stream()
                .filter(line -> left.getOrDefault(line.getKey(), 0) < line.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (wanted.isEmpty() || !tooMany.isEmpty()) {
            throw TradeProblem.NOT_SHIPPABLE
                    .refusal("Ship what is left of the order.")
                    .with("skus", tooMany)
                    .with("left", left);
        }
        return wanted;
    }

    private Shipped record(
            KeptOrder order, Parcel parcel, Map<String, Integer> wanted, UUID shipmentId, Caller staff, Ticket ticket) {
        return tx.execute(_ -> {
            var move = orders.countShipped(order.orderId(), wanted) ? OrderMove.SHIP_ALL : OrderMove.SHIP_SOME;
            var moved = standings.move(
                    List.of(order.orderId()),
                    move,
                    Actor.staff(staff),
                    parcel.carrier() + " " + parcel.trackingNumber(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (moved.isEmpty()) {
                throw notShippable(orders.require(order.orderId()));
            }
            var shipped = new Shipped(shipmentId, order.number(), move.to().code(), lines(wanted, Line::new));
            ticket.store(201, shipped);
            return shipped;
        });
    }

    private static io.kontor.kernel.Refusal notShippable(KeptOrder order) {
        return OrderMove.SHIP_ALL.isAllowedFrom(order.status())
                ? CommonProblem.IN_PROGRESS.refusal(
                        "Another parcel of this order is just being recorded. Repeat this in a moment.")
                : TradeProblem.NOT_SHIPPABLE
                        .refusal("It is " + order.status().code() + ".")
                        .with("orderStatus", order.status().code());
    }

    private interface LineOf<T> {
        T of(String sku, int quantity);
    }

    private static <T> List<T> lines(Map<String, Integer> quantityBySku, LineOf<T> line) {
        return quantityBySku.entrySet().stream()
                .map(entry -> line.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
