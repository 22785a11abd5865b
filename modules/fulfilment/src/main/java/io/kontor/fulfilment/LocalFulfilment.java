package io.kontor.fulfilment;

import io.kontor.fulfilment.delivery.QuoteRates;
import io.kontor.fulfilment.pickup.HandOver;
import io.kontor.fulfilment.pickup.PickUpStore;
import io.kontor.fulfilment.shipment.DispatchParcel;
import io.kontor.fulfilment.shipment.ShipmentStore;
import io.kontor.fulfilment.tracking.RecordTracking;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Fulfilment, answered in the process that has its data. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalFulfilment implements Fulfilment {
    private static final int PARCELS_MAX = 200;

    private final QuoteRates quoteRates;
    private final DispatchParcel dispatchParcel;
    private final ShipmentStore shipments;
    private final RecordTracking recordTracking;
    private final HandOver handOver;
    private final PickUpStore pickUps;

    LocalFulfilment(
            QuoteRates quoteRates,
            DispatchParcel dispatchParcel,
            ShipmentStore shipments,
            RecordTracking recordTracking,
            HandOver handOver,
            PickUpStore pickUps) {
        this.quoteRates = quoteRates;
        this.dispatchParcel = dispatchParcel;
        this.shipments = shipments;
        this.recordTracking = recordTracking;
        this.handOver = handOver;
        this.pickUps = pickUps;
    }

    @Override
    public Rates rates(RateRequest goods) {
        return quoteRates.quote(goods);
    }

    @Override
    public List<Rates> ratesOfEach(List<RateRequest> parcels) {
        if (parcels.isEmpty() || parcels.size() > PARCELS_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 1 to " + PARCELS_MAX + " parcels.");
        }
        return parcels.stream().map(quoteRates::quote).toList();
    }

    @Override
    public Shipment dispatch(Dispatch parcel) {
        return dispatchParcel.dispatch(parcel);
    }

    @Override
    public PickUp readyForPickUp(ReadyOrder order) {
        return handOver.ready(order);
    }

    @Override
    public List<PickUp> pickUps(List<UUID> orderIds) {
        return pickUps.ofOrders(orderIds);
    }

    @Override
    public PickUp checkPickUp(HandOverRequest shown) {
        return handOver.check(shown);
    }

    @Override
    public void handedOver(HandedOver parcel) {
        recordTracking.handedOver(parcel.shipmentId());
        handOver.handedOver(parcel.orderId());
    }

    @Override
    public List<Shipment> shipments(List<UUID> orderIds) {
        return shipments.ofOrders(orderIds);
    }
}
