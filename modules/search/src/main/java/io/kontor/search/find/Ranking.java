package io.kontor.search.find;

import io.kontor.search.find.TextMatch.Reading;
import io.kontor.search.index.Fields;
import io.kontor.search.tuning.Tuned;
import io.kontor.search.tuning.Tuning.Boosts;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * In which order a text's matches stand: those that staff pinned first, those that staff hid not at all, the others by
 * what the words are worth, times what the product is.
 *
 * @param now the same for all pages of a list, or a product would be on two of them
 */
record Ranking(TextMatch text, Tuned tuned, Instant now) {
    /** More than any words are worth. */
    private static final float PINNED = 1_000_000;

    private static final long DAY_MILLIS = 86_400_000L;

    Query query(Reading reading) {
        var matching = text.query(reading);
        if (text.isEmpty()) {
            return matching;
        }
        var preferred = FunctionScoreQuery.boostByValue(matching, new Preference(tuned.boosts(), now));
        var pin = tuned.pin(text.folded());
        if (pin.isEmpty()) {
            return preferred;
        }
        var all = new BooleanQuery.Builder().add(preferred, Occur.SHOULD);
        var products = pin.get().products();
        for (var i = 0; i < products.size(); i++) {
            all.add(
                    new BoostQuery(new ConstantScoreQuery(is(products.get(i))), PINNED * (products.size() - i)),
                    Occur.SHOULD);
        }
        pin.get().hidden().forEach(hidden -> all.add(is(hidden), Occur.MUST_NOT));
        return all.build();
    }

    private static Query is(UUID productId) {
        return new TermQuery(new Term(Fields.ID, productId.toString()));
    }

    /** What the worth of the words is multiplied by, product by product. */
    static final class Preference extends DoubleValuesSource {
        private static final int AGES = 2_000;

        private final Boosts boosts;
        private final Instant now;
        /** Worked out once, because a search may weigh every product there is. */
        private final double[] byAge;

        Preference(Boosts boosts, Instant now) {
            this.boosts = boosts;
            this.now = now;
            this.byAge = new double[AGES];
            Arrays.setAll(byAge, boosts::byAge);
        }

        /** Whole days since then, the oldest all alike. */
        static int age(long publishedAtMillis, Instant now) {
            return (int) Math.clamp((now.toEpochMilli() - publishedAtMillis) / DAY_MILLIS, 0, AGES - 1);
        }

        @Override
        public DoubleValues getValues(LeafReaderContext leaf, DoubleValues scores) throws IOException {
            var sold = DocValues.getNumeric(leaf.reader(), Fields.SOLD);
            var available = DocValues.getNumeric(leaf.reader(), Fields.AVAILABLE);
            var publishedAt = DocValues.getNumeric(leaf.reader(), Fields.PUBLISHED_AT);
            return new DoubleValues() {
                private double factor;

                @Override
                public double doubleValue() {
                    return factor;
                }

                @Override
                public boolean advanceExact(int doc) throws IOException {
                    factor = 1
                            + boosts.bySales(value(sold, doc))
                            + boosts.byStock(value(available, doc) == 1)
                            + byAge[age(value(publishedAt, doc), now)];
                    return true;
                }
            };
        }

        static long value(NumericDocValues values, int doc) throws IOException {
            return values.advanceExact(doc) ? values.longValue() : 0;
        }

        @Override
        public boolean needsScores() {
            return false;
        }

        @Override
        public DoubleValuesSource rewrite(IndexSearcher searcher) {
            return this;
        }

        @Override
        public boolean isCacheable(LeafReaderContext leaf) {
            return DocValues.isCacheable(leaf, Fields.SOLD, Fields.AVAILABLE, Fields.PUBLISHED_AT);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Preference that && boosts.equals(that.boosts) && now.equals(that.now);
        }

        @Override
        public int hashCode() {
            return 31 * boosts.hashCode() + now.hashCode();
        }

        @Override
        public String toString() {
            return boosts.toString();
        }
    }
}
