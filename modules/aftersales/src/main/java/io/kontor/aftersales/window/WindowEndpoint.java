package io.kontor.aftersales.window;

import io.kontor.aftersales.AftersalesSettings;
import io.kontor.aftersales.window.WindowStore.Window;
import io.kontor.catalog.Catalog;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Text;
import io.kontor.platform.access.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How long goods may be returned, category by category. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "returns.read")
class WindowEndpoint {
    private static final int DAYS_MAX = 3_650;

    private final WindowStore windows;
    private final Catalog catalog;
    private final AftersalesSettings settings;

    WindowEndpoint(WindowStore windows, Catalog catalog, AftersalesSettings settings) {
        this.windows = windows;
        this.catalog = catalog;
        this.settings = settings;
    }

    /** @param defaultDays where no category of a product is named; {@code categories} that may be named */
    record Windows(long defaultDays, List<Window> items, List<NamedCategory> categories) {}

    record NamedCategory(String slug, Text name) {}

    /** @param days after receipt, 0 to 3,650; 0: cannot be returned */
    record Days(@Nullable Integer days) {}

    @GetMapping("/api/admin/v1/return-windows")
    ResponseEntity<Windows> list() {
        var categories = catalog.categories().stream()
                .map(category -> new NamedCategory(category.slug(), category.name()))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Windows(settings.window().toDays(), windows.all(), categories));
    }

    @PutMapping("/api/admin/v1/return-windows/{category}")
    @Access(value = Caller.Kind.STAFF, permission = "returns.write")
    ResponseEntity<Void> put(@PathVariable String category, @RequestBody Days wanted, Caller caller) {
        if (wanted.days() == null || wanted.days() < 0 || wanted.days() > DAYS_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Days are 0 to " + DAYS_MAX + ".")
                    .with("field", "days");
        }
        if (catalog.categories().stream().noneMatch(known -> known.slug().equals(category))) {
            throw CommonProblem.NOT_FOUND.refusal("There is no category " + category + ".");
        }
        windows.put(category, wanted.days(), caller.name());
        return ResponseEntity.noContent().build();
    }

    /** Its products follow the shop's rule again. */
    @DeleteMapping("/api/admin/v1/return-windows/{category}")
    @Access(value = Caller.Kind.STAFF, permission = "returns.write")
    ResponseEntity<Void> remove(@PathVariable String category) {
        windows.remove(category);
        return ResponseEntity.noContent().build();
    }
}
