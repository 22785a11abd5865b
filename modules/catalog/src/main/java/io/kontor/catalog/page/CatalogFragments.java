package io.kontor.catalog.page;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Category;
import io.kontor.catalog.publishing.ShowPreview;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the catalogue shows on the shop's pages. Product grids are found by search, and drawn by the same template. */
@Configuration(proxyBeanMethods = false)
class CatalogFragments {
    private final Catalog catalog;
    private final ShowPreview showPreview;
    private final Templates templates;

    CatalogFragments(Catalog catalog, ShowPreview showPreview, Templates templates) {
        this.catalog = catalog;
        this.showPreview = showPreview;
        this.templates = templates;
    }

    /** List items of the category tree. Parameters: {@code depth} 1 or 2, {@code current} slug or none. */
    @Bean("catalog.category-menu")
    Fragment categoryMenu() {
        return Fragment.of("catalog.category-menu", request -> {
            var categories = catalog.categories();
            var deep = "2".equals(request.parameter("depth"));
            var parameters = new HashMap<String, Object>();
            parameters.put("words", words(request));
            parameters.put("tops", childrenOf(categories, null));
            parameters.put("children", deep ? byParent(categories) : Map.of());
            parameters.put("current", request.parameter("current"));
            return FragmentHtml.of(templates.render("catalog/category-menu", parameters), "catalog");
        });
    }

    /** The top categories with their pictures. */
    @Bean("catalog.category-tiles")
    Fragment categoryTiles() {
        return Fragment.of(
                "catalog.category-tiles",
                request -> FragmentHtml.of(
                        templates.render(
                                "catalog/category-tiles",
                                Map.of("words", words(request), "categories", childrenOf(catalog.categories(), null))),
                        "catalog"));
    }

    /** Where one is, and what lies below. Parameters: {@code slug}. */
    @Bean("catalog.category-head")
    Fragment categoryHead() {
        return Fragment.of("catalog.category-head", request -> {
            var words = words(request);
            var categories = catalog.categories();
            var category = categories.stream()
                    .filter(one -> one.slug().equals(request.require("slug")))
                    .findFirst()
                    .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such category."));
            var html = templates.render(
                    "catalog/category-head",
                    Map.of(
                            "words",
                            words,
                            "category",
                            category,
                            "ancestors",
                            ancestorsOf(category, categories),
                            "children",
                            childrenOf(categories, category.slug())));
            return new FragmentHtml(
                    html,
                    Set.of("catalog"),
                    Map.of(
                            "title", words.of(category.name()),
                            "description", words.of(category.description()),
                            "canonical", words.home() + "/c/" + category.slug()));
        });
    }

    /** What a brand is. Parameters: {@code slug}. */
    @Bean("catalog.brand-head")
    Fragment brandHead() {
        return Fragment.of("catalog.brand-head", request -> {
            var words = words(request);
            var brand = catalog.brand(request.require("slug"))
                    .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such brand."));
            return new FragmentHtml(
                    templates.render("catalog/brand-head", Map.of("words", words, "brand", brand)),
                    Set.of("catalog"),
                    Map.of(
                            "title", words.of(brand.name()),
                            "description", words.of(brand.description()),
                            "canonical", words.home() + "/b/" + brand.slug()));
        });
    }

    /**
     * All of a product. Parameters: {@code slug}, {@code sku} of the chosen variant or none, {@code beside} HTML below the
     * buy button; or {@code preview}, a token, instead of the slug.
     */
    @Bean("catalog.product-detail")
    Fragment productDetail() {
        return Fragment.of("catalog.product-detail", request -> {
            var words = words(request);
            var preview = request.parameter("preview");
            var product = (preview == null
                            ? catalog.product(request.require("slug"), request.language())
                            : showPreview.show(preview, request.language()))
                    .filter(found -> !found.variants().isEmpty())
                    .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such product."));
            var beside = Objects.requireNonNullElse(request.parameter("beside"), "");
            var path = words.home() + (preview == null ? "/p/" + product.slug() : "/preview/" + preview);
            var page = ProductPage.of(product, path, request.parameter("sku"), beside, words);
            var head = new HashMap<String, String>();
            head.put("title", product.name());
            head.put("description", product.summary());
            head.put("canonical", words.home() + "/p/" + product.slug());
            head.put("jsonld", page.jsonLd());
            if (!product.images().isEmpty()) {
                head.put("image", product.images().getFirst().url());
            }
            if (!product.categories().isEmpty()) {
                head.put("category", product.categories().getFirst().slug());
            }
            var html = templates.render("catalog/product-detail", Map.of("words", words, "page", page));
            return new FragmentHtml(html, Set.of("product:" + product.id(), "categories"), head);
        });
    }

    private static Words words(FragmentRequest request) {
        return Words.of("catalog", request.language());
    }

    private static List<Category> childrenOf(List<Category> categories, @Nullable String parent) {
        return categories.stream()
                .filter(category -> Objects.equals(category.parent(), parent))
                .toList();
    }

    private static Map<String, List<Category>> byParent(List<Category> categories) {
        return categories.stream()
                .filter(category -> category.parent() != null)
                .collect(Collectors.groupingBy(category -> Objects.requireNonNull(category.parent())));
    }

    /** From the root down, without the category itself. */
    private static List<Category> ancestorsOf(Category category, List<Category> categories) {
        var bySlug = categories.stream().collect(Collectors.toMap(Category::slug, one -> one, (first, _) -> first));
        var ancestors = new ArrayList<Category>();
        for (var above = bySlug.get(category.parent());
                above != null && ancestors.size() < 10;
                above = bySlug.get(above.parent())) {
            ancestors.add(above);
        }
        Collections.reverse(ancestors);
        return ancestors;
    }
}
