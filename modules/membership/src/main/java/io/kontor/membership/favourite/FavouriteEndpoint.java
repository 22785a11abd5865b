package io.kontor.membership.favourite;

import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A shopper's own favourites. */
@RestController
@RequestMapping("/api/store/v1/me/favourites")
@Access(Caller.Kind.SHOPPER)
class FavouriteEndpoint {
    private final KeepFavourites favourites;

    FavouriteEndpoint(KeepFavourites favourites) {
        this.favourites = favourites;
    }

    @GetMapping
    ResponseEntity<Page<ProductCard>> favourites(
            @RequestParam(defaultValue = "24") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(favourites.list(caller.requireAccountId(), limit, cursor));
    }

    @PutMapping("/{productId}")
    ResponseEntity<Void> add(@PathVariable UUID productId, Caller caller) {
        favourites.add(caller.requireAccountId(), productId);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{productId}")
    ResponseEntity<Void> remove(@PathVariable UUID productId, Caller caller) {
        favourites.remove(caller.requireAccountId(), productId);
        return ResponseEntity.noContent().build();
    }
}
