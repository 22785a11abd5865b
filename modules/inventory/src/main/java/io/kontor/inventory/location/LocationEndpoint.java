package io.kontor.inventory.location;

import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Page;
import io.kontor.platform.access.Access;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The shop's locations, and what each keeps back. */
@RestController
@RequestMapping("/api/admin/v1/stock")
class LocationEndpoint {
    private final LocationStore store;
    private final SaveLocation saveLocation;
    private final Locations locations;
    private final StockStore stock;
    private final TransactionTemplate tx;

    LocationEndpoint(
            LocationStore store,
            SaveLocation saveLocation,
            Locations locations,
            StockStore stock,
            TransactionTemplate tx) {
        this.store = store;
        this.saveLocation = saveLocation;
        this.locations = locations;
        this.stock = stock;
        this.tx = tx;
    }

    /** In the order in which they are taken from. */
    @GetMapping("/locations")
    @Access(value = Caller.Kind.STAFF, permission = "inventory.read")
    Page<Location> list() {
        return Page.of(store.list());
    }

    /** @param country two letters; with {@code region} it says whom the place is near to */
    record Draft(
            String nameZh,
            String nameEn,
            @Nullable String country,
            @Nullable String region,
            @Nullable String address,
            int priority,
            boolean enabled) {}

    @PutMapping("/locations/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    void save(@PathVariable String code, @RequestBody Draft wanted) {
        saveLocation.save(new Location(
                code,
                wanted.nameZh(),
                wanted.nameEn(),
                blank(wanted.country()),
                blank(wanted.region()),
                wanted.address() == null ? "" : wanted.address(),
                wanted.priority(),
                wanted.enabled()));
    }

    /** @param units kept back from sale, 0 to 999,999 */
    record Safety(String location, int units) {}

    @PutMapping("/{sku}/safety")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access(value = Caller.Kind.STAFF, permission = "inventory.write")
    void keepBack(@PathVariable String sku, @RequestBody Safety wanted) {
        Limits.checkSku(sku);
        if (wanted.location() == null || wanted.units() < 0 || wanted.units() > Limits.QUANTITY_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Name the location, and 0 to 999,999 units.")
                    .with("field", "units");
        }
        locations.require(wanted.location());
        tx.executeWithoutResult(_ -> stock.keepBack(wanted.location(), sku, wanted.units()));
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
