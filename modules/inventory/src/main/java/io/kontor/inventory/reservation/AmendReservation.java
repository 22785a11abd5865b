package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Amendment;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.reservation.ReservationStore.Status;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an order's reservation follow its lines. What a change adds was reserved under the change's own id before anything
 * was written, so that it runs out by itself when nothing comes of the change; here it becomes the order's.
 */
@Component
public class AmendReservation {
    private final ReservationStore reservations;
    private final FillShortages fillShortages;
    private final StockStore stock;
    private final TransactionTemplate tx;
    private final Clock clock;

    AmendReservation(
            ReservationStore reservations,
            FillShortages fillShortages,
            StockStore stock,
            TransactionTemplate tx,
            Clock clock) {
        this.reservations = reservations;
        this.fillShortages = fillShortages;
        this.stock = stock;
        this.tx = tx;
        this.clock = clock;
    }

    public void amend(Amendment change) {
        if (change.changeId() == null
                || change.orderId() == null
                || change.changeId().equals(change.orderId())
                || change.givesBack() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the change, the order, and what is given back.");
        }
        if (!change.givesBack().isEmpty()) {
            Limits.check(change.givesBack());
        }
        var isShort = tx.execute(_ -> {
            if (!reservations.insertAmendment(change.changeId(), change.orderId(), clock.instant())) {
                return false;
            }
            // Reservations are always locked in the order of their ids.
            Stream.of(change.changeId(), change.orderId()).sorted().forEach(reservations::lock);
            takeOver(change.changeId(), change.orderId());
            giveBack(change.orderId(), change.givesBack());
            return reservations
                    .find(change.orderId())
                    .filter(order -> order.status() == Status.SHORT)
                    .isPresent();
        });
        if (Boolean.TRUE.equals(isShort)) {
            fillShortages.fill(change.orderId());
        }
    }

    private void takeOver(UUID changeId, UUID orderId) {
        var order = reservations.find(orderId);
        var stands = order.filter(ReservationStore.Reservation::stands).isPresent();
        var added = reservations.lines(changeId);
        if (added.isEmpty()) {
            return;
        }
        if (!stands) {
            ReleaseReservations.giveBack("release", reservations.release(List.of(changeId)), stock);
        }
        if (order.isEmpty() || order.get().status() == Status.RELEASED) {
            return;
        }
        reservations.moveLines(changeId, orderId);
        if (stands) {
            stock.change(
                    "reservation",
                    added.stream()
                            .filter(line -> line.held() > 0)
                            .flatMap(
                                    line -> Stream.of(of(line, changeId, -line.held()), of(line, orderId, line.held())))
                            .toList());
            // Part of it was sold before it is there, or the hold for it ran out: the order waits for that.
            if (added.stream().anyMatch(line -> line.missing() > 0)) {
                reservations.setWaiting(orderId);
            }
        }
    }

    private static Change of(ReservedLine line, UUID document, int units) {
        return new Change(line.sku(), line.location(), document.toString(), 0, units);
    }

    /** What is missing anyway goes first, then what is held; what has left the house stays. */
    private void giveBack(UUID orderId, List<Line> unwanted) {
        var freed = new ArrayList<ReservedLine>();
        var lines = reservations.lines(orderId);
        for (var line : unwanted) {
            var rest = line.quantity();
            for (var reserved : lines) {
                if (reserved.sku().equals(line.sku())) {
                    var units = Math.min(rest, reserved.missing() + reserved.held());
                    var fewer = fewer(reserved, units);
                    reservations.wantFewer(fewer);
                    freed.add(fewer);
                    rest -= units;
                }
            }
        }
        ReleaseReservations.giveBack("release", freed, stock);
    }

    private static ReservedLine fewer(ReservedLine line, int units) {
        var missing = Math.min(units, line.missing());
        var backlog = Math.max(0, missing - (line.missing() - line.backlog()));
        return new ReservedLine(line.orderId(), line.sku(), line.location(), units, units - missing, 0, backlog, null);
    }
}
