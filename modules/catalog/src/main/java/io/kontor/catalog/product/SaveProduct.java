package io.kontor.catalog.product;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.ProductChanged;
import io.kontor.catalog.product.ProductStore.Wanted;
import io.kontor.catalog.wording.EarlierSlugs;
import io.kontor.catalog.wording.Slug;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Makes a product, or replaces it whole: what is not in the draft is gone afterwards. The one way in for all of them. */
@Component
public class SaveProduct {
    private static final int BATCH_MAX = 200;
    private static final int COUNTS_MAX = 1_000;

    private final ProductStore products;
    private final EarlierSlugs earlierSlugs;
    private final Inventory inventory;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final JsonMapper json;
    private final Clock clock;
    private final ProductRules rules;

    SaveProduct(
            ProductStore products,
            EarlierSlugs earlierSlugs,
            Inventory inventory,
            Outbox outbox,
            TransactionTemplate tx,
            JsonMapper json,
            Clock clock,
            CatalogSettings settings) {
        this.products = products;
        this.earlierSlugs = earlierSlugs;
        this.inventory = inventory;
        this.outbox = outbox;
        this.tx = tx;
        this.json = json;
        this.clock = clock;
        this.rules = new ProductRules(settings.currency());
    }

    /** What stands under a code now. */
    public record Kept(UUID productId, String slug, boolean published, byte[] contentHash, long version) {}

    /** @param changed false when the product already was exactly like this; nothing was written or told then */
    public record Saved(UUID productId, String slug, boolean created, boolean changed) {}

    /**
     * Saves by the product's code, then sets the stock of the variants that say how many are on hand.
     *
     * @param stockReason for the stock movements, such as {@code import}
     * @throws io.kontor.kernel.Refusal INVALID_PRODUCT (422) with the {@code field}, SKU_TAKEN (409) with the {@code skus}
     */
    public Saved save(ProductDraft draft, String stockReason) {
        return saveAll(List.of(draft), stockReason).getFirst();
    }

    /** Saves many in one transaction: all or none. @param drafts 1 to 200, each code once */
    public List<Saved> saveAll(List<ProductDraft> drafts, String stockReason) {
        if (drafts.size() > BATCH_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal("At most " + BATCH_MAX + " products at once.");
        }
        var checked = drafts.stream().map(rules::check).toList();
        var saved = record(checked, _ -> {}, _ -> {});
        count(checked, stockReason);
        return saved;
    }

    /** The draft in the form in which it would be kept. @throws io.kontor.kernel.Refusal INVALID_PRODUCT (422) with the {@code field} */
    public ProductDraft check(ProductDraft draft) {
        var checked = rules.check(draft);
        products.references(List.of(checked));
        return checked;
    }

    /**
     * Makes a product that must be new.
     *
     * @param alongside what belongs into the same transaction
     * @throws io.kontor.kernel.Refusal also CODE_TAKEN (409)
     */
    public Saved create(ProductDraft draft, String stockReason, Consumer<Saved> alongside) {
        var checked = List.of(rules.check(draft));
        var saved = record(checked, SaveProduct::refuseKnown, alongside);
        count(checked, stockReason);
        return saved.getFirst();
    }

    /**
     * Replaces a product.
     *
     * @param before is asked in the same transaction, the product locked, and may refuse; {@code after} what belongs to it
     * @throws io.kontor.kernel.Refusal also PRODUCT_NOT_FOUND (404)
     */
    public Saved replace(ProductDraft draft, String stockReason, Consumer<Kept> before, Consumer<Saved> after) {
        var checked = List.of(rules.check(draft));
        var saved = record(
                checked,
                kept -> before.accept(kept.orElseThrow(
                        () -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("There is no such product any more."))),
                after);
        count(checked, stockReason);
        return saved.getFirst();
    }

    private static void refuseKnown(Optional<Kept> kept) {
        if (kept.isPresent()) {
            throw CatalogProblem.CODE_TAKEN.refusal(
                    "A product with this code exists. Choose another, or change that one.");
        }
    }

    private List<Saved> record(
            List<ProductDraft> drafts, Consumer<Optional<Kept>> expectation, Consumer<Saved> alongside) {
        return tx.execute(_ -> {
            products.lock(drafts);
            var references = products.references(drafts);
            var kept = products.find(drafts.stream().map(ProductDraft::code).toList());
            drafts.forEach(draft -> expectation.accept(Optional.ofNullable(kept.get(draft.code()))));
            var slugs = products.slugsLike(
                    drafts.stream().map(SaveProduct::wantedSlug).toList());
            var saved = new ArrayList<Saved>();
            var wanted = new ArrayList<Wanted>();
            for (var draft : drafts) {
                saved.add(decide(draft, Optional.ofNullable(kept.get(draft.code())), slugs, wanted));
            }
            products.write(wanted, references, clock.instant().truncatedTo(ChronoUnit.MICROS));
            earlierSlugs.remember(EarlierSlugs.Kind.PRODUCT, givenUp(wanted, kept));
            outbox.publish(saved.stream()
                    .filter(Saved::changed)
                    .map(one -> new ProductChanged(one.productId(), one.slug()))
                    .toList());
            saved.forEach(alongside);
            return saved;
        });
    }

    private static Map<String, UUID> givenUp(List<Wanted> wanted, Map<String, Kept> kept) {
        return wanted.stream()
                .map(product -> Optional.ofNullable(kept.get(product.draft().code()))
                        .filter(before -> !before.slug().equals(product.slug())))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Kept::slug, Kept::productId));
    }

    /** @param slugs who has which; {@code wanted} gets what is to be written */
    private Saved decide(ProductDraft draft, Optional<Kept> kept, Map<String, UUID> slugs, List<Wanted> wanted) {
        var hash = hash(draft);
        if (kept.isPresent() && isAlready(kept.get(), draft, hash)) {
            return new Saved(kept.get().productId(), kept.get().slug(), false, false);
        }
        var productId = kept.map(Kept::productId).orElseGet(() -> Ids.next(clock));
        var slug = slug(draft, kept, productId, slugs);
        slugs.put(slug, productId);
        wanted.add(new Wanted(productId, slug, draft, hash));
        return new Saved(productId, slug, kept.isEmpty(), true);
    }

    private static boolean isAlready(Kept kept, ProductDraft draft, byte[] hash) {
        return Arrays.equals(kept.contentHash(), hash) && kept.published() == draft.published();
    }

    private static String slug(ProductDraft draft, Optional<Kept> kept, UUID productId, Map<String, UUID> slugs) {
        if (kept.isPresent()
                && (draft.slug() == null || draft.slug().equals(kept.get().slug()))) {
            return kept.get().slug();
        }
        var taken = kept.isEmpty()
                ? slugs.keySet()
                : slugs.entrySet().stream()
                        .filter(other -> !other.getValue().equals(productId))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        return Slug.free(wantedSlug(draft), taken);
    }

    static String wantedSlug(ProductDraft draft) {
        return Slug.of(draft.slug(), draft.name(), draft.code());
    }

    /** Of all that is kept but whether it is published; stock is inventory's. */
    private byte[] hash(ProductDraft draft) {
        var content = draft.withoutStock().onSale(false);
        return Secrets.hash(new String(json.writeValueAsBytes(content), StandardCharsets.UTF_8));
    }

    private void count(List<ProductDraft> drafts, String reason) {
        var counts = new LinkedHashMap<String, Inventory.Count>();
        for (var draft : drafts) {
            for (var variant : draft.variants()) {
                if (variant.onHand() != null) {
                    counts.put(variant.sku(), new Inventory.Count(variant.sku(), variant.onHand(), reason));
                }
            }
        }
        var all = List.copyOf(counts.values());
        for (var from = 0; from < all.size(); from += COUNTS_MAX) {
            inventory.count(all.subList(from, Math.min(from + COUNTS_MAX, all.size())));
        }
    }
}
