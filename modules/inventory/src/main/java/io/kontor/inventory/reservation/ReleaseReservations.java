package io.kontor.inventory.reservation;

import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.stock.Change;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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
        tx.executeWithoutResult(_ -> giveBack("release", reservations.release(orderIds), stock));
    }

    /** What the lines held, and what they waited for. */
    static void giveBack(String cause, List<ReservedLine> ended, StockStore stock) {
        var waited = ended.stream()
                .filter(line -> line.backlog() > 0)
                .collect(Collectors.groupingBy(
                        ReservedLine::sku, TreeMap::new, Collectors.summingInt(line -> -line.backlog())));
        if (!waited.isEmpty()) {
            // The backlog stands in one of a SKU's rows: all that are touched are locked in one order before.
            stock.lock(ended.stream().map(ReservedLine::sku).distinct().toList());
        }
        stock.change(
                cause,
                ended.stream()
                        .filter(line -> line.held() > 0)
                        .map(line -> new Change(
                                line.sku(), line.location(), line.orderId().toString(), 0, -line.held()))
                        .toList());
        if (!waited.isEmpty()) {
            stock.changeBacklog(waited);
        }
    }
}
