package io.kontor.membership;

import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Page;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** What other modules may ask of membership: a shopper's address book and favourites. */
@HttpExchange("/internal/membership")
public interface Membership {

    /** The default address first, then the newest; at most 20. */
    @GetExchange("/accounts/{accountId}/addresses")
    List<SavedAddress> addresses(@PathVariable UUID accountId);

    /** @throws io.kontor.kernel.Refusal TOO_MANY_ADDRESSES (409), INVALID_REQUEST (400) naming the fields */
    @PostExchange("/accounts/{accountId}/addresses")
    SavedAddress addAddress(@PathVariable UUID accountId, @RequestBody NewAddress address);

    /** @throws io.kontor.kernel.Refusal NOT_FOUND (404) also for an address of another account */
    @PutExchange("/accounts/{accountId}/addresses/{addressId}")
    SavedAddress changeAddress(
            @PathVariable UUID accountId, @PathVariable UUID addressId, @RequestBody NewAddress address);

    @DeleteExchange("/accounts/{accountId}/addresses/{addressId}")
    void removeAddress(@PathVariable UUID accountId, @PathVariable UUID addressId);

    @GetExchange("/accounts/{accountId}/favourites")
    Page<ProductCard> favourites(
            @PathVariable UUID accountId,
            @RequestParam int limit,
            @RequestParam(required = false) @Nullable String cursor);

    /** Marks a product as a favourite; a repeat changes nothing. At most 500. */
    @PutExchange("/accounts/{accountId}/favourites/{productId}")
    void addFavourite(@PathVariable UUID accountId, @PathVariable UUID productId);

    @DeleteExchange("/accounts/{accountId}/favourites/{productId}")
    void removeFavourite(@PathVariable UUID accountId, @PathVariable UUID productId);

    record SavedAddress(UUID id, Address address, boolean isDefault) {}

    record NewAddress(Address address, boolean isDefault) {}

    /** @param country ISO 3166-1 alpha-2 */
    record Address(
            String name,
            String phone,
            String country,
            String region,
            String city,
            @Nullable String district,
            String line1,
            @Nullable String line2,
            @Nullable String postcode) {}
}
