package io.kontor.fulfilment;

import io.kontor.fulfilment.delivery.QuoteRates;
import io.kontor.fulfilment.shipment.DispatchParcel;
import io.kontor.fulfilment.shipment.ShipmentStore;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Fulfilment, answered in the process that has its data. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalFulfilment implements Fulfilment {
    private final QuoteRates quoteRates;
    private final DispatchParcel dispatchParcel;
    private final ShipmentStore shipments;

    LocalFulfilment(QuoteRates quoteRates, DispatchParcel dispatchParcel, ShipmentStore shipments) {
        this.quoteRates = quoteRates;
        this.dispatchParcel = dispatchParcel;
        this.shipments = shipments;
    }

    @Override
    public Rates rates(RateRequest goods) {
        return quoteRates.quote(goods);
    }

    @Override
    public Shipment dispatch(Dispatch parcel) {
        return dispatchParcel.dispatch(parcel);
    }

    @Override
    public List<Shipment> shipments(List<UUID> orderIds) {
        return shipments.ofOrders(orderIds);
    }
}
