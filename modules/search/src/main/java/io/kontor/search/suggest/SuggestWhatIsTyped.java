package io.kontor.search.suggest;

import static io.kontor.search.index.Fields.PART;

import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Category;
import io.kontor.catalog.Catalog.ProductCard;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.search.Search.CategoryHit;
import io.kontor.search.Search.ProductHit;
import io.kontor.search.Search.Suggestions;
import io.kontor.search.find.FindProducts;
import io.kontor.search.find.TextMatch;
import io.kontor.search.index.Fields;
import io.kontor.search.index.ProductIndex;
import io.kontor.search.tuning.CurrentTuning;
import io.kontor.search.words.Pinyin;
import io.kontor.search.words.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Guesses from the first letters what a shopper is after: words that products are called by, categories, products. */
@Component
public class SuggestWhatIsTyped {
    private static final int TEXT_MAX = 100;
    private static final int HITS_MAX = 8;
    private static final int PHRASES_READ_MAX = 5_000;

    private final ProductIndex index;
    private final Catalog catalog;
    private final CurrentTuning tuning;
    private volatile CategoryKeys categoryKeys = new CategoryKeys(List.of(), List.of());

    SuggestWhatIsTyped(ProductIndex index, Catalog catalog, CurrentTuning tuning) {
        this.index = index;
        this.catalog = catalog;
        this.tuning = tuning;
    }

    /** @throws io.kontor.kernel.Refusal INVALID_REQUEST */
    public Suggestions suggest(String text, Language language) {
        if (text.length() > TEXT_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Suggestions are made for at most " + TEXT_MAX + " characters.")
                    .with("field", "q");
        }
        var typed = new TextMatch(text, tuning.get());
        if (typed.folded().isEmpty()) {
            return new Suggestions(List.of(), List.of(), List.of());
        }
        record Read(List<String> phrases, List<UUID> productIds) {}
        var read = index.read(
                searcher -> new Read(phrases(searcher, typed.folded(), language), products(searcher, typed, language)));
        return new Suggestions(read.phrases(), categories(typed.folded(), language), hits(read.productIds(), language));
    }

    /** Phrases in the shopper's language first, then in the others. */
    private static List<String> phrases(IndexSearcher searcher, String beginning, Language language)
            throws IOException {
        var phrases = new ArrayList<>(phrasesIn(searcher, beginning, language));
        for (var other : Language.values()) {
            if (other != language && phrases.size() < HITS_MAX) {
                phrases.addAll(phrasesIn(searcher, beginning, other));
            }
        }
        return phrases.stream().distinct().limit(HITS_MAX).toList();
    }

    private record Phrase(String words, int products, BytesRef term) {}

    private static List<String> phrasesIn(IndexSearcher searcher, String beginning, Language language)
            throws IOException {
        var terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.PHRASE);
        if (terms == null) {
            return List.of();
        }
        var byKey = new HashMap<String, Phrase>();
        var prefix = new BytesRef(language.code() + PART + beginning);
        var each = terms.iterator();
        var term = each.seekCeil(prefix) == TermsEnum.SeekStatus.END ? null : each.term();
        for (var read = 0;
                term != null && StringHelper.startsWith(term, prefix) && read < PHRASES_READ_MAX;
                read++, term = each.next()) {
            var words = term.utf8ToString();
            words = words.substring(words.lastIndexOf(PART) + 1);
            var phrase = new Phrase(words, each.docFreq(), BytesRef.deepCopyOf(term));
            byKey.merge(Words.fold(words), phrase, (one, other) -> one.products() >= other.products() ? one : other);
        }
        var best = new ArrayList<String>();
        var chosen = new ArrayList<Phrase>();
        var ordered = byKey.values().stream()
                .sorted(Comparator.comparing((Phrase phrase) -> -phrase.products())
                        .thenComparing(phrase -> -phrase.words().length())
                        .thenComparing(Phrase::words))
                .iterator();
        while (ordered.hasNext() && best.size() < HITS_MAX) {
            var phrase = ordered.next();
            // A phrase that never goes on in another way says less than the longer one.
            var goesOn = chosen.stream()
                    .anyMatch(longer -> longer.products() == phrase.products()
                            && longer.words().startsWith(phrase.words()));
            if (!goesOn && searcher.count(new TermQuery(new Term(Fields.PHRASE, phrase.term()))) > 0) {
                chosen.add(phrase);
                best.add(phrase.words());
            }
        }
        return best;
    }

    private static List<UUID> products(IndexSearcher searcher, TextMatch typed, Language language) throws IOException {
        var ids = products(searcher, typed.beginning());
        return ids.isEmpty() ? products(searcher, typed.query(FindProducts.reading(searcher, typed, language))) : ids;
    }

    private static List<UUID> products(IndexSearcher searcher, Query query) throws IOException {
        var ids = new ArrayList<UUID>();
        for (var hit : searcher.search(query, HITS_MAX).scoreDocs) {
            var leaves = searcher.getIndexReader().leaves();
            var leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            var values = DocValues.getSorted(leaf.reader(), Fields.ID);
            values.advanceExact(hit.doc - leaf.docBase);
            ids.add(UUID.fromString(values.lookupOrd(values.ordValue()).utf8ToString()));
        }
        return ids;
    }

    /** @param of the categories that the keys were made of */
    private record CategoryKeys(List<Category> of, List<Set<String>> keys) {}

    private List<CategoryHit> categories(String beginning, Language language) {
        var known = keysOf(catalog.categories());
        var hits = new ArrayList<CategoryHit>();
        for (var i = 0; i < known.of().size() && hits.size() < HITS_MAX; i++) {
            if (known.keys().get(i).stream().anyMatch(key -> key.startsWith(beginning))) {
                hits.add(new CategoryHit(
                        known.of().get(i).slug(), known.of().get(i).name().in(language)));
            }
        }
        return hits;
    }

    private CategoryKeys keysOf(List<Category> categories) {
        var known = categoryKeys;
        if (!known.of().equals(categories)) {
            known = new CategoryKeys(
                    categories,
                    categories.stream().map(SuggestWhatIsTyped::keysOf).toList());
            categoryKeys = known;
        }
        return known;
    }

    /** All beginnings that mean the category: of its names from each word on, and of how it sounds. */
    private static Set<String> keysOf(Category category) {
        var keys = new LinkedHashSet<String>();
        for (var name : category.name().byLanguage().values()) {
            var folded = Words.fold(name);
            for (var at = 0; at < folded.length(); at++) {
                if (at == 0 || folded.charAt(at - 1) == ' ' || Words.isChinese(folded.substring(at, at + 1))) {
                    keys.add(folded.substring(at));
                }
            }
        }
        var sounds = Pinyin.of(List.copyOf(category.name().byLanguage().values()));
        keys.addAll(sounds.full());
        keys.addAll(sounds.initials());
        return keys;
    }

    private List<ProductHit> hits(List<UUID> productIds, Language language) {
        var words = io.kontor.platform.template.Words.of("search", language);
        return productIds.isEmpty()
                ? List.of()
                : catalog.cards(productIds).stream()
                        .map(card -> new ProductHit(
                                card.slug(), card.name().in(language), thumb(card), words.money(card.priceFrom())))
                        .toList();
    }

    private static @Nullable String thumb(ProductCard card) {
        return card.image() == null
                ? null
                : card.image().renditions().getOrDefault("thumb", card.image().url());
    }
}
