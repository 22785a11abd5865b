package io.kontor.search.find;

import static io.kontor.search.index.Fields.PART;

import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.template.Words;
import io.kontor.search.Search.Facet;
import io.kontor.search.Search.FacetValue;
import io.kontor.search.Search.Query;
import io.kontor.search.index.Fields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/** What the counts look like to a shopper: named, ordered, and not too many. */
final class Facets {
    static final String CATEGORY = "category";
    static final String BRAND = "brand";
    static final String PRICE = "price";
    static final String ATTRIBUTE = "attr.";
    static final String IN_STOCK = "inStock";
    static final String ON_OFFER = "onOffer";

    private static final int VALUES_MAX = 20;
    private static final int READ_MAX = 3 * VALUES_MAX;
    private static final int ATTRIBUTES_MAX = 10;
    private static final List<String> SIZES = List.of("xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl");

    private final IndexSearcher searcher;
    private final FacetCounts counts;
    private final Query query;
    private final Menu menu;
    private final Words words;
    private final Currency currency;

    Facets(IndexSearcher searcher, FacetCounts counts, Query query, Menu menu, Currency currency) {
        this.searcher = searcher;
        this.counts = counts;
        this.query = query;
        this.menu = menu;
        this.words = Words.of("search", query.language());
        this.currency = currency;
    }

    List<Facet> all() throws IOException {
        var facets = new ArrayList<Facet>();
        facets.add(categories());
        facets.add(brands());
        facets.add(prices());
        facets.addAll(attributes());
        facets.add(flag(IN_STOCK, counts.available(), query.onlyAvailable()));
        facets.add(flag(ON_OFFER, counts.onOffer(), query.onlyOffers()));
        return facets.stream().filter(facet -> !facet.values().isEmpty()).toList();
    }

    private Facet categories() {
        var values = menu.choices(query.category()).stream()
                .map(category -> new FacetValue(
                        category.slug(),
                        words.of(category.name()),
                        counts.inCategory(category.slug()),
                        category.slug().equals(query.category()),
                        null))
                .filter(value -> value.count() > 0 || value.selected())
                .toList();
        return new Facet(CATEGORY, words.text("facet.category"), values);
    }

    /** A value with all the index says of it, while its counts are summed up. */
    private static final class Tally {
        final String value;
        final String label;
        final @Nullable String swatch;
        long count;

        Tally(String value, String label, @Nullable String swatch) {
            this.value = value;
            this.label = label.isEmpty() ? value : label;
            this.swatch = swatch;
        }
    }

    private Facet brands() throws IOException {
        var counted = new ArrayList<>(
                withChosen(counts.brands(), Fields.BRAND_SHOWN, query.brands()).entrySet());
        var tallies = new HashMap<String, Tally>();
        for (var one : foremost(counted, query.brands())) {
            var parts = parts(one.getKey());
            tallies.computeIfAbsent(parts[0], slug -> new Tally(slug, inLanguage(parts[1], parts[2]), null)).count +=
                    one.getValue();
        }
        return new Facet(BRAND, words.text("facet.brand"), shown(tallies.values(), query.brands()));
    }

    private List<Facet> attributes() throws IOException {
        var chosen = query.attributes().entrySet().stream()
                .flatMap(attribute -> attribute.getValue().stream().map(value -> attribute.getKey() + PART + value))
                .toList();
        var countedByCode = new HashMap<String, List<Map.Entry<BytesRef, Long>>>();
        for (var one :
                withChosen(counts.attributes(), Fields.ATTRIBUTE_SHOWN, chosen).entrySet()) {
            countedByCode
                    .computeIfAbsent(firstPart(one.getKey()), _ -> new ArrayList<>())
                    .add(one);
        }
        return countedByCode.entrySet().stream()
                .filter(attribute ->
                        attribute.getValue().size() > 1 || query.attributes().containsKey(attribute.getKey()))
                .sorted(Comparator.comparing((Map.Entry<String, List<Map.Entry<BytesRef, Long>>> attribute) ->
                                !query.attributes().containsKey(attribute.getKey()))
                        .thenComparing(attribute -> -attribute.getValue().stream()
                                .mapToLong(Map.Entry::getValue)
                                .sum())
                        .thenComparing(Map.Entry::getKey))
                .limit(ATTRIBUTES_MAX)
                .map(attribute -> attribute(attribute.getKey(), attribute.getValue()))
                .toList();
    }

    private Facet attribute(String code, List<Map.Entry<BytesRef, Long>> counted) {
        var chosen = query.attributes().getOrDefault(code, List.of());
        var name = code;
        var tallies = new HashMap<String, Tally>();
        for (var one : foremost(
                counted, chosen.stream().map(value -> code + PART + value).toList())) {
            var parts = parts(one.getKey());
            var named = inLanguage(parts[2], parts[3]);
            name = named.isEmpty() ? name : named;
            tallies.computeIfAbsent(
                                    parts[1],
                                    value -> new Tally(
                                            value,
                                            inLanguage(parts[4], parts[5]),
                                            parts[6].isEmpty() ? null : parts[6]))
                            .count +=
                    one.getValue();
        }
        return new Facet(ATTRIBUTE + code, name, shown(tallies.values(), chosen));
    }

    /** Those that may be shown: the most frequent and the chosen. There may be thousands, of which few are worth reading. */
    private static List<Map.Entry<BytesRef, Long>> foremost(
            List<Map.Entry<BytesRef, Long>> counted, List<String> chosen) {
        counted.sort(Map.Entry.<BytesRef, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        var beginnings =
                chosen.stream().map(value -> new BytesRef(value + PART)).toList();
        var foremost = new ArrayList<>(counted.subList(0, Math.min(READ_MAX, counted.size())));
        if (!beginnings.isEmpty()) {
            counted.stream()
                    .skip(READ_MAX)
                    .filter(one ->
                            beginnings.stream().anyMatch(beginning -> StringHelper.startsWith(one.getKey(), beginning)))
                    .forEach(foremost::add);
        }
        return foremost;
    }

    private static String[] parts(BytesRef term) {
        return term.utf8ToString().split(String.valueOf(PART), -1);
    }

    private static String firstPart(BytesRef term) {
        var end = term.offset;
        while (term.bytes[end] != PART) {
            end++;
        }
        return new String(term.bytes, term.offset, end - term.offset, StandardCharsets.UTF_8);
    }

    private String inLanguage(String zh, String en) {
        return query.language() == Language.ZH ? zh : en;
    }

    /** What was chosen is shown even when it would bring nothing, or else it could not be taken back. */
    private Map<BytesRef, Long> withChosen(Map<BytesRef, Long> counted, String field, Collection<String> chosen)
            throws IOException {
        if (chosen.isEmpty()) {
            return counted;
        }
        var all = new HashMap<>(counted);
        for (var leaf : searcher.getIndexReader().leaves()) {
            var values = DocValues.getSortedSet(leaf.reader(), field);
            for (var value : chosen) {
                var beginning = new BytesRef(value + PART);
                var found = values.lookupTerm(beginning);
                var ordinal = found < 0 ? -1 - found : found;
                if (ordinal < values.getValueCount()) {
                    var term = values.lookupOrd(ordinal);
                    if (StringHelper.startsWith(term, beginning)) {
                        all.putIfAbsent(BytesRef.deepCopyOf(term), 0L);
                    }
                }
            }
        }
        return all;
    }

    private List<FacetValue> shown(Collection<Tally> tallies, List<String> chosen) {
        var picked = Set.copyOf(chosen);
        var byCount = tallies.stream()
                .sorted(Comparator.comparing((Tally tally) -> !picked.contains(tally.value))
                        .thenComparing(tally -> -tally.count)
                        .thenComparing(tally -> tally.label)
                        .thenComparing(tally -> tally.value))
                .limit(VALUES_MAX)
                .sorted(asPeopleCount(tallies)
                        .thenComparing(tally -> -tally.count)
                        .thenComparing(tally -> tally.label)
                        .thenComparing(tally -> tally.value));
        return byCount.map(tally -> new FacetValue(
                        tally.value, tally.label, tally.count, picked.contains(tally.value), tally.swatch))
                .toList();
    }

    /** Sizes and numbers in their own order; everything else by how much there is of it. */
    private static Comparator<Tally> asPeopleCount(Collection<Tally> tallies) {
        if (tallies.stream().allMatch(tally -> SIZES.contains(size(tally)))) {
            return Comparator.comparing(tally -> SIZES.indexOf(size(tally)));
        }
        if (tallies.stream().allMatch(tally -> tally.label.matches("\\d{1,9}([.]\\d{1,4})?\\D{0,8}"))) {
            return Comparator.comparing(tally -> Double.valueOf(tally.label.replaceAll("^([\\d.]+).*$", "$1")));
        }
        return Comparator.comparing(_ -> 0);
    }

    private static String size(Tally tally) {
        return tally.label.strip().toLowerCase(java.util.Locale.ROOT);
    }

    private Facet prices() {
        var unit = (long) Math.pow(10, currency.getDefaultFractionDigits());
        var values = new ArrayList<FacetValue>();
        for (var band : PriceBands.of(counts.prices(), unit)) {
            var min = band.from() == 0 ? null : new Money(band.from(), currency);
            var max = band.below() == Long.MAX_VALUE ? null : new Money(band.below() - 1, currency);
            values.add(new FacetValue(
                    (min == null ? "" : min.amount()) + "-" + (max == null ? "" : max.amount()),
                    label(band),
                    band.count(),
                    isSame(query.minPrice(), min) && isSame(query.maxPrice(), max) && (min != null || max != null),
                    null));
        }
        return new Facet(PRICE, words.text("facet.price"), values);
    }

    private String label(PriceBands.Band band) {
        if (band.from() == 0) {
            return words.text("facet.price.under", round(band.below()));
        }
        return band.below() == Long.MAX_VALUE
                ? words.text("facet.price.over", round(band.from()))
                : words.text("facet.price.between", round(band.from()), round(band.below()));
    }

    private String round(long minor) {
        return words.money(new Money(minor, currency)).replaceAll("\\.0+$", "");
    }

    private boolean isSame(@Nullable String asked, @Nullable Money edge) {
        return asked == null || edge == null
                ? asked == null && edge == null
                : Filter.minor(asked, currency).compareTo(java.math.BigDecimal.valueOf(edge.minor())) == 0;
    }

    private Facet flag(String code, long count, boolean chosen) {
        var name = words.text("facet." + code);
        return new Facet(
                code,
                name,
                count == 0 && !chosen ? List.of() : List.of(new FacetValue("true", name, count, chosen, null)));
    }
}
