package io.kontor.trade.order;

import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Amendment;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.LeftOutLine;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Leaves units out of an order that were not shipped, and gives what is set aside for them back. */
@Component
public class LeaveOut {
    private static final int LINES_MAX = 200;

    private final OrderStore orders;
    private final OrderStandings standings;
    private final Inventory inventory;
    private final TransactionTemplate tx;
    private final Clock clock;

    LeaveOut(OrderStore orders, OrderStandings standings, Inventory inventory, TransactionTemplate tx, Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.inventory = inventory;
        this.tx = tx;
        this.clock = clock;
    }

    /** Every step comes to the same when it is done again. @throws Refusal ORDER_NOT_FOUND (404), NOT_LEFT_OUT (409), INVALID_REQUEST (400) */
    public void leaveOut(Trade.LeaveOut wanted) {
        check(wanted);
        var order = orders.findByNumber(wanted.number()).orElseThrow(OrderStore::unknown);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var skus = units(order, wanted.lines());
        tx.executeWithoutResult(_ -> {
            // The lock keeps parcels from being begun until the lines say what is left of them.
            var mayLeave = standings.lockForLeavingOut(order.orderId(), at);
            var entry = new Entry(at, "left-out", Actor.SHOP, wanted.reason());
            if (standings.tell(List.of(new Note(order.orderId(), wanted.id(), entry))) == 0) {
                return;
            }
            if (!mayLeave || !orders.countLeftOut(order.orderId(), wanted.lines())) {
                throw TradeProblem.NOT_LEFT_OUT.refusal("Some of it is on its way, or is just being packed.");
            }
            if (delivery(order.orderId()).compareTo(wanted.delivery()) < 0) {
                throw TradeProblem.NOT_LEFT_OUT.refusal("Its delivery costs less by now. Ask again.");
            }
            if (orders.isAllShipped(order.orderId())) {
                standings.move(
                        List.of(order.orderId()), OrderMove.SHIP_ALL, Actor.SHOP, "", at.plus(1, ChronoUnit.MICROS));
            }
        });
        inventory.amend(new Amendment(wanted.id(), order.orderId(), skus));
    }

    /** What the lines pay for their delivery by now, with tax. */
    private Money delivery(UUID orderId) {
        return orders.require(orderId).lines().stream()
                .map(KeptOrder.Line::deliveryShare)
                .reduce(Money::plus)
                .orElseThrow();
    }

    private static List<Inventory.Line> units(KeptOrder order, List<LeftOutLine> lines) {
        var units = new LinkedHashMap<String, Integer>();
        for (var wanted : lines) {
            order.lines().stream()
                    .filter(line -> line.lineId().equals(wanted.lineId()))
                    .forEach(line -> units.merge(line.sku(), wanted.quantity(), Integer::sum));
        }
        return units.entrySet().stream()
                .map(one -> new Inventory.Line(one.getKey(), one.getValue()))
                .toList();
    }

    private static void check(Trade.LeaveOut wanted) {
        var lines = wanted.lines();
        if (wanted.id() == null
                || wanted.number() == null
                || wanted.reason() == null
                || wanted.delivery() == null
                || lines == null
                || lines.isEmpty()
                || lines.size() > LINES_MAX
                || lines.stream().anyMatch(line -> line == null || line.lineId() == null || line.quantity() < 1)
                || lines.stream().map(LeftOutLine::lineId).distinct().count() != lines.size()) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the order and 1 to " + LINES_MAX + " lines, each once.");
        }
    }
}
