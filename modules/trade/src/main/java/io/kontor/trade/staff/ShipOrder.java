package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Dispatch;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.Waiting;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.idempotency.Idempotency.Ticket;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.staff.ParcelStore.Begun;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands a parcel of an order to a carrier: all that is left of it, or a part. Goods that have left the stock are never
 * forgotten: the parcel is written down first, and {@link FinishParcels} finishes one that was interrupted.
 */
@Component
class ShipOrder {
    /** Until the parcel is finished, by whoever it may be, nobody else moves the order. */
    private static final Duration CLAIM = Duration.ofDays(1);

    private static final int ASKED_MAX = 200;

    private final OrderStore orders;
    private final OrderStandings standings;
    private final ParcelStore parcels;
    private final Inventory inventory;
    private final Fulfilment fulfilment;
    private final TransactionTemplate tx;
    private final Clock clock;

    ShipOrder(
            OrderStore orders,
            OrderStandings standings,
            ParcelStore parcels,
            Inventory inventory,
            Fulfilment fulfilment,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.parcels = parcels;
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

    /** @throws io.kontor.kernel.Refusal NOT_SHIPPABLE (409), NOT_THERE_YET (409), IN_PROGRESS (409), INVALID_REQUEST (400), ORDER_NOT_FOUND (404) */
    Shipped ship(String number, Parcel parcel, Caller staff, Ticket ticket) {
        var order = orders.findByNumber(number).orElseThrow(OrderStore::unknown);
        var shipmentId = ticket.id(clock);
        return finishedBefore(order, shipmentId, ticket)
                .orElseGet(() -> finish(
                        parcels.find(shipmentId).orElseGet(() -> begin(order, parcel, shipmentId, Actor.staff(staff))),
                        ticket));
    }

    /** A parcel that was interrupted and finished by itself, before the request for it was repeated. */
    private Optional<Shipped> finishedBefore(KeptOrder order, UUID shipmentId, Ticket ticket) {
        if (order.lines().stream().allMatch(line -> line.shipped() == 0)) {
            return Optional.empty();
        }
        return fulfilment.shipments(List.of(order.orderId())).stream()
                .filter(shipment -> shipment.id().equals(shipmentId)
                        && parcels.find(shipmentId).isEmpty())
                .findFirst()
                .map(shipment -> {
                    var lines = shipment.lines().stream()
                            .map(line -> new Line(line.sku(), line.quantity()))
                            .toList();
                    var shipped = new Shipped(
                            shipmentId, order.number(), order.status().code(), lines);
                    tx.executeWithoutResult(_ -> ticket.store(201, shipped));
                    return shipped;
                });
    }

    /** Keeps everybody else away from the order and writes down what is about to leave. */
    Begun begin(KeptOrder order, Parcel parcel, UUID shipmentId, Actor staff) {
        var waiting = inventory.waitingFor(List.of(order.orderId()));
        decide(order, waiting, parcel.lines());
        return tx.execute(_ -> {
            if (!standings.claimForShipping(order.orderId(), clock.instant(), CLAIM)) {
                throw notShippable(orders.require(order.orderId()));
            }
            // What the order holds may have been changed until the claim, and not any more since.
            var begun = new Begun(
                    shipmentId,
                    order.orderId(),
                    order.number(),
                    parcel.carrier(),
                    parcel.trackingNumber(),
                    decide(orders.require(order.orderId()), waiting, parcel.lines()),
                    staff);
            parcels.insert(begun, clock.instant());
            return begun;
        });
    }

    /**
     * Each step comes to the same when it is done again, so whoever is interrupted may be followed by another.
     *
     * @param ticket of the request, or null when nobody waits for the answer
     */
    Shipped finish(Begun parcel, @Nullable Ticket ticket) {
        takeFromStock(parcel);
        fulfilment.dispatch(new Dispatch(
                parcel.shipmentId(),
                parcel.orderId(),
                parcel.orderNumber(),
                parcel.carrier(),
                parcel.trackingNumber(),
                lines(parcel.lines(), Fulfilment.Line::new)));
        return record(parcel, ticket);
    }

    private void takeFromStock(Begun parcel) {
        try {
            inventory.ship(
                    new ShipStock(parcel.shipmentId(), parcel.orderId(), lines(parcel.lines(), Inventory.Line::new)));
        } catch (Refusal refused) {
            // An outage says nothing of the goods; a refusal says that they have not left.
            if (refused.problem().status() < 500) {
                tx.executeWithoutResult(_ -> {
                    if (parcels.delete(parcel.shipmentId())) {
                        standings.endShippingClaim(parcel.orderId());
                    }
                });
            }
            throw refused;
        }
    }

    /** @throws io.kontor.kernel.Refusal NOT_SHIPPABLE (409), NOT_THERE_YET (409) unless all that is left can be handed over now */
    void requireAll(KeptOrder order) {
        decide(order, inventory.waitingFor(List.of(order.orderId())), null);
    }

    /** What the parcel holds: a pure function of what is left, what of that is not there yet, and what was asked for. */
    static Map<String, Integer> decide(KeptOrder order, List<Waiting> waiting, @Nullable List<Line> asked) {
        var parcel = wanted(order, asked);
        for (var line : order.lines()) {
            var there = line.left() - units(waiting, line.sku());
            if (parcel.getOrDefault(line.sku(), 0) > there) {
                throw TradeProblem.NOT_THERE_YET
                        .refusal("Ship what is there, and the rest once it has come.")
                        .with("waiting", waiting);
            }
        }
        return parcel;
    }

    /** What of the orders is not there yet, by order. */
    Map<UUID, List<Waiting>> waiting(List<UUID> orderIds) {
        var waiting = new ArrayList<Waiting>();
        for (var from = 0; from < orderIds.size(); from += ASKED_MAX) {
            waiting.addAll(inventory.waitingFor(orderIds.subList(from, Math.min(orderIds.size(), from + ASKED_MAX))));
        }
        return waiting.stream().collect(Collectors.groupingBy(Waiting::orderId));
    }

    static int units(List<Waiting> waiting, String sku) {
        return waiting.stream()
                .filter(one -> one.sku().equals(sku))
                .mapToInt(Waiting::units)
                .sum();
    }

    private static Map<String, Integer> wanted(KeptOrder order, @Nullable List<Line> asked) {
        var left = order.lines().stream()
                .filter(line -> line.left() > 0)
                .collect(Collectors.toMap(KeptOrder.Line::sku, KeptOrder.Line::left, (a, _) -> a, LinkedHashMap::new));
        if (!OrderMove.SHIP_ALL.isAllowedFrom(order.status())) {
            throw notShippable(order);
        }
        if (asked == null) {
            if (left.isEmpty()) {
                throw TradeProblem.NOT_SHIPPABLE
                        .refusal("What is left of it was added and is not paid yet.")
                        .with("left", left);
            }
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

    private Shipped record(Begun parcel, @Nullable Ticket ticket) {
        return tx.execute(_ -> {
            if (!parcels.delete(parcel.shipmentId())) {
                throw CommonProblem.IN_PROGRESS.refusal("This parcel was just recorded. Repeat this in a moment.");
            }
            var move = orders.countShipped(parcel.orderId(), parcel.lines()) ? OrderMove.SHIP_ALL : OrderMove.SHIP_SOME;
            var moved = standings.move(
                    List.of(parcel.orderId()),
                    move,
                    parcel.staff(),
                    parcel.carrier() + " " + parcel.trackingNumber(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            if (moved.isEmpty()) {
                throw notShippable(orders.require(parcel.orderId()));
            }
            var shipped = new Shipped(
                    parcel.shipmentId(), parcel.orderNumber(), move.to().code(), lines(parcel.lines(), Line::new));
            if (ticket != null) {
                ticket.store(201, shipped);
            }
            return shipped;
        });
    }

    private static Refusal notShippable(KeptOrder order) {
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
