package io.kontor.inventory;

import io.kontor.inventory.location.Locations;
import io.kontor.inventory.reservation.AmendReservation;
import io.kontor.inventory.reservation.CommitReservations;
import io.kontor.inventory.reservation.HoldStock;
import io.kontor.inventory.reservation.ReleaseReservations;
import io.kontor.inventory.reservation.ShipReserved;
import io.kontor.inventory.reservation.WaitingStore;
import io.kontor.inventory.stock.CountStock;
import io.kontor.inventory.stock.StockStore;
import io.kontor.inventory.stock.TakeBackReturned;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Inventory, answered in the process that has its data. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalInventory implements Inventory {
    private final HoldStock holdStock;
    private final CommitReservations commitReservations;
    private final ReleaseReservations releaseReservations;
    private final AmendReservation amendReservation;
    private final ShipReserved shipReserved;
    private final TakeBackReturned takeBackReturned;
    private final CountStock countStock;
    private final WaitingStore waiting;
    private final StockStore stock;
    private final Locations locations;

    LocalInventory(
            HoldStock holdStock,
            CommitReservations commitReservations,
            ReleaseReservations releaseReservations,
            AmendReservation amendReservation,
            ShipReserved shipReserved,
            TakeBackReturned takeBackReturned,
            CountStock countStock,
            WaitingStore waiting,
            StockStore stock,
            Locations locations) {
        this.holdStock = holdStock;
        this.commitReservations = commitReservations;
        this.releaseReservations = releaseReservations;
        this.amendReservation = amendReservation;
        this.shipReserved = shipReserved;
        this.takeBackReturned = takeBackReturned;
        this.countStock = countStock;
        this.waiting = waiting;
        this.stock = stock;
        this.locations = locations;
    }

    @Override
    public Reservation reserve(ReserveStock wanted) {
        return holdStock.hold(wanted);
    }

    @Override
    public void commit(List<UUID> orderIds) {
        commitReservations.commit(orderIds);
    }

    @Override
    public void release(List<UUID> orderIds) {
        releaseReservations.release(orderIds);
    }

    @Override
    public void amend(Amendment change) {
        amendReservation.amend(change);
    }

    @Override
    public void ship(ShipStock shipped) {
        shipReserved.ship(shipped);
    }

    @Override
    public void takeBack(TakeBack returned) {
        takeBackReturned.take(returned);
    }

    @Override
    public List<Waiting> waitingFor(List<UUID> orderIds) {
        return waiting.of(orderIds);
    }

    @Override
    public List<Availability> available(List<String> skus) {
        return stock.available(skus);
    }

    @Override
    public List<Shipped> shipped(ShippedSince asked) {
        return stock.shipped(asked);
    }

    @Override
    public List<Place> places() {
        return locations.all().stream()
                .map(place -> new Place(place.code(), place.nameZh(), place.nameEn()))
                .toList();
    }

    @Override
    public void count(List<Count> counts) {
        countStock.count(counts, null);
    }
}
