package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.Pick;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what leaves the house off the stock and off the order's reservation. */
@Component
public class ShipReserved {
    private final ReservationStore reservations;
    private final StockStore stock;
    private final TransactionTemplate tx;
    private final Clock clock;

    ShipReserved(ReservationStore reservations, StockStore stock, TransactionTemplate tx, Clock clock) {
        this.reservations = reservations;
        this.stock = stock;
        this.tx = tx;
        this.clock = clock;
    }

    public void ship(ShipStock shipped) {
        if (shipped.shipmentId() == null || shipped.orderId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the shipment and the order.");
        }
        Limits.check(shipped.lines());
        var content = content(shipped.lines());
        tx.executeWithoutResult(_ -> {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            if (reservations.insertShipment(shipped.shipmentId(), shipped.orderId(), content, now)) {
                reservations.lock(shipped.orderId());
                var picks = picks(shipped.lines(), reservations.lines(shipped.orderId()));
                reservations.moveHeldToShipped(shipped.orderId(), picks);
                var document = shipped.shipmentId().toString();
                stock.change(
                        "shipment",
                        picks.stream()
                                .map(pick -> new Change(
                                        pick.sku(), pick.location(), document, -pick.quantity(), -pick.quantity()))
                                .toList());
            } else if (!reservations.isShipment(shipped.shipmentId(), shipped.orderId(), content)) {
                throw InventoryProblem.SHIPMENT_DIFFERS.refusal("Ship other goods under another shipment id.");
            }
        });
    }

    /** Takes from the place that holds enough of a line, and only where none does from several. */
    private static List<Pick> picks(List<Line> shipped, List<ReservedLine> reserved) {
        requireHeld(shipped, reserved);
        var picks = new ArrayList<Pick>();
        for (var line : shipped) {
            var rest = line.quantity();
            var holding = reserved.stream()
                    .filter(held -> held.sku().equals(line.sku()) && held.held() > 0)
                    .sorted(Comparator.comparing((ReservedLine held) -> held.held() < line.quantity())
                            .thenComparing(
                                    Comparator.comparingInt(ReservedLine::held).reversed()))
                    .toList();
            for (var held : holding) {
                var units = Math.min(rest, held.held());
                if (units > 0) {
                    picks.add(new Pick(line.sku(), held.location(), units));
                    rest -= units;
                }
            }
        }
        return picks;
    }

    private static void requireHeld(List<Line> shipped, List<ReservedLine> reserved) {
        var held = reserved.stream()
                .collect(Collectors.groupingBy(ReservedLine::sku, Collectors.summingInt(ReservedLine::held)));
        var shortages = shipped.stream()
                .filter(line -> held.getOrDefault(line.sku(), 0) < line.quantity())
                .map(line -> new Shortage(line.sku(), line.quantity(), held.getOrDefault(line.sku(), 0)))
                .toList();
        if (!shortages.isEmpty()) {
            throw InventoryProblem.NOT_RESERVED
                    .refusal("Ship what the order holds. Nothing was changed.")
                    .with("shortages", shortages);
        }
    }

    private static String content(List<Line> lines) {
        return lines.stream()
                .map(line -> line.quantity() + " " + line.sku())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
