package io.kontor.membership;

import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.membership.address.AddressStore;
import io.kontor.membership.address.SaveAddress;
import io.kontor.membership.favourite.KeepFavourites;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Access(Caller.Kind.SYSTEM)
class LocalMembership implements Membership {
    private final AddressStore addresses;
    private final SaveAddress saveAddress;
    private final KeepFavourites keepFavourites;

    LocalMembership(AddressStore addresses, SaveAddress saveAddress, KeepFavourites keepFavourites) {
        this.addresses = addresses;
        this.saveAddress = saveAddress;
        this.keepFavourites = keepFavourites;
    }

    @Override
    public List<SavedAddress> addresses(UUID accountId) {
        return addresses.all(accountId);
    }

    @Override
    public SavedAddress addAddress(UUID accountId, NewAddress address) {
        return saveAddress.add(accountId, address);
    }

    @Override
    public SavedAddress changeAddress(UUID accountId, UUID addressId, NewAddress address) {
        return saveAddress.change(accountId, addressId, address);
    }

    @Override
    public void removeAddress(UUID accountId, UUID addressId) {
        saveAddress.remove(accountId, addressId);
    }

    @Override
    public Page<ProductCard> favourites(UUID accountId, int limit, @Nullable String cursor) {
        return keepFavourites.list(accountId, limit, cursor);
    }

    @Override
    public void addFavourite(UUID accountId, UUID productId) {
        keepFavourites.add(accountId, productId);
    }

    @Override
    public void removeFavourite(UUID accountId, UUID productId) {
        keepFavourites.remove(accountId, productId);
    }
}
