package io.kontor.membership.favourite;

import static io.kontor.membership.MembershipProblem.TOO_MANY_FAVOURITES;
import static io.kontor.membership.MembershipProblem.UNKNOWN_PRODUCT;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Page;
import io.kontor.membership.favourite.FavouriteStore.Marked;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what a shopper likes. A product that is no longer published stays marked and is not shown. */
@Component
public class KeepFavourites {
    private static final int MAX = 500;
    private static final int PAGE_MAX = 100;

    private final FavouriteStore favourites;
    private final Catalog catalog;
    private final TransactionTemplate tx;
    private final Clock clock;

    KeepFavourites(FavouriteStore favourites, Catalog catalog, TransactionTemplate tx, Clock clock) {
        this.favourites = favourites;
        this.catalog = catalog;
        this.tx = tx;
        this.clock = clock;
    }

    /** The newest first. A page may be shorter than its limit, or empty, and still have a next. */
    public Page<ProductCard> list(UUID accountId, int limit, @Nullable String cursor) {
        var keys = Cursor.read(cursor, 2);
        var place = keys == null
                ? null
                : new Marked(Cursor.key(keys.get(1), UUID::fromString), Cursor.key(keys.get(0), Instant::parse));
        var size = Math.clamp(limit, 1, PAGE_MAX);
        var marked = Cursor.page(
                favourites.after(accountId, place, size + 1),
                size,
                last -> Cursor.of(last.addedAt(), last.productId()));
        var ids = marked.items().stream().map(Marked::productId).toList();
        return new Page<>(ids.isEmpty() ? List.of() : catalog.cards(ids), marked.next());
    }

    public void add(UUID accountId, UUID productId) {
        if (favourites.isMarked(accountId, productId)) {
            return;
        }
        if (catalog.cards(List.of(productId)).isEmpty()) {
            throw UNKNOWN_PRODUCT.refusal("It may have been taken off the shelf.");
        }
        tx.executeWithoutResult(_ -> {
            favourites.lock(accountId);
            if (favourites.count(accountId) >= MAX) {
                throw TOO_MANY_FAVOURITES.refusal("There is room for " + MAX + ". Remove some first.");
            }
            favourites.insert(accountId, productId, clock.instant());
        });
    }

    public void remove(UUID accountId, UUID productId) {
        favourites.delete(accountId, productId);
    }
}
