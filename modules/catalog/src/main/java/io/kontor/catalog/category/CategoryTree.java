package io.kontor.catalog.category;

import io.kontor.catalog.Catalog.Category;
import io.kontor.catalog.media.Media;
import io.kontor.catalog.media.Rendition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The categories that are shown, with how many products stand in each. Every page has a menu of them, so they are held
 * in memory until an event says that they changed.
 */
@Component
public class CategoryTree {
    private static final Duration AGE_MAX = Duration.ofMinutes(1);
    private static final UUID TOP = new UUID(0, 0);

    private final CategoryStore categories;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Held held;

    CategoryTree(CategoryStore categories, Clock clock) {
        this.categories = categories;
        this.clock = clock;
    }

    private record Held(List<Category> categories, Instant until) {}

    /** Parents before children, in menu order. */
    public List<Category> shown() {
        var now = clock.instant();
        var here = held;
        if (here != null && now.isBefore(here.until())) {
            return here.categories();
        }
        var before = changes.get();
        var read = read();
        // What was read while something changed may show the state before: it answers this once and is not held.
        if (changes.get() == before) {
            held = new Held(read, now.plus(AGE_MAX));
        }
        return read;
    }

    public void drop() {
        changes.incrementAndGet();
        held = null;
    }

    private List<Category> read() {
        var childrenOf = categories.all().stream()
                .filter(CategoryStore.Row::shown)
                .collect(Collectors.groupingBy(row -> row.parentId() == null ? TOP : row.parentId()));
        var ordered = new ArrayList<Category>();
        add(TOP, childrenOf, ordered);
        return List.copyOf(ordered);
    }

    /** Those below one that is not shown are not reached, and so not shown either. */
    private static void add(
            UUID parentId, java.util.Map<UUID, List<CategoryStore.Row>> childrenOf, List<Category> ordered) {
        for (var row : childrenOf.getOrDefault(parentId, List.of())) {
            ordered.add(new Category(
                    row.categoryId(),
                    row.slug(),
                    row.parentSlug(),
                    row.name(),
                    row.description(),
                    imageOf(row),
                    row.products()));
            add(row.categoryId(), childrenOf, ordered);
        }
    }

    static @Nullable String imageOf(CategoryStore.Row row) {
        return row.mediaId() == null || row.contentType() == null
                ? null
                : new Media(row.mediaId(), row.contentType(), 1, 1).at(Rendition.CARD);
    }
}
