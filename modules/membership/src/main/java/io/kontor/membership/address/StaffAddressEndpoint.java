package io.kontor.membership.address;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.membership.address.AddressEndpoint.BookedAddress;
import io.kontor.platform.access.Access;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The address books of customers, for staff who orders for them. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.place")
class StaffAddressEndpoint {
    private final AddressStore addresses;

    StaffAddressEndpoint(AddressStore addresses) {
        this.addresses = addresses;
    }

    /** The default first; none for an account that keeps none, or that nobody has. */
    @GetMapping("/api/admin/v1/customers/{accountId}/addresses")
    ResponseEntity<Page<BookedAddress>> addresses(@PathVariable UUID accountId) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Page.of(
                        addresses.all(accountId).stream().map(BookedAddress::of).toList()));
    }
}
