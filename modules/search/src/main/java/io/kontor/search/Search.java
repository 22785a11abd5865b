package io.kontor.search;

import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other modules may ask of search. */
@HttpExchange("/internal/search")
public interface Search {

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST (400), INVALID_CURSOR (400) */
    @PostExchange("/queries")
    Found find(@RequestBody Query query);

    /** What a shopper may be typing: at most 8 of each. @param text 1 to 100 characters, pinyin and initials understood */
    @GetExchange("/suggestions")
    Suggestions suggest(@RequestParam String text, @RequestParam Language language);

    /**
     * Where staff lead whoever searches for exactly this, such as {@code /c/teapots}; nowhere for most texts.
     *
     * @param text at most 200 characters
     */
    @GetExchange("/redirects")
    Optional<Elsewhere> redirect(@RequestParam String text);

    /**
     * @param text empty for everything; at most 200 characters
     * @param category slug
     * @param brands slugs; a product has one of them
     * @param minPrice in the shop's currency, plain decimal; inclusive, like maxPrice
     * @param attributes value codes by attribute or option code; one of each code's values
     * @param limit 1 to 100
     */
    record Query(
            String text,
            @Nullable String category,
            List<String> brands,
            @Nullable String minPrice,
            @Nullable String maxPrice,
            Map<String, List<String>> attributes,
            boolean onlyAvailable,
            boolean onlyOffers,
            Sort sort,
            int limit,
            @Nullable String cursor,
            Language language) {}

    /** @param address inside the shop, without its language */
    record Elsewhere(String address) {}

    enum Sort {
        RELEVANCE,
        NEWEST,
        PRICE_ASC,
        PRICE_DESC,
        NAME
    }

    /** @param total matches in all, capped at 10,000 */
    record Found(
            List<ProductCard> items,
            List<Facet> facets,
            long total,
            @Nullable String next) {}

    /** @param code as the parameter that filters by it: {@code category}, {@code brand}, {@code price}, {@code attr.colour} */
    record Facet(String code, String name, List<FacetValue> values) {}

    /** @param count products that would be shown if this value were chosen too */
    record FacetValue(
            String value,
            String label,
            long count,
            boolean selected,
            @Nullable String swatch) {}

    record Suggestions(List<String> queries, List<CategoryHit> categories, List<ProductHit> products) {}

    record CategoryHit(String slug, String name) {}

    record ProductHit(String slug, String name, @Nullable String image, String price) {}
}
