package io.kontor.search.find;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Category;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The catalogue's categories, held in memory until they change. */
@Component
public class Menu {
    // An event that was lost (a process was cut off) must not leave it old for ever.
    private static final Duration AGE_MAX = Duration.ofMinutes(10);

    private final Catalog catalog;
    private final Clock clock;
    private volatile @Nullable Held held;
    private volatile long forgotten;

    Menu(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    private record Held(List<Category> categories, Map<String, Category> bySlug, Instant since) {}

    /** In menu order, parents before children. */
    public List<Category> categories() {
        return held().categories();
    }

    @Nullable Category find(String slug) {
        return held().bySlug().get(slug);
    }

    /** The children of a category; for one without any, those beside it and itself. Null: the topmost. */
    List<Category> choices(@Nullable String slug) {
        var children = childrenOf(slug);
        var self = slug == null ? null : find(slug);
        return children.isEmpty() && self != null ? childrenOf(self.parent()) : children;
    }

    private List<Category> childrenOf(@Nullable String slug) {
        return categories().stream().filter(category -> Objects.equals(category.parent(), slug)).toList();
    }

    public void forget() {
        forgotten++;
        held = null;
    }

    private Held held() {
        var known = held;
        if (known != null && known.since().plus(AGE_MAX).isAfter(clock.instant())) {
            return known;
        }
        var before = forgotten;
        var categories = catalog.categories();
        var fresh = new Held(
                categories,
                categories.stream().collect(Collectors.toMap(Category::slug, Function.identity(), (first, _) -> first)),
                clock.instant());
        if (before == forgotten) {
            held = fresh;
        }
        return fresh;
    }
}
