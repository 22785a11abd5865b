package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderSearch;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.staff.ShipOrder.Line;
import io.kontor.trade.staff.ShipOrder.Parcel;
import io.kontor.trade.staff.ShipOrder.Shipped;
import io.kontor.trade.staff.TrackingNumbers.Entry;
import io.kontor.trade.staff.TrackingNumbers.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Ships many orders by a list of tracking numbers: first a preview that changes nothing, then parcel by parcel. A parcel
 * is known by its order, carrier and tracking number, so a list that is sent again ships nothing twice.
 */
@Component
class ShipMany {
    private final OrderStore orders;
    private final OrderSearch search;
    private final ShipOrder shipOrder;
    private final Fulfilment fulfilment;
    private final Idempotency idempotency;

    ShipMany(
            OrderStore orders,
            OrderSearch search,
            ShipOrder shipOrder,
            Fulfilment fulfilment,
            Idempotency idempotency) {
        this.orders = orders;
        this.search = search;
        this.shipOrder = shipOrder;
        this.fulfilment = fulfilment;
        this.idempotency = idempotency;
    }

    /**
     * What becomes of a row.
     *
     * @param outcome {@code ready} (in a preview), {@code shipped}, {@code shipped-before} or {@code refused}
     * @param problem why it is refused, for people; else null
     */
    record Result(
            int row,
            String number,
            String carrier,
            String trackingNumber,
            String outcome,
            @Nullable String problem) {}

    List<Result> preview(List<Row> rows) {
        var numbers = rows.stream()
                .filter(row -> row.problem() == null)
                .map(row -> row.entry().number())
                .distinct()
                .toList();
        var waiting = shipOrder.waiting(search.idsOf(numbers));
        return results(rows, (order, parcel) -> {
            if (alreadyShipped(order, parcel)) {
                return "shipped-before";
            }
            ShipOrder.decide(order, waiting.getOrDefault(order.orderId(), List.of()), parcel.lines());
            return "ready";
        });
    }

    List<Result> ship(List<Row> rows, Caller staff) {
        return results(rows, (order, parcel) -> {
            if (alreadyShipped(order, parcel)) {
                return "shipped-before";
            }
            idempotency.answer(
                    "trade",
                    "shipment",
                    order.number(),
                    key(parcel),
                    parcel,
                    Shipped.class,
                    ticket -> ResponseEntity.ok(shipOrder.ship(order.number(), parcel, staff, ticket)));
            return "shipped";
        });
    }

    private interface Shipping {
        String ship(KeptOrder order, Parcel parcel);
    }

    private List<Result> results(List<Row> rows, Shipping shipping) {
        var outcomes = new HashMap<Integer, Result>();
        for (var group : parcels(rows, outcomes).values()) {
            var entry = group.getFirst().entry();
            String outcome;
            String problem = null;
            try {
                var order = orders.findByNumber(entry.number()).orElseThrow(OrderStore::unknown);
                outcome = shipping.ship(order, parcel(group));
            } catch (Refusal refusal) {
                if (refusal.problem().status() >= 500) {
                    throw refusal;
                }
                outcome = "refused";
                problem = refusal.problem().title() + ". " + refusal.detail();
            }
            for (var row : group) {
                outcomes.put(row.row(), result(row, outcome, problem));
            }
        }
        return rows.stream().map(row -> outcomes.get(row.row())).toList();
    }

    /** Rows of one order, carrier and tracking number are one parcel; rows that cannot be read are refused at once. */
    private static Map<List<String>, List<Row>> parcels(List<Row> rows, Map<Integer, Result> refused) {
        var parcels = new LinkedHashMap<List<String>, List<Row>>();
        for (var row : rows) {
            if (row.problem() != null) {
                refused.put(row.row(), result(row, "refused", row.problem()));
            } else {
                var entry = row.entry();
                parcels.computeIfAbsent(
                                List.of(entry.number(), entry.carrier(), entry.trackingNumber()),
                                _ -> new ArrayList<>())
                        .add(row);
            }
        }
        return parcels;
    }

    private static Parcel parcel(List<Row> group) {
        var entry = group.getFirst().entry();
        var named = group.stream().filter(row -> row.entry().sku() != null).toList();
        if (!named.isEmpty() && named.size() < group.size()) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name a SKU in every row of a parcel, or in none.");
        }
        if (named.isEmpty() && group.size() > 1) {
            throw CommonProblem.INVALID_REQUEST.refusal("The same parcel stands in several rows.");
        }
        List<Line> lines =
                named.isEmpty() ? null : named.stream().map(ShipMany::line).toList();
        return new Parcel(entry.carrier(), entry.trackingNumber(), lines);
    }

    private static Line line(Row row) {
        return new Line(String.valueOf(row.entry().sku()), row.entry().quantity());
    }

    private boolean alreadyShipped(KeptOrder order, Parcel parcel) {
        return order.lines().stream().anyMatch(line -> line.shipped() > 0)
                && fulfilment.shipments(List.of(order.orderId())).stream()
                        .anyMatch(shipment -> shipment.trackingNumber().equals(parcel.trackingNumber()));
    }

    private static String key(Parcel parcel) {
        return io.kontor.kernel.Ids.named("parcel of a list", parcel.carrier(), parcel.trackingNumber())
                .toString();
    }

    private static Result result(Row row, String outcome, @Nullable String problem) {
        Entry entry = row.entry();
        return new Result(row.row(), entry.number(), entry.carrier(), entry.trackingNumber(), outcome, problem);
    }
}
