package io.kontor.membership.address;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.membership.Membership.Address;
import io.kontor.membership.Membership.NewAddress;
import io.kontor.membership.Membership.SavedAddress;
import io.kontor.platform.access.Access;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own address book. */
@RestController
@RequestMapping("/api/store/v1/me/addresses")
@Access(Caller.Kind.SHOPPER)
class AddressEndpoint {
    private final AddressStore addresses;
    private final SaveAddress saveAddress;

    AddressEndpoint(AddressStore addresses, SaveAddress saveAddress) {
        this.addresses = addresses;
        this.saveAddress = saveAddress;
    }

    /** An address as it is sent. @param isDefault null: as it is, or the default if it is the first */
    record WantedAddress(
            @Nullable String name,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String region,
            @Nullable String city,
            @Nullable String district,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String postcode,
            @Nullable Boolean isDefault) {

        NewAddress checked() {
            return new NewAddress(
                    AddressRules.check(name, phone, country, region, city, district, line1, line2, postcode),
                    Boolean.TRUE.equals(isDefault));
        }
    }

    /** An address as it is answered: its own fields beside the id. */
    record BookedAddress(UUID id, @JsonUnwrapped Address address, boolean isDefault) {
        static BookedAddress of(SavedAddress saved) {
            return new BookedAddress(saved.id(), saved.address(), saved.isDefault());
        }
    }

    @GetMapping
    ResponseEntity<Page<BookedAddress>> addresses(Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Page.of(addresses.all(caller.requireAccountId()).stream()
                        .map(BookedAddress::of)
                        .toList()));
    }

    @PostMapping
    ResponseEntity<BookedAddress> add(@RequestBody WantedAddress wanted, Caller caller) {
        var saved = saveAddress.add(caller.requireAccountId(), wanted.checked());
        return ResponseEntity.created(URI.create("/api/store/v1/me/addresses/" + saved.id()))
                .body(BookedAddress.of(saved));
    }

    @PutMapping("/{id}")
    BookedAddress change(@PathVariable UUID id, @RequestBody WantedAddress wanted, Caller caller) {
        return BookedAddress.of(saveAddress.change(caller.requireAccountId(), id, wanted.checked()));
    }

    /** @throws io.kontor.kernel.Refusal NOT_FOUND (404) also for an address of another account */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable UUID id, Caller caller) {
        addresses.require(caller.requireAccountId(), id);
        saveAddress.remove(caller.requireAccountId(), id);
        return ResponseEntity.noContent().build();
    }
}
