package io.kontor.catalog.category;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CategoriesChanged;
import io.kontor.catalog.category.CategoryStore.Fresh;
import io.kontor.catalog.category.CategoryStore.Kept;
import io.kontor.catalog.category.CategoryStore.Place;
import io.kontor.catalog.wording.EarlierSlugs;
import io.kontor.catalog.wording.Slug;
import io.kontor.catalog.wording.Wording;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a category or replaces it, by its code. */
@Component
public class SaveCategory {
    private static final int DEPTH_MAX = 6;

    private final CategoryStore categories;
    private final EarlierSlugs earlierSlugs;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveCategory(
            CategoryStore categories, EarlierSlugs earlierSlugs, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.categories = categories;
        this.earlierSlugs = earlierSlugs;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @return the category's id
     * @throws Refusal INVALID_CATEGORY (422) with the {@code field}
     */
    public UUID save(CategoryDraft draft) {
        return record(draft, _ -> {});
    }

    /** Makes a category that must be new. @throws Refusal also CODE_TAKEN (409) */
    public UUID create(CategoryDraft draft) {
        return record(
                draft,
                kept -> kept.ifPresent(_ -> {
                    throw CatalogProblem.CODE_TAKEN.refusal(
                            "A category with this code exists. Choose another, or change that one.");
                }));
    }

    /** @throws Refusal also PRECONDITION_FAILED (412) when somebody changed it in the meantime */
    public UUID change(CategoryDraft draft, long version) {
        return record(
                draft, kept -> Versions.match(version, kept.map(Kept::version).orElse(0L)));
    }

    /**
     * Makes those that are not there yet, all at once; one that is there stays as it is.
     *
     * @param drafts no two with the same code, each behind the one it stands below
     * @throws Refusal INVALID_CATEGORY (422) with the {@code field}; then none was made
     */
    public void createMissing(List<CategoryDraft> drafts) {
        drafts.forEach(SaveCategory::check);
        tx.executeWithoutResult(_ -> {
            categories.lock();
            var places = categories.places(drafts.stream()
                    .flatMap(draft -> Stream.of(draft.code(), Objects.requireNonNullElse(draft.parent(), "")))
                    .toList());
            var wanted = drafts.stream()
                    .filter(draft -> !places.containsKey(draft.code()))
                    .toList();
            if (wanted.isEmpty()) {
                return;
            }
            var slugs = wanted.stream()
                    .map(draft -> Slug.of(draft.slug(), draft.name(), draft.code()))
                    .toList();
            var taken = categories.slugsLike(slugs);
            var fresh = new ArrayList<Fresh>();
            for (var i = 0; i < wanted.size(); i++) {
                var draft = wanted.get(i);
                var parent = placeOf(draft, places);
                var slug = Slug.free(slugs.get(i), taken);
                taken.add(slug);
                fresh.add(new Fresh(Ids.next(clock), slug, parent == null ? null : parent.categoryId(), draft));
                places.put(
                        draft.code(),
                        new Place(fresh.getLast().categoryId(), draft.code(), parent == null ? 1 : parent.depth() + 1));
            }
            categories.insert(fresh, clock.instant());
            outbox.publish(new CategoriesChanged("categories of an import"));
        });
    }

    private static @Nullable Place placeOf(CategoryDraft draft, Map<String, Place> places) {
        if (draft.parent() == null || draft.parent().isBlank()) {
            return null;
        }
        var parent = places.get(draft.parent());
        if (parent == null) {
            throw noParent(draft);
        }
        if (parent.depth() >= DEPTH_MAX) {
            throw tooDeep();
        }
        return parent;
    }

    private UUID record(CategoryDraft draft, Consumer<Optional<Kept>> expectation) {
        check(draft);
        return tx.execute(_ -> {
            categories.lock();
            var kept = categories.find(draft.code());
            expectation.accept(kept);
            var categoryId = kept.map(Kept::categoryId).orElseGet(() -> Ids.next(clock));
            var slug = slug(draft, kept, categoryId);
            var changed = categories.write(categoryId, slug, parentOf(draft, categoryId), draft, clock.instant());
            kept.map(Kept::slug)
                    .filter(before -> !before.equals(slug))
                    .ifPresent(before -> earlierSlugs.remember(EarlierSlugs.Kind.CATEGORY, Map.of(before, categoryId)));
            if (changed) {
                outbox.publish(new CategoriesChanged("category " + draft.code()));
            }
            return categoryId;
        });
    }

    private static void check(CategoryDraft draft) {
        if (!Wording.isCode(draft.code())) {
            throw refusal("code", "A code has 1 to 100 characters.");
        }
        if (draft.name().isEmpty()) {
            throw refusal("name", "A category needs a name in at least one language.");
        }
        if (draft.productType() != null && !draft.productType().isBlank() && !Wording.isCode(draft.productType())) {
            throw refusal("productType", "Name a product type by its code.");
        }
        Wording.fault(draft.name(), 100).ifPresent(fault -> {
            throw refusal("name", fault);
        });
        Wording.fault(draft.description(), 1_000).ifPresent(fault -> {
            throw refusal("description", fault);
        });
    }

    private String slug(CategoryDraft draft, Optional<Kept> kept, UUID categoryId) {
        if (kept.isPresent()
                && (draft.slug() == null
                        || draft.slug().isBlank()
                        || draft.slug().equals(kept.get().slug()))) {
            return kept.get().slug();
        }
        var wanted = Slug.of(draft.slug(), draft.name(), draft.code());
        return Slug.free(wanted, categories.slugsLike(wanted, categoryId));
    }

    private @Nullable UUID parentOf(CategoryDraft draft, UUID categoryId) {
        if (draft.parent() == null || draft.parent().isBlank()) {
            return null;
        }
        var parent = categories.find(draft.parent()).orElseThrow(() -> noParent(draft));
        var above = categories.pathTo(parent.categoryId());
        if (above.contains(categoryId)) {
            throw refusal("parent", "A category cannot stand below itself.");
        }
        if (above.size() >= DEPTH_MAX) {
            throw tooDeep();
        }
        return parent.categoryId();
    }

    private static Refusal noParent(CategoryDraft draft) {
        return refusal("parent", "There is no category " + draft.parent() + ".");
    }

    private static Refusal tooDeep() {
        return refusal("parent", "Categories stand at most " + DEPTH_MAX + " deep.");
    }

    private static Refusal refusal(String field, String detail) {
        return CatalogProblem.INVALID_CATEGORY.refusal(detail).with("field", field);
    }
}
