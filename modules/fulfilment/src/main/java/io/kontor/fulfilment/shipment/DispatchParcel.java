package io.kontor.fulfilment.shipment;

import io.kontor.fulfilment.Fulfilment.Dispatch;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.ShipmentDispatched;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Records a parcel that was handed to a carrier, once. */
@Component
public class DispatchParcel {
    private static final int LINES_MAX = 200;
    private static final int QUANTITY_MAX = 999_999;

    private final ShipmentStore shipments;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    DispatchParcel(ShipmentStore shipments, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.shipments = shipments;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    public Shipment dispatch(Dispatch parcel) {
        check(parcel);
        var shipment = shipment(parcel);
        var recorded = tx.execute(_ -> {
            var fresh = shipments.insert(shipment, parcel.orderNumber());
            if (fresh) {
                outbox.publish(new ShipmentDispatched(
                        shipment.id(),
                        shipment.orderId(),
                        parcel.orderNumber(),
                        shipment.carrier(),
                        shipment.trackingNumber(),
                        shipment.trackingUrl(),
                        shipment.lines(),
                        shipment.dispatchedAt()));
            }
            return fresh;
        });
        return recorded ? shipment : earlier(shipment);
    }

    private Shipment shipment(Dispatch parcel) {
        var carrier = Carrier.of(parcel.carrier());
        var trackingNumber = parcel.trackingNumber().strip();
        return new Shipment(
                parcel.shipmentId(),
                parcel.orderId(),
                carrier.map(Carrier::title).orElse(parcel.carrier().strip()),
                trackingNumber,
                carrier.map(known -> known.trackingUrl(trackingNumber)).orElse(null),
                parcel.lines(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                TrackingStatus.DISPATCHED,
                null,
                List.of());
    }

    private Shipment earlier(Shipment repeat) {
        var earlier = shipments.find(repeat.id()).orElseThrow();
        var same = earlier.orderId().equals(repeat.orderId())
                && earlier.carrier().equals(repeat.carrier())
                && earlier.trackingNumber().equals(repeat.trackingNumber())
                && earlier.lines().equals(repeat.lines());
        if (!same) {
            throw FulfilmentProblem.PARCEL_DIFFERS.refusal("Record another parcel under another shipment id.");
        }
        return earlier;
    }

    private static void check(Dispatch parcel) {
        if (parcel.shipmentId() == null || parcel.orderId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the shipment and the order.");
        }
        checkWords("orderNumber", parcel.orderNumber(), 40);
        checkWords("carrier", parcel.carrier(), 60);
        checkWords("trackingNumber", parcel.trackingNumber(), 60);
        if (parcel.lines() == null || parcel.lines().isEmpty() || parcel.lines().size() > LINES_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name 1 to 200 lines.").with("field", "lines");
        }
        parcel.lines().forEach(line -> {
            if (line == null || line.quantity() < 1 || line.quantity() > QUANTITY_MAX) {
                throw CommonProblem.INVALID_REQUEST
                        .refusal("A quantity is 1 to 999,999.")
                        .with("field", "quantity");
            }
            checkWords("sku", line.sku(), 100);
        });
    }

    private static void checkWords(String field, @Nullable String words, int max) {
        if (words == null
                || words.isBlank()
                || words.length() > max
                || words.chars().anyMatch(Character::isISOControl)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("The " + field + " has 1 to " + max + " characters on one line.")
                    .with("field", field);
        }
    }
}
