package io.kontor.inventory.reservation;

import io.kontor.inventory.stock.Limits;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes reservations firm. One that expired in the meantime takes again what there is, and waits for the rest. */
@Component
public class CommitReservations {
    private final ReservationStore reservations;
    private final FillShortages fillShortages;

    CommitReservations(ReservationStore reservations, FillShortages fillShortages) {
        this.reservations = reservations;
        this.fillShortages = fillShortages;
    }

    public void commit(List<UUID> orderIds) {
        Limits.checkCount(orderIds);
        reservations.commitHeld(orderIds);
        reservations.expiredAmong(orderIds).forEach(fillShortages::fill);
    }
}
