package io.kontor.catalog.brand;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CategoriesChanged;
import io.kontor.catalog.brand.BrandStore.Kept;
import io.kontor.catalog.wording.Slug;
import io.kontor.catalog.wording.Wording;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a brand or replaces it, by its code. */
@Component
public class SaveBrand {
    private final BrandStore brands;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveBrand(BrandStore brands, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.brands = brands;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @return the brand's id
     * @throws Refusal INVALID_BRAND (422) with the {@code field}
     */
    public UUID save(BrandDraft draft) {
        return record(draft, _ -> {});
    }

    /** Makes a brand that must be new. @throws Refusal also CODE_TAKEN (409) */
    public UUID create(BrandDraft draft) {
        return record(
                draft,
                kept -> kept.ifPresent(_ -> {
                    throw CatalogProblem.CODE_TAKEN.refusal(
                            "A brand with this code exists. Choose another, or change that one.");
                }));
    }

    /** @throws Refusal also PRECONDITION_FAILED (412) when somebody changed it in the meantime */
    public UUID change(BrandDraft draft, long version) {
        return record(
                draft, kept -> Versions.match(version, kept.map(Kept::version).orElse(0L)));
    }

    /**
     * Makes those that are not there yet, all at once; one that is there stays as it is.
     *
     * @param drafts no two with the same code
     * @throws Refusal INVALID_BRAND (422) with the {@code field}
     */
    public void createMissing(List<BrandDraft> drafts) {
        drafts.forEach(SaveBrand::check);
        tx.executeWithoutResult(_ -> {
            brands.lock();
            var known = brands.known(drafts.stream().map(BrandDraft::code).toList());
            var wanted = new LinkedHashMap<BrandDraft, String>();
            drafts.stream()
                    .filter(draft -> !known.contains(draft.code()))
                    .forEach(draft -> wanted.put(draft, Slug.of(draft.slug(), draft.name(), draft.code())));
            if (wanted.isEmpty()) {
                return;
            }
            var taken = brands.slugsLike(List.copyOf(wanted.values()));
            wanted.replaceAll((_, slug) -> {
                var free = Slug.free(slug, taken);
                taken.add(free);
                return free;
            });
            brands.insert(wanted, clock);
            outbox.publish(new CategoriesChanged("brands of an import"));
        });
    }

    private UUID record(BrandDraft draft, Consumer<Optional<Kept>> expectation) {
        check(draft);
        return tx.execute(_ -> {
            brands.lock();
            var kept = brands.find(draft.code());
            expectation.accept(kept);
            var brandId = kept.map(Kept::brandId).orElseGet(() -> Ids.next(clock));
            if (brands.write(brandId, slug(draft, kept, brandId), draft, clock.instant())) {
                outbox.publish(new CategoriesChanged("brand " + draft.code()));
            }
            return brandId;
        });
    }

    private static void check(BrandDraft draft) {
        if (!Wording.isCode(draft.code())) {
            throw refusal("code", "A code has 1 to 100 characters.");
        }
        if (draft.name().isEmpty()) {
            throw refusal("name", "A brand needs a name in at least one language.");
        }
        Wording.fault(draft.name(), 100).ifPresent(fault -> {
            throw refusal("name", fault);
        });
        Wording.fault(draft.description(), 1_000).ifPresent(fault -> {
            throw refusal("description", fault);
        });
    }

    private String slug(BrandDraft draft, Optional<Kept> kept, UUID brandId) {
        if (kept.isPresent()
                && (draft.slug() == null
                        || draft.slug().isBlank()
                        || draft.slug().equals(kept.get().slug()))) {
            return kept.get().slug();
        }
        var wanted = Slug.of(draft.slug(), draft.name(), draft.code());
        return Slug.free(wanted, brands.slugsLike(wanted, brandId));
    }

    private static Refusal refusal(String field, String detail) {
        return CatalogProblem.INVALID_BRAND.refusal(detail).with("field", field);
    }
}
