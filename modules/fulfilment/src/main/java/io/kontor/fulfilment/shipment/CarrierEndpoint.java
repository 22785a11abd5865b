package io.kontor.fulfilment.shipment;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.util.Arrays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The carriers staff may choose from; any other name is taken as it is typed. */
@RestController
class CarrierEndpoint {
    record CarrierName(String code, String name) {}

    @GetMapping("/api/admin/v1/carriers")
    @Access(value = Caller.Kind.STAFF, permission = "orders.read")
    Page<CarrierName> list() {
        return Page.of(Arrays.stream(Carrier.values())
                .map(carrier -> new CarrierName(carrier.code(), carrier.title()))
                .toList());
    }
}
