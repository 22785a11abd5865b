package io.kontor.search.find;

import static io.kontor.search.index.Fields.PART;

import io.kontor.search.index.Fields;
import io.kontor.search.tuning.Tuned;
import io.kontor.search.tuning.Tuned.Stretch;
import io.kontor.search.words.Words;
import io.kontor.search.words.Words.Wanted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What somebody typed, as a query. Nothing in it is syntax. Each word must be found somewhere in the product; where it
 * is found decides the order.
 */
public final class TextMatch {
    private static final int WORDS_MAX = 16;
    /** Each word that may be mistyped is looked for in dozens of spellings: a long text must do without. */
    private static final int FORGIVING_WORDS_MAX = 6;

    private static final int EXPANSIONS_MAX = 40;
    private static final int FUZZY_LETTERS_MIN = 4;
    private static final int FUZZY_TWICE_LETTERS_MIN = 8;
    private static final int PREFIX_LETTERS_MIN = 3;
    private static final int SOUND_LETTERS_MIN = 2;
    private static final float SKU = 5_000;
    private static final float WHOLE = 60;
    private static final float AVAILABLE = 2;
    /** What a word's synonym is worth beside the word itself. */
    private static final float SYNONYM = 0.8f;

    private static final List<Place> NAMES =
            List.of(new Place(Fields.NAME, 10), new Place(Fields.BRAND_NAME, 8), new Place(Fields.CATEGORY_NAME, 5));
    private static final List<Place> PLACES = Stream.concat(
                    NAMES.stream(), Stream.of(new Place(Fields.ATTRIBUTE_LABEL, 3), new Place(Fields.DESCRIPTION, 1)))
            .toList();

    /** Where a word may be found, and what that is worth. */
    private record Place(String field, float weight) {}

    /** How generously the words are read; the first that finds anything in the shop is the one. */
    public enum Reading {
        /** As written, or another form of the same word. */
        WORDS,
        /** Letters may also be the sound of Chinese words, or their initials. */
        SOUNDS,
        /** A word may be unfinished, or mistyped by a letter or two. */
        TYPOS,
        /** Some words may be missing. */
        SOME_WORDS
    }

    private final String folded;
    private final List<Wanted> wanted;
    private final List<Stretch> stretches;

    public TextMatch(String text, Tuned tuned) {
        this.folded = Words.fold(text).strip();
        this.wanted = Words.wanted(text, WORDS_MAX);
        this.stretches = tuned.stretches(wanted);
    }

    /** Whether there is nothing to match: everything is found then. */
    public boolean isEmpty() {
        return folded.isEmpty();
    }

    public Query query(Reading reading) {
        if (isEmpty()) {
            return new MatchAllDocsQuery();
        }
        var match = new BooleanQuery.Builder();
        match.add(
                new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.SKU, folded))), SKU), Occur.SHOULD);
        match.add(wanted.isEmpty() ? new MatchNoDocsQuery() : allWords(reading), Occur.SHOULD);
        return match.build();
    }

    private Query allWords(Reading reading) {
        var all = new BooleanQuery.Builder();
        var some = reading == Reading.SOME_WORDS && stretches.size() > 1;
        stretches.forEach(stretch -> all.add(stretch(stretch, reading), some ? Occur.SHOULD : Occur.MUST));
        if (some) {
            all.setMinimumNumberShouldMatch(Math.max(1, stretches.size() * 3 / 5));
            return all.build();
        }
        all.add(
                new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.WHOLE_NAME, folded))), WHOLE),
                Occur.SHOULD);
        all.add(
                new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.WHOLE_BRAND, folded))), WHOLE),
                Occur.SHOULD);
        if (wanted.size() > 1) {
            all.add(new BoostQuery(side(Fields.NAME), 5), Occur.SHOULD);
        }
        return all.build();
    }

    /** The words beside each other, as they were typed. */
    private Query side(String field) {
        var phrase = new PhraseQuery.Builder().setSlop(2);
        for (var word : wanted) {
            if (word.chinese() && word.parts().isEmpty() || !word.chinese()) {
                phrase.add(new Term(field, word.stem()));
            } else {
                word.parts().forEach(pair -> phrase.add(new Term(field, pair)));
            }
        }
        return phrase.build();
    }

    private Query stretch(Stretch stretch, Reading reading) {
        if (stretch.otherwise().isEmpty()) {
            return word(stretch.words().getFirst(), reading);
        }
        var ways = new ArrayList<Query>(List.of(words(stretch.words(), reading)));
        // What staff wrote is spelled as they mean it.
        stretch.otherwise().forEach(other -> ways.add(new BoostQuery(words(other, Reading.WORDS), SYNONYM)));
        return new DisjunctionMaxQuery(ways, 0.1f);
    }

    private Query words(List<Wanted> words, Reading reading) {
        var all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(word(word, reading), Occur.MUST));
        return all.build();
    }

    private Query word(Wanted word, Reading reading) {
        var ways = new ArrayList<Query>();
        PLACES.forEach(place -> addAsWritten(ways, word, place.field(), place.weight()));
        if (!word.chinese()) {
            if (reading.compareTo(Reading.SOUNDS) >= 0) {
                addSounds(ways, word.text());
            }
            if (reading.compareTo(Reading.TYPOS) >= 0 && wanted.size() <= FORGIVING_WORDS_MAX) {
                addTypos(ways, word.text());
            }
        }
        return new DisjunctionMaxQuery(ways, 0.1f);
    }

    private static void addAsWritten(List<Query> ways, Wanted word, String field, float weight) {
        if (word.chinese()) {
            ways.add(new BoostQuery(chinese(word, field), weight));
            ways.add(new BoostQuery(new TermQuery(new Term(field, Words.WHOLE + word.text())), weight * 1.3f));
            return;
        }
        ways.add(new BoostQuery(new TermQuery(new Term(field, word.text())), weight));
        if (!word.stem().equals(word.text())) {
            ways.add(new BoostQuery(new TermQuery(new Term(field, word.stem())), weight * 0.8f));
        }
        if (!word.parts().isEmpty()) {
            var parts = new BooleanQuery.Builder();
            word.parts().forEach(part -> parts.add(new TermQuery(new Term(field, part)), Occur.MUST));
            ways.add(new BoostQuery(parts.build(), weight * 0.5f));
        }
    }

    private static Query chinese(Wanted word, String field) {
        if (word.parts().isEmpty()) {
            return new TermQuery(new Term(field, word.text()));
        }
        var pairs = new PhraseQuery.Builder();
        word.parts().forEach(pair -> pairs.add(new Term(field, pair)));
        return pairs.build();
    }

    private static void addSounds(List<Query> ways, String letters) {
        if (letters.length() >= SOUND_LETTERS_MIN && letters.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            addSound(ways, Fields.NAME_SOUND, letters, 12);
            addSound(ways, Fields.NAME_INITIALS, letters, 6);
            addSound(ways, Fields.OTHER_SOUND, letters, 5);
            addSound(ways, Fields.OTHER_INITIALS, letters, 2);
        }
    }

    private static void addSound(List<Query> ways, String field, String letters, float weight) {
        ways.add(new BoostQuery(new PrefixQuery(new Term(field, letters)), weight));
        ways.add(new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(field, letters))), weight * 1.5f));
    }

    private static void addTypos(List<Query> ways, String letters) {
        for (var place : NAMES) {
            var weight = place.weight() * 0.3f;
            if (letters.length() >= PREFIX_LETTERS_MIN) {
                ways.add(new BoostQuery(new PrefixQuery(new Term(place.field(), letters)), weight));
            }
            if (letters.length() >= FUZZY_LETTERS_MIN) {
                var edits = letters.length() >= FUZZY_TWICE_LETTERS_MIN ? 2 : 1;
                ways.add(new BoostQuery(
                        new FuzzyQuery(new Term(place.field(), letters), edits, 1, EXPANSIONS_MAX, true), weight));
            }
        }
    }

    /** What is typed may go on: the last word is a beginning, the words before it are whole. */
    public Query beginning() {
        if (wanted.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        var all = new BooleanQuery.Builder();
        for (var word : wanted.subList(0, wanted.size() - 1)) {
            all.add(word(word, Reading.SOUNDS), Occur.MUST);
        }
        var last = wanted.getLast();
        var ways = new ArrayList<Query>(List.of(word(last, Reading.SOUNDS)));
        if (!last.chinese()) {
            NAMES.forEach(place ->
                    ways.add(new BoostQuery(new PrefixQuery(new Term(place.field(), last.text())), place.weight())));
        }
        ways.add(new BoostQuery(new ConstantScoreQuery(new PrefixQuery(new Term(Fields.SKU, folded))), WHOLE));
        all.add(new DisjunctionMaxQuery(ways, 0.1f), Occur.MUST);
        all.add(
                new BoostQuery(new ConstantScoreQuery(new PrefixQuery(new Term(Fields.WHOLE_NAME, folded))), WHOLE),
                Occur.SHOULD);
        all.add(
                new BoostQuery(new ConstantScoreQuery(new TermQuery(new Term(Fields.AVAILABLE, "true"))), AVAILABLE),
                Occur.SHOULD);
        return all.build();
    }

    /** The fields in which a product has one of the words, or a synonym of it. */
    List<String> foundIn(IndexSearcher searcher, int doc, Reading reading) throws IOException {
        var fields = new ArrayList<String>();
        if (searcher.explain(new TermQuery(new Term(Fields.SKU, folded)), doc).isMatch()) {
            fields.add(Fields.SKU);
        }
        for (var place : PLACES) {
            var ways = new ArrayList<Query>();
            stretches.forEach(stretch -> Stream.concat(
                            stretch.words().stream(),
                            stretch.otherwise().stream().flatMap(List::stream))
                    .forEach(word -> addAsWritten(ways, word, place.field(), 1)));
            if (!ways.isEmpty()
                    && searcher.explain(new DisjunctionMaxQuery(ways, 0), doc).isMatch()) {
                fields.add(place.field());
            }
        }
        if (fields.isEmpty() && searcher.explain(query(reading), doc).isMatch()) {
            fields.add(Fields.NAME_SOUND);
        }
        return fields;
    }

    /** The folded text, as the beginnings of phrases are kept in the index. */
    public String folded() {
        return folded.replace(String.valueOf(PART), "");
    }
}
