package io.kontor.search.find;

import io.kontor.kernel.Language;
import io.kontor.search.Search.Sort;
import io.kontor.search.find.TextMatch.Reading;
import io.kontor.search.index.Fields;
import io.kontor.search.index.ProductIndex;
import io.kontor.search.tuning.Tuned;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.springframework.stereotype.Component;

/** Says of the first products that a text finds why they stand where they do. */
@Component
public class ExplainOrder {
    private final ProductIndex index;
    private final Clock clock;

    ExplainOrder(ProductIndex index, Clock clock) {
        this.index = index;
        this.clock = clock;
    }

    /**
     * @param words what the words are worth in this product
     * @param factor what that is multiplied by for sales, stock and freshness
     * @param foundIn fields that have one of the words; none where only staff put it there
     */
    public record Ranked(
            UUID productId,
            boolean pinned,
            double words,
            double factor,
            long unitsSold,
            boolean available,
            Instant publishedAt,
            List<String> foundIn) {}

    /** @param reading how generously the words were read */
    public record Order(Reading reading, List<Ranked> products) {}

    public Order explain(String typed, Language language, Tuned tuned, int limit) {
        var text = new TextMatch(typed, tuned);
        var now = FindProducts.today(clock);
        return index.read(searcher -> {
            var reading = FindProducts.reading(searcher, text, language);
            var query = new Ranking(text, tuned, now).query(reading);
            var sort = Listing.of(Sort.RELEVANCE, !text.isEmpty(), language);
            var hits = searcher.search(query, new TopFieldCollectorManager(sort.sort(), limit, null, Integer.MAX_VALUE))
                    .scoreDocs;
            var ranked = new ArrayList<Ranked>();
            for (var hit : hits) {
                ranked.add(ranked(searcher, hit, text, reading, tuned, now));
            }
            return new Order(reading, ranked);
        });
    }

    private static Ranked ranked(
            IndexSearcher searcher, ScoreDoc hit, TextMatch text, Reading reading, Tuned tuned, Instant now)
            throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        var leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
        var ids = DocValues.getSorted(leaf.reader(), Fields.ID);
        ids.advanceExact(hit.doc - leaf.docBase);
        var productId = UUID.fromString(ids.lookupOrd(ids.ordValue()).utf8ToString());
        var sold = value(leaf, Fields.SOLD, hit.doc);
        var available = value(leaf, Fields.AVAILABLE, hit.doc) == 1;
        var publishedAt = Instant.ofEpochMilli(value(leaf, Fields.PUBLISHED_AT, hit.doc));
        var pinned = tuned.pin(text.folded())
                .filter(pin -> pin.products().contains(productId))
                .isPresent();
        var factor = tuned.boosts().factor(sold, available, Ranking.Preference.age(publishedAt.toEpochMilli(), now));
        var words = searcher.explain(text.query(reading), hit.doc).getValue().doubleValue();
        return new Ranked(
                productId,
                pinned,
                words,
                factor,
                sold,
                available,
                publishedAt,
                text.foundIn(searcher, hit.doc, reading));
    }

    private static long value(LeafReaderContext leaf, String field, int doc) throws IOException {
        return Ranking.Preference.value(DocValues.getNumeric(leaf.reader(), field), doc - leaf.docBase);
    }
}
