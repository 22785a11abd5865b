package io.kontor.aftersales.window;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.ProductDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How long products may be returned where one of their categories has a rule of its own: the shortest of these. */
@Component
public class ReturnWindows {
    private final WindowStore windows;
    private final Catalog catalog;

    ReturnWindows(WindowStore windows, Catalog catalog) {
        this.windows = windows;
        this.catalog = catalog;
    }

    /** By product; those that follow the shop's rule are left out. @param productIds up to 200 */
    public Map<UUID, Duration> of(List<UUID> productIds) {
        var days = windows.daysByCategory();
        var found = new HashMap<UUID, Duration>();
        if (!days.isEmpty()) {
            for (var product : catalog.documents(productIds)) {
                shortest(product, days, found);
            }
        }
        return found;
    }

    private static void shortest(ProductDocument product, Map<String, Integer> days, Map<UUID, Duration> found) {
        product.categories().stream()
                .filter(days::containsKey)
                .map(category -> Objects.requireNonNull(days.get(category)))
                .min(Integer::compare)
                .ifPresent(least -> found.put(product.id(), Duration.ofDays(least)));
    }
}
