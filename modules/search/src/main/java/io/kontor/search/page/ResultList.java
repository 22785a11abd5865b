package io.kontor.search.page;

import io.kontor.platform.template.Words;
import io.kontor.search.Search.Facet;
import io.kontor.search.Search.FacetValue;
import io.kontor.search.Search.Found;
import io.kontor.search.Search.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found, with the ways on from there.
 *
 * @param fixed facets that the page itself stands for: {@code category} on a category's page, {@code brand} on a brand's
 * @param grid the products as HTML
 */
public record ResultList(Words words, Found found, ListAddress address, Sort sort, Set<String> fixed, String grid) {
    private static final Set<String> SHOWN_OTHERWISE = Set.of("category", "price", "inStock", "onOffer");
    /** So many filters stand open; the others are opened by whoever wants them. */
    private static final int OPEN_FILTERS = 2;

    private static final Set<String> PRICE = Set.of("minPrice", "maxPrice");

    /** A choice that was made, and the address of the list without it. */
    public record Chip(String label, String href) {}

    public List<Chip> chips() {
        var chips = new ArrayList<Chip>();
        for (var facet : filters()) {
            facet.values().stream()
                    .filter(FacetValue::selected)
                    .forEach(value -> chips.add(new Chip(value.label(), address.without(facet.code(), value.value()))));
        }
        if (!address.value("minPrice").isEmpty() || !address.value("maxPrice").isEmpty()) {
            chips.add(new Chip(priceChip(), address.without(PRICE)));
        }
        for (var flag : List.of("available", "offers")) {
            if (!address.value(flag).isEmpty()) {
                chips.add(new Chip(words.text("filter." + flag), address.without(Set.of(flag))));
            }
        }
        return chips;
    }

    private String priceChip() {
        var from = address.value("minPrice");
        var to = address.value("maxPrice");
        return from.isEmpty()
                ? words.text("price.up-to", to)
                : to.isEmpty() ? words.text("price.at-least", from) : words.text("price.between", from, to);
    }

    /** The facets that are lists of values to tick; the others are shown in ways of their own. */
    public List<Facet> filters() {
        return found.facets().stream()
                .filter(facet -> !SHOWN_OTHERWISE.contains(facet.code()) && !fixed.contains(facet.code()))
                .filter(facet -> !facet.values().isEmpty())
                .toList();
    }

    public boolean isOpen(Facet facet) {
        return filters().indexOf(facet) < OPEN_FILTERS
                || facet.values().stream().anyMatch(FacetValue::selected);
    }

    public @Nullable Facet categories() {
        return fixed.contains("category")
                ? null
                : found.facets().stream()
                        .filter(facet -> facet.code().equals("category")
                                && !facet.values().isEmpty())
                        .findFirst()
                        .orElse(null);
    }

    /** The fields of the filter form: what it sends itself must not be carried along besides. */
    public Set<String> formFields() {
        var fields = new HashSet<>(Set.of("minPrice", "maxPrice", "available", "offers"));
        filters().forEach(facet -> fields.add(facet.code()));
        return fields;
    }

    /** {@code relevance} stands for itself only where there are words to be relevant to. */
    public List<String> sorts() {
        return Arrays.stream(Sort.values())
                .filter(one -> one != Sort.RELEVANCE || !address.value("q").isEmpty())
                .map(ResultList::code)
                .toList();
    }

    public static String code(Sort sort) {
        return sort.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isFirstPage() {
        return address.value("cursor").isEmpty();
    }
}
