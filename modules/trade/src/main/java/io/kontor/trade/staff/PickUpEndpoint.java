package io.kontor.trade.staff;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Orders that are picked up, as staff hands them over. The code itself is for the buyer's eyes. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.write")
class PickUpEndpoint {
    private final PickUpOrder pickUpOrder;

    PickUpEndpoint(PickUpOrder pickUpOrder) {
        this.pickUpOrder = pickUpOrder;
    }

    record Ready(Instant readyAt) {}

    record Shown(@Nullable String code) {}

    /** Tells the buyer that it may be picked up, with a code. Said again it changes nothing. */
    @PostMapping("/api/admin/v1/orders/{number}/pick-up/readiness")
    Ready ready(@PathVariable String number, Caller caller) {
        return new Ready(pickUpOrder.ready(number, caller).readyAt());
    }

    /** Hands it over to whoever shows its code. */
    @PostMapping("/api/admin/v1/orders/{number}/pick-up/hand-over")
    void handOver(@PathVariable String number, @RequestBody Shown shown, Caller caller) {
        pickUpOrder.handOver(number, shown.code(), caller);
    }
}
