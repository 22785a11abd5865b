package io.kontor.inventory.reservation;

import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives back what is still reserved for orders. */
@Component
public class ReleaseReservations {
    private final ReservationStore reservations;
    private final StockStore stock;
    private final TransactionTemplate tx;

    ReleaseReservations(ReservationStore reservations, StockStore stock, TransactionTemplate tx) {
        this.reservations = reservations;
        this.stock = stock;
        this.tx = tx;
    }

    public void release(List<UUID> orderIds) {
        Limits.checkCount(orderIds);
        tx.executeWithoutResult(_ -> stock.change("release", givingBack(reservations.release(orderIds))));
    }

    static List<Change> givingBack(List<ReservedLine> held) {
        return held.stream()
                .map(line ->
                        new Change(line.sku(), line.location(), line.orderId().toString(), 0, -line.held()))
                .toList();
    }
}
