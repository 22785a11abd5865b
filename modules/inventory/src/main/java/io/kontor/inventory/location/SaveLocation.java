package io.kontor.inventory.location;

import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens, changes or closes a place. What orders hold there stays theirs; the rest is sold or not, as of now. */
@Component
class SaveLocation {
    private static final int LOCATIONS_MAX = 100;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final LocationStore store;
    private final Locations locations;
    private final StockStore stock;
    private final TransactionTemplate tx;

    SaveLocation(LocationStore store, Locations locations, StockStore stock, TransactionTemplate tx) {
        this.store = store;
        this.locations = locations;
        this.stock = stock;
        this.tx = tx;
    }

    void save(Location wanted) {
        check(wanted);
        tx.executeWithoutResult(_ -> {
            var all = store.list();
            var before =
                    all.stream().filter(one -> one.code().equals(wanted.code())).findFirst();
            if (before.isEmpty() && all.size() >= LOCATIONS_MAX) {
                throw InventoryProblem.LOCATIONS_FULL.refusal("Change one that is not used any more.");
            }
            if (!wanted.enabled()
                    && all.stream()
                            .noneMatch(one -> one.enabled() && !one.code().equals(wanted.code()))) {
                throw InventoryProblem.LOCATION_NEEDED.refusal("Open another location first.");
            }
            store.save(wanted);
            locations.changed();
            if (before.isPresent() && before.get().enabled() != wanted.enabled()) {
                stock.tellAgain(store.skusAt(wanted.code()));
            }
        });
        // Whoever looked meanwhile may have kept what was there before the commit.
        locations.changed();
    }

    private static void check(Location wanted) {
        if (!wanted.code().matches("[a-z0-9][a-z0-9-]{0,29}")) {
            throw wrong("code", "A code has 1 to 30 small letters, digits and hyphens.");
        }
        text("nameZh", wanted.nameZh(), 60, true);
        text("nameEn", wanted.nameEn(), 60, true);
        text("region", wanted.region(), 60, false);
        text("address", wanted.address(), 200, true);
        if (wanted.country() != null && !COUNTRIES.contains(wanted.country())) {
            throw wrong("country", "A country is written as CN.");
        }
        if (wanted.priority() < 0 || wanted.priority() > 999) {
            throw wrong("priority", "A priority is 0 to 999.");
        }
    }

    private static void text(String field, @Nullable String text, int max, boolean needed) {
        if (text == null
                ? needed
                : text.length() > max
                        || Limits.hasControls(text)
                        || needed && text.isBlank() && !field.equals("address")) {
            throw wrong(field, "It has at most " + max + " characters on one line.");
        }
    }

    private static Refusal wrong(String field, String why) {
        return CommonProblem.INVALID_REQUEST.refusal(why).with("field", field);
    }
}
