package io.kontor.search.find;

import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.cache.ResponseCacheFilter;
import io.kontor.search.Search.Facet;
import io.kontor.search.Search.Query;
import io.kontor.search.Search.Sort;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
class ProductListEndpoint {
    private static final int LIMIT = 24;
    private static final Set<String> KNOWN = Set.of(
            "q", "category", "brand", "minPrice", "maxPrice", "inStock", "onOffer", "sort", "limit", "cursor", "lang");

    private final FindProducts findProducts;
    private final ResponseCache responses;
    private final JsonMapper json;

    ProductListEndpoint(FindProducts findProducts, ResponseCache responses, JsonMapper json) {
        this.findProducts = findProducts;
        this.responses = responses;
        this.json = json;
    }

    /** A product as lists show it, in the language of the answer. */
    record ListedProduct(
            UUID id,
            String slug,
            String name,
            String summary,
            @Nullable String brand,
            Money priceFrom,
            boolean manyPrices,
            @Nullable Money listPrice,
            @Nullable Picture image,
            List<ListedSwatch> swatches,
            boolean available) {}

    record Picture(String url, String alt, int width, int height, Map<String, String> renditions) {}

    record ListedSwatch(String name, String colour) {}

    record ProductList(
            List<ListedProduct> items,
            List<Facet> facets,
            long total,
            @Nullable String next) {}

    /**
     * Products that match, 24 a page unless told. Parameters: {@code q}, {@code category}, {@code brand}, {@code minPrice},
     * {@code maxPrice}, {@code attr.<code>}, {@code inStock}, {@code onOffer}, {@code sort} (relevance, newest, price-asc,
     * price-desc, name), {@code limit}, {@code cursor}. Several brands or values of an attribute: repeat the parameter,
     * or set commas between them.
     */
    @GetMapping("/api/store/v1/products")
    @Access(Caller.Kind.GUEST)
    void products(HttpServletRequest request, HttpServletResponse response, Language language) throws IOException {
        var found = findProducts.find(query(request.getParameterMap(), language));
        var list = new ProductList(
                found.items().stream().map(card -> listed(card, language)).toList(),
                found.facets(),
                found.total(),
                found.next());
        var cached = responses.keep(
                request, "application/json", json.writeValueAsBytes(list), List.of("catalog"), "no-cache");
        ResponseCacheFilter.send(request, response, cached);
    }

    private static Query query(Map<String, String[]> parameters, Language language) {
        var unknown = parameters.keySet().stream()
                .filter(name -> !KNOWN.contains(name) && !name.startsWith(Facets.ATTRIBUTE))
                .sorted()
                .limit(10)
                .toList();
        if (!unknown.isEmpty()) {
            throw refusal(
                            "There is no parameter " + String.join(", ", unknown) + " here. There are "
                                    + KNOWN.stream().sorted().collect(Collectors.joining(", ")) + " and attr.<code>.",
                            unknown.getFirst())
                    .with("parameters", unknown);
        }
        return new Query(
                one(parameters, "q", ""),
                orNull(parameters, "category"),
                many(parameters, "brand"),
                orNull(parameters, "minPrice"),
                orNull(parameters, "maxPrice"),
                attributes(parameters),
                flag(parameters, "inStock"),
                flag(parameters, "onOffer"),
                sort(one(parameters, "sort", "relevance")),
                limit(one(parameters, "limit", String.valueOf(LIMIT))),
                orNull(parameters, "cursor"),
                language);
    }

    private static Map<String, List<String>> attributes(Map<String, String[]> parameters) {
        var attributes = new LinkedHashMap<String, List<String>>();
        for (var name : parameters.keySet()) {
            if (name.startsWith(Facets.ATTRIBUTE)) {
                attributes.put(name.substring(Facets.ATTRIBUTE.length()), many(parameters, name));
            }
        }
        return attributes;
    }

    private static String one(Map<String, String[]> parameters, String name, String otherwise) {
        var values = parameters.get(name);
        if (values == null) {
            return otherwise;
        }
        if (values.length > 1) {
            throw refusal("The parameter " + name + " is given once.", name);
        }
        return values[0].isEmpty() ? otherwise : values[0];
    }

    private static @Nullable String orNull(Map<String, String[]> parameters, String name) {
        var value = one(parameters, name, "");
        return value.isEmpty() ? null : value;
    }

    private static List<String> many(Map<String, String[]> parameters, String name) {
        var values = new ArrayList<String>();
        for (var given : parameters.getOrDefault(name, new String[0])) {
            Arrays.stream(given.split(","))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .forEach(values::add);
        }
        return values.stream().distinct().toList();
    }

    private static boolean flag(Map<String, String[]> parameters, String name) {
        return switch (one(parameters, name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refusal("The parameter " + name + " is true or false.", name);
        };
    }

    private static Sort sort(String wanted) {
        return Arrays.stream(Sort.values())
                .filter(sort -> code(sort).equals(wanted))
                .findFirst()
                .orElseThrow(() -> refusal(
                        "Lists are sorted by "
                                + Arrays.stream(Sort.values())
                                        .map(ProductListEndpoint::code)
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "sort"));
    }

    private static String code(Sort sort) {
        return sort.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int limit(String wanted) {
        if (!wanted.matches("\\d{1,4}")) {
            throw refusal("A page has 1 to 100 products.", "limit");
        }
        return Integer.parseInt(wanted);
    }

    private static Refusal refusal(String detail, String field) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }

    private static ListedProduct listed(ProductCard card, Language language) {
        var image = card.image();
        return new ListedProduct(
                card.productId(),
                card.slug(),
                card.name().in(language),
                card.summary().in(language),
                card.brand() == null ? null : card.brand().in(language),
                card.priceFrom(),
                card.manyPrices(),
                card.listPrice(),
                image == null
                        ? null
                        : new Picture(
                                image.url(),
                                image.alt().in(language),
                                image.width(),
                                image.height(),
                                image.renditions()),
                card.swatches().stream()
                        .map(swatch -> new ListedSwatch(swatch.name().in(language), swatch.colour()))
                        .toList(),
                card.available());
    }
}
