package io.kontor.catalog;

import io.kontor.catalog.brand.BrandStore;
import io.kontor.catalog.category.CategoryTree;
import io.kontor.catalog.product.Showcase;
import io.kontor.catalog.wording.EarlierSlugs;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** Answers what other modules ask of the catalogue, in this process and over HTTP. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalCatalog implements Catalog {
    private final Showcase showcase;
    private final CategoryTree categories;
    private final BrandStore brands;
    private final EarlierSlugs earlierSlugs;

    LocalCatalog(Showcase showcase, CategoryTree categories, BrandStore brands, EarlierSlugs earlierSlugs) {
        this.showcase = showcase;
        this.categories = categories;
        this.brands = brands;
        this.earlierSlugs = earlierSlugs;
    }

    @Override
    public List<Offer> offers(List<String> skus) {
        atMost(500, skus.size());
        return showcase.offers(skus);
    }

    @Override
    public List<ProductCard> cards(List<UUID> productIds) {
        atMost(200, productIds.size());
        return showcase.cards(productIds);
    }

    @Override
    public Optional<ProductView> product(String slug, Language language) {
        return showcase.product(slug, language);
    }

    @Override
    public Optional<String> productMoved(String slug) {
        return earlierSlugs.productNow(slug);
    }

    @Override
    public Optional<String> categoryMoved(String slug) {
        return earlierSlugs.categoryNow(slug);
    }

    @Override
    public List<Category> categories() {
        return categories.shown();
    }

    @Override
    public List<Brand> brands() {
        return brands.shown();
    }

    @Override
    public Optional<Brand> brand(String slug) {
        return brands.shown(slug);
    }

    @Override
    public List<ProductPlace> places(@Nullable UUID after, int limit) {
        atMost(5_000, limit);
        return showcase.places(after, limit);
    }

    @Override
    public List<ProductDocument> documents(List<UUID> productIds) {
        atMost(500, productIds.size());
        return showcase.documents(productIds);
    }

    @Override
    public List<UUID> productIds(@Nullable UUID after, int limit) {
        atMost(5_000, limit);
        return showcase.productIds(after, limit);
    }

    private static void atMost(int max, int asked) {
        if (asked > max) {
            throw CommonProblem.INVALID_REQUEST.refusal("At most " + max + " at once.");
        }
    }
}
