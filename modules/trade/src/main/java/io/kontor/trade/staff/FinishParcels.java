package io.kontor.trade.staff;

import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finishes the parcels whose recording was interrupted: their goods may be gone, so the order must say so. */
@Component
class FinishParcels implements Job {
    private static final Logger log = LoggerFactory.getLogger(FinishParcels.class);
    /** Whoever began it is not at it any more; and if they are, both come to the same. */
    private static final Duration AFTER = Duration.ofSeconds(20);

    private final ParcelStore parcels;
    private final ShipOrder shipOrder;
    private final Clock clock;

    FinishParcels(ParcelStore parcels, ShipOrder shipOrder, Clock clock) {
        this.parcels = parcels;
        this.shipOrder = shipOrder;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.finish-parcels";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        for (var parcel : parcels.begunBefore(clock.instant().minus(AFTER))) {
            try {
                shipOrder.finish(parcel, null);
            } catch (RuntimeException failed) {
                log.warn(
                        "Parcel {} of order {} is not finished: {}",
                        parcel.shipmentId(),
                        parcel.orderNumber(),
                        failed.toString());
            }
        }
    }
}
