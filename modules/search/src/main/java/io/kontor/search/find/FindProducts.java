package io.kontor.search.find;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.search.Search.Facet;
import io.kontor.search.Search.Found;
import io.kontor.search.Search.Query;
import io.kontor.search.find.TextMatch.Reading;
import io.kontor.search.index.Fields;
import io.kontor.search.index.ProductIndex;
import io.kontor.search.tuning.CurrentTuning;
import java.io.IOException;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds products by text and filters, with what each further filter would bring. */
@Component
public class FindProducts {
    private static final int TEXT_MAX = 200;
    private static final int LIMIT_MAX = 100;
    private static final int CODES_MAX = 10;
    private static final int VALUES_MAX = 20;
    private static final int VALUE_CHARS_MAX = 200;
    private static final long TOTAL_MAX = 10_000;
    private static final Currency NO_PRODUCTS = Currency.getInstance("CNY");

    private final ProductIndex index;
    private final Catalog catalog;
    private final CurrentTuning tuning;
    private final Clock clock;

    FindProducts(ProductIndex index, Catalog catalog, CurrentTuning tuning, Clock clock) {
        this.index = index;
        this.catalog = catalog;
        this.tuning = tuning;
        this.clock = clock;
    }

    /** @throws Refusal INVALID_REQUEST, INVALID_CURSOR */
    public Found find(Query query) {
        check(query);
        var ranking = ranking(query.text());
        var text = ranking.text();
        var listing = Listing.of(query.sort(), !text.isEmpty(), query.language());
        var place = listing.read(query.cursor());
        var menu = new Menu(catalog.categories());
        var answer = index.read(searcher -> answer(searcher, query, ranking, listing, place, menu));
        return new Found(
                cards(answer.productIds()), answer.facets(), Math.min(answer.total(), TOTAL_MAX), answer.next());
    }

    private Ranking ranking(String text) {
        var tuned = tuning.get();
        return new Ranking(new TextMatch(text, tuned), tuned, today(clock));
    }

    /** What is fresh is weighed by the day. */
    static Instant today(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.DAYS);
    }

    /** What the index says; the cards are asked of the catalogue afterwards, so that they are as of now. */
    private record Answer(
            List<UUID> productIds,
            List<Facet> facets,
            long total,
            @Nullable String next) {}

    private Answer answer(
            IndexSearcher searcher,
            Query query,
            Ranking ranking,
            Listing listing,
            Listing.@Nullable Place place,
            Menu menu)
            throws IOException {
        var currency = currency(searcher);
        var reading = place != null ? place.reading() : reading(searcher, ranking.text(), query.language());
        var filters = Filter.of(query, currency);
        var matching = ranking.query(reading);
        var top = top(searcher, matching, filters, listing, place == null ? null : place.after(), query.limit() + 1);
        var counts = FacetCounts.of(searcher, matching, filters);
        var shown = top.subList(0, Math.min(query.limit(), top.size()));
        return new Answer(
                shown.stream().map(FindProducts::idOf).toList(),
                new Facets(searcher, counts, query, menu, currency).all(),
                counts.total(),
                top.size() > query.limit() ? listing.cursor(reading, shown.getLast()) : null);
    }

    /**
     * Which reading to take is a matter of the text alone: choosing a filter must not change what the words mean. Who
     * shops in Chinese may always mean the sound: one model number with {@code cha} in it must not hide all tea.
     */
    public static Reading reading(IndexSearcher searcher, TextMatch text, Language language) throws IOException {
        if (!text.isEmpty()) {
            var strictest = language == Language.ZH ? Reading.SOUNDS : Reading.WORDS;
            for (var reading : EnumSet.range(strictest, Reading.SOME_WORDS)) {
                if (searcher.search(text.query(reading), 1).scoreDocs.length > 0) {
                    return reading;
                }
            }
        }
        return Reading.WORDS;
    }

    private static List<FieldDoc> top(
            IndexSearcher searcher,
            org.apache.lucene.search.Query matching,
            List<Filter> filters,
            Listing listing,
            @Nullable FieldDoc after,
            int count)
            throws IOException {
        var all = new BooleanQuery.Builder();
        all.add(matching, listing == Listing.BY_SCORE ? Occur.MUST : Occur.FILTER);
        filters.forEach(filter -> all.add(filter.query(), Occur.FILTER));
        // Nothing is skipped while scoring: skipping adds up a score in another order, and a last digit that differs
        // from page to page would show a product twice.
        var collector = new TopFieldCollectorManager(
                listing.sort(), count, after, listing == Listing.BY_SCORE ? Integer.MAX_VALUE : 1);
        var found = new ArrayList<FieldDoc>();
        for (var hit : searcher.search(all.build(), collector).scoreDocs) {
            found.add((FieldDoc) hit);
        }
        return found;
    }

    private static UUID idOf(FieldDoc hit) {
        return UUID.fromString(((BytesRef) hit.fields[hit.fields.length - 1]).utf8ToString());
    }

    private static Currency currency(IndexSearcher searcher) throws IOException {
        var terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.CURRENCY);
        var first = terms == null ? null : terms.iterator().next();
        return first == null ? NO_PRODUCTS : Currency.getInstance(first.utf8ToString());
    }

    private List<ProductCard> cards(List<UUID> productIds) {
        return productIds.isEmpty() ? List.of() : catalog.cards(productIds);
    }

    static long minorUp(String amount, Currency currency) {
        return Filter.minor(amount, currency).setScale(0, RoundingMode.CEILING).longValue();
    }

    static long minorDown(String amount, Currency currency) {
        return Filter.minor(amount, currency).setScale(0, RoundingMode.FLOOR).longValue();
    }

    private static void check(Query query) {
        demand(query.text().length() <= TEXT_MAX, "q", "A search has at most " + TEXT_MAX + " characters.");
        demand(
                query.limit() >= 1 && query.limit() <= LIMIT_MAX,
                "limit",
                "A page has 1 to " + LIMIT_MAX + " products.");
        demand(
                query.category() == null || query.category().length() <= VALUE_CHARS_MAX,
                "category",
                "There is no such category.");
        checkPrice("minPrice", query.minPrice());
        checkPrice("maxPrice", query.maxPrice());
        checkValues("brand", query.brands());
        demand(
                query.attributes().size() <= CODES_MAX,
                "attr",
                "At most " + CODES_MAX + " attributes can be chosen at once.");
        query.attributes().forEach((code, values) -> {
            demand(!code.isEmpty() && code.length() <= VALUE_CHARS_MAX, "attr", "There is no such attribute.");
            checkValues(Facets.ATTRIBUTE + code, values);
        });
    }

    private static void checkValues(String field, List<String> values) {
        demand(
                values.size() <= VALUES_MAX,
                field,
                "At most " + VALUES_MAX + " values of one kind can be chosen at once.");
        demand(values.stream().allMatch(value -> value.length() <= VALUE_CHARS_MAX), field, "There is no such value.");
    }

    private static void checkPrice(String field, @Nullable String price) {
        demand(
                price == null || price.matches("\\d{1,12}([.]\\d{1,4})?"),
                field,
                "A price is a plain number such as 129 or 129.50.");
    }

    private static void demand(boolean met, String field, String otherwise) {
        if (!met) {
            throw CommonProblem.INVALID_REQUEST.refusal(otherwise).with("field", field);
        }
    }
}
