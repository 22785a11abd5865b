package io.kontor.search.find;

import static io.kontor.search.index.Fields.PART;

import io.kontor.search.index.Fields;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts, in one pass over the products that match the text, what each facet shows: a product that meets all filters
 * counts for every facet, one that fails a single filter counts for that filter's facet alone. So a facet in which
 * something is chosen still says what its other values would bring.
 */
final class FacetCounts {
    private static final int NONE_FAILED = -1;
    private static final int MANY_FAILED = -2;

    private final List<Filter> filters;
    private final Map<String, Long> categories = new HashMap<>();
    private final Map<BytesRef, Long> brands = new HashMap<>();
    private final Map<BytesRef, Long> attributes = new HashMap<>();
    private long[] prices = new long[1024];
    private int priceCount;
    private long total;
    private long available;
    private long onOffer;

    private FacetCounts(List<Filter> filters) {
        this.filters = filters;
    }

    static FacetCounts of(IndexSearcher searcher, Query text, List<Filter> filters) throws IOException {
        var counts = new FacetCounts(filters);
        var base = weight(searcher, text);
        var narrowing = filters.stream()
                .map(filter -> weightOrFail(searcher, filter.query()))
                .toList();
        for (var leaf : searcher.getIndexReader().leaves()) {
            counts.countLeaf(leaf, text instanceof MatchAllDocsQuery ? null : base, narrowing);
        }
        return counts;
    }

    private static Weight weightOrFail(IndexSearcher searcher, Query query) {
        try {
            return weight(searcher, query);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static Weight weight(IndexSearcher searcher, Query query) throws IOException {
        return searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
    }

    private void countLeaf(LeafReaderContext leaf, @Nullable Weight base, List<Weight> narrowing) throws IOException {
        var matching = base == null ? DocIdSetIterator.all(leaf.reader().maxDoc()) : iterator(base, leaf);
        if (matching == null) {
            return;
        }
        var meets = new FixedBitSet[narrowing.size()];
        for (var i = 0; i < meets.length; i++) {
            meets[i] = new FixedBitSet(leaf.reader().maxDoc());
            var each = iterator(narrowing.get(i), leaf);
            if (each != null) {
                meets[i].or(each);
            }
        }
        var live = leaf.reader().getLiveDocs();
        var category = new Ordinals(DocValues.getSortedSet(leaf.reader(), Fields.CATEGORY), facet(Facets.CATEGORY));
        var brand = new Ordinals(DocValues.getSortedSet(leaf.reader(), Fields.BRAND_SHOWN), facet(Facets.BRAND));
        var attribute = new Ordinals(DocValues.getSortedSet(leaf.reader(), Fields.ATTRIBUTE_SHOWN), NONE_FAILED);
        for (var i = 0; i < filters.size(); i++) {
            if (filters.get(i).facet().startsWith(Facets.ATTRIBUTE)) {
                attribute.belongTo(i, filters.get(i).facet().substring(Facets.ATTRIBUTE.length()));
            }
        }
        var price = DocValues.getNumeric(leaf.reader(), Fields.PRICE);
        var inStock = DocValues.getNumeric(leaf.reader(), Fields.AVAILABLE);
        var offer = DocValues.getNumeric(leaf.reader(), Fields.ON_OFFER);
        var priceFacet = facet(Facets.PRICE);
        var inStockFacet = facet(Facets.IN_STOCK);
        var offerFacet = facet(Facets.ON_OFFER);
        for (var doc = matching.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = matching.nextDoc()) {
            if (live != null && !live.get(doc)) {
                continue;
            }
            var failed = failed(meets, doc);
            if (failed == MANY_FAILED) {
                continue;
            }
            total += failed == NONE_FAILED ? 1 : 0;
            category.count(doc, failed);
            brand.count(doc, failed);
            attribute.count(doc, failed);
            available += counts(failed, inStockFacet) ? value(inStock, doc) : 0;
            onOffer += counts(failed, offerFacet) ? value(offer, doc) : 0;
            if (counts(failed, priceFacet)) {
                addPrice(value(price, doc));
            }
        }
        category.addTo(term -> categories.merge(term.term().utf8ToString(), term.count(), Long::sum));
        brand.addTo(term -> brands.merge(BytesRef.deepCopyOf(term.term()), term.count(), Long::sum));
        attribute.addTo(term -> attributes.merge(BytesRef.deepCopyOf(term.term()), term.count(), Long::sum));
    }

    private static @Nullable DocIdSetIterator iterator(Weight weight, LeafReaderContext leaf) throws IOException {
        var scorer = weight.scorer(leaf);
        return scorer == null ? null : scorer.iterator();
    }

    private static int failed(FixedBitSet[] meets, int doc) {
        var failed = NONE_FAILED;
        for (var i = 0; i < meets.length; i++) {
            if (!meets[i].get(doc)) {
                if (failed != NONE_FAILED) {
                    return MANY_FAILED;
                }
                failed = i;
            }
        }
        return failed;
    }

    /** The filter that stands for a facet; where there is none, a number that no failing has. */
    private int facet(String code) {
        for (var i = 0; i < filters.size(); i++) {
            if (filters.get(i).facet().equals(code)) {
                return i;
            }
        }
        return NONE_FAILED;
    }

    private static boolean counts(int failed, int facet) {
        return failed == NONE_FAILED || failed == facet;
    }

    private static long value(NumericDocValues values, int doc) throws IOException {
        return values.advanceExact(doc) ? values.longValue() : 0;
    }

    private void addPrice(long price) {
        if (priceCount == prices.length) {
            prices = Arrays.copyOf(prices, priceCount * 2);
        }
        prices[priceCount++] = price;
    }

    private record Counted(BytesRef term, long count) {}

    private interface Counter {
        void add(Counted term);
    }

    /** The values of one field in one part of the index, counted by their number there. */
    private static final class Ordinals {
        private final SortedSetDocValues values;
        private final int[] counts;
        private final int facet;
        private int @Nullable [] facetOfEach;

        Ordinals(SortedSetDocValues values, int facet) {
            this.values = values;
            this.counts = new int[(int) values.getValueCount()];
            this.facet = facet;
        }

        /** The values that begin with a code belong to a filter: terms are ordered, so they stand together. */
        void belongTo(int filter, String code) throws IOException {
            if (facetOfEach == null) {
                facetOfEach = new int[counts.length];
                Arrays.fill(facetOfEach, NONE_FAILED);
            }
            var from = values.lookupTerm(new BytesRef(code + PART));
            var to = values.lookupTerm(new BytesRef(code + (char) (PART + 1)));
            Arrays.fill(
                    facetOfEach,
                    from < 0 ? (int) (-1 - from) : (int) from,
                    to < 0 ? (int) (-1 - to) : (int) to,
                    filter);
        }

        void count(int doc, int failed) throws IOException {
            if (failed != NONE_FAILED && facetOfEach == null && failed != facet) {
                return;
            }
            if (values.advanceExact(doc)) {
                for (var left = values.docValueCount(); left > 0; left--) {
                    var ordinal = (int) values.nextOrd();
                    if (failed == NONE_FAILED || failed == (facetOfEach == null ? facet : facetOfEach[ordinal])) {
                        counts[ordinal]++;
                    }
                }
            }
        }

        void addTo(Counter counter) throws IOException {
            for (var ordinal = 0; ordinal < counts.length; ordinal++) {
                if (counts[ordinal] > 0) {
                    counter.add(new Counted(values.lookupOrd(ordinal), counts[ordinal]));
                }
            }
        }
    }

    /** Products that meet text and filters. */
    long total() {
        return total;
    }

    long inCategory(String slug) {
        return categories.getOrDefault(slug, 0L);
    }

    Map<BytesRef, Long> brands() {
        return brands;
    }

    Map<BytesRef, Long> attributes() {
        return attributes;
    }

    long[] prices() {
        return Arrays.copyOf(prices, priceCount);
    }

    long available() {
        return available;
    }

    long onOffer() {
        return onOffer;
    }
}
