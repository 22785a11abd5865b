package io.kontor.search.page;

import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import io.kontor.search.Search;
import io.kontor.search.Search.Query;
import io.kontor.search.Search.Sort;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lists of products on the shop's pages. */
@Configuration(proxyBeanMethods = false)
class SearchFragments {
    private static final int PAGE = 24;
    private static final int SHELF_MAX = 24;

    /** What is said of the page, and is no choice of the shopper's. */
    private static final Set<String> PLACE = Set.of("path", "within", "of");

    private final Search search;
    private final Templates templates;

    SearchFragments(Search search, Templates templates) {
        this.search = search;
        this.templates = templates;
    }

    /**
     * A titled row of products that can be bought; nothing at all when there are none. Parameters: {@code title}, {@code more} the address
     * of the whole list or none, {@code sort}, {@code category}, {@code offers} {@code 1} for those on offer,
     * {@code except} a product's slug, {@code limit} 1 to 24.
     */
    @Bean("search.shelf")
    Fragment shelf() {
        return Fragment.of("search.shelf", request -> {
            var except = request.parameter("except");
            var limit = Math.clamp(
                    Integer.parseInt(Objects.requireNonNullElse(request.parameter("limit"), "8")), 1, SHELF_MAX);
            var query = new Query(
                    "",
                    blankToNull(request.parameter("category")),
                    List.of(),
                    null,
                    null,
                    Map.of(),
                    true,
                    "1".equals(request.parameter("offers")),
                    sortOf(request, ""),
                    except == null ? limit : limit + 1,
                    null,
                    request.language());
            var cards = search.find(query).items().stream()
                    .filter(card -> !card.slug().equals(except))
                    .limit(limit)
                    .toList();
            if (cards.isEmpty()) {
                return FragmentHtml.of("", "catalog");
            }
            var parameters = new HashMap<String, Object>();
            parameters.put("title", request.require("title"));
            parameters.put("words", words(request));
            parameters.put("more", request.parameter("more"));
            parameters.put("grid", grid(request, cards, 0));
            return FragmentHtml.of(templates.render("search/shelf", parameters), "catalog");
        });
    }

    /**
     * A list with filters, order and the way to more. Parameters as in the store API, several values of one on lines of
     * their own; {@code path} is the address of the page it stands on, {@code within} the category of that page, {@code of} its brand.
     */
    @Bean("search.results")
    Fragment results() {
        return Fragment.of("search.results", request -> {
            var address = new ListAddress(request.require("path"), choices(request));
            var sort = sortOf(request, address.value("q"));
            var found = search.find(queryOf(request, address, sort));
            var list = new ResultList(
                    words(request), found, address, sort, fixed(request), grid(request, found.items(), 4));
            var html = templates.render("search/results", Map.of("words", words(request), "list", list));
            return new FragmentHtml(html, Set.of("catalog"), Map.of("total", String.valueOf(found.total())));
        });
    }

    private static Set<String> fixed(FragmentRequest request) {
        return request.parameter("of") != null
                ? Set.of("brand")
                : request.parameter("within") != null ? Set.of("category") : Set.of();
    }

    private Query queryOf(FragmentRequest request, ListAddress address, Sort sort) {
        var attributes = new HashMap<String, List<String>>();
        address.choices().forEach((name, values) -> {
            if (name.startsWith("attr.")) {
                attributes.put(name.substring("attr.".length()), values);
            }
        });
        var category = blankToNull(address.value("category"));
        return new Query(
                address.value("q"),
                category != null ? category : blankToNull(request.parameter("within")),
                request.parameter("of") != null
                        ? List.of(request.require("of"))
                        : address.choices().getOrDefault("brand", List.of()),
                blankToNull(address.value("minPrice")),
                blankToNull(address.value("maxPrice")),
                attributes,
                !address.value("available").isEmpty(),
                !address.value("offers").isEmpty(),
                sort,
                PAGE,
                blankToNull(address.value("cursor")),
                request.language());
    }

    private static Map<String, List<String>> choices(FragmentRequest request) {
        var choices = new LinkedHashMap<String, List<String>>();
        request.parameters().forEach((name, lines) -> {
            if (!PLACE.contains(name)) {
                var values = lines.lines().filter(line -> !line.isBlank()).toList();
                if (!values.isEmpty()) {
                    choices.put(name, values);
                }
            }
        });
        return choices;
    }

    private static Sort sortOf(FragmentRequest request, String text) {
        var wanted = Objects.requireNonNullElse(request.parameter("sort"), "")
                .toUpperCase(Locale.ROOT)
                .replace('-', '_');
        for (var sort : Sort.values()) {
            if (sort.name().equals(wanted)) {
                return sort;
            }
        }
        return text.isEmpty() ? Sort.NEWEST : Sort.RELEVANCE;
    }

    private String grid(FragmentRequest request, List<ProductCard> cards, int eager) {
        return templates.render(
                "catalog/product-grid",
                Map.of("words", Words.of("catalog", request.language()), "cards", cards, "eager", eager));
    }

    private static Words words(FragmentRequest request) {
        return Words.of("search", request.language());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
