package io.kontor.search.index;

import static io.kontor.search.index.Fields.PART;

import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RawCollationKey;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import io.kontor.catalog.Catalog.DocumentAttribute;
import io.kontor.catalog.Catalog.ProductDocument;
import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import io.kontor.platform.secret.Secrets;
import io.kontor.search.words.Pinyin;
import io.kontor.search.words.Words;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** A product as it stands in the index. */
final class ProductEntry {
    private static final int NAME_MAX = 500;
    private static final int DESCRIPTION_MAX = 5_000;
    private static final int LABEL_MAX = 200;
    private static final int ORDER_BYTES_MAX = 80;
    private static final int PHRASES_MAX = 60;
    private static final int PHRASE_CHARS_MAX = 40;
    private static final FieldType WORDS = type(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, true, false);
    private static final FieldType TERM = type(IndexOptions.DOCS, false, true);
    private static final Map<Language, Collator> COLLATORS = new EnumMap<>(Map.of(
            Language.ZH, Collator.getInstance(ULocale.SIMPLIFIED_CHINESE).freeze(),
            Language.EN, Collator.getInstance(ULocale.ENGLISH).freeze()));

    private final ProductDocument product;
    private final Document entry = new Document();

    private ProductEntry(ProductDocument product) {
        this.product = product;
    }

    /** What tells one state of a product from another. */
    static BytesRef print(ProductDocument product) {
        return new BytesRef(Secrets.hash(product.toString()));
    }

    static Document of(ProductDocument product, long unitsSold) {
        var entry = new ProductEntry(product);
        entry.addIdentity();
        entry.addWords();
        entry.addSounds();
        entry.addPhrases();
        entry.addFilters();
        entry.addOrder();
        entry.entry.add(new NumericDocValuesField(Fields.SOLD, unitsSold));
        return entry.entry;
    }

    private void addIdentity() {
        addTerm(Fields.ID, product.id().toString());
        entry.add(new SortedDocValuesField(Fields.ID, new BytesRef(product.id().toString())));
        entry.add(new BinaryDocValuesField(Fields.PRINT, print(product)));
        addTerm(Fields.CURRENCY, product.currency());
        product.skus().forEach(sku -> addTerm(Fields.SKU, Words.fold(sku)));
    }

    private void addWords() {
        addText(Fields.NAME, texts(product.name()), NAME_MAX);
        addText(Fields.BRAND_NAME, texts(product.brandName()), NAME_MAX);
        addText(Fields.CATEGORY_NAME, product.categoryNames().stream().flatMap(ProductEntry::texts), NAME_MAX);
        addText(
                Fields.ATTRIBUTE_LABEL,
                product.attributes().stream().map(DocumentAttribute::label).flatMap(ProductEntry::texts),
                LABEL_MAX);
        addText(
                Fields.DESCRIPTION,
                Stream.concat(
                        texts(product.summary()), texts(product.description()).map(ProductEntry::withoutTags)),
                DESCRIPTION_MAX);
        texts(product.name()).map(Words::fold).distinct().forEach(name -> addTerm(Fields.WHOLE_NAME, name.strip()));
        texts(product.brandName())
                .map(Words::fold)
                .distinct()
                .forEach(name -> addTerm(Fields.WHOLE_BRAND, name.strip()));
    }

    private static String withoutTags(String html) {
        return html.indexOf('<') < 0 ? html : html.replaceAll("<[^<>]{0,1000}>", " ");
    }

    private void addSounds() {
        var name =
                Pinyin.of(texts(product.name()).map(text -> cut(text, NAME_MAX)).toList());
        name.full().forEach(sound -> addTerm(Fields.NAME_SOUND, sound));
        name.initials().forEach(sound -> addTerm(Fields.NAME_INITIALS, sound));
        var other = Pinyin.of(Stream.concat(
                        texts(product.brandName()),
                        product.categoryNames().stream().flatMap(ProductEntry::texts))
                .map(text -> cut(text, LABEL_MAX))
                .toList());
        other.full().forEach(sound -> addTerm(Fields.OTHER_SOUND, sound));
        other.initials().forEach(sound -> addTerm(Fields.OTHER_INITIALS, sound));
    }

    private void addPhrases() {
        for (var language : Language.values()) {
            var phrases = new LinkedHashSet<String>();
            var brand = product.brandName() == null
                    ? null
                    : product.brandName().byLanguage().get(language.code());
            if (brand != null) {
                phrases.add(brand.strip());
            }
            var name = product.name().byLanguage().get(language.code());
            if (name != null) {
                Words.phrases(cut(name, NAME_MAX)).forEach(words -> addNeighbours(phrases, words));
            }
            phrases.stream()
                    .filter(phrase -> phrase.length() >= 2 && phrase.length() <= PHRASE_CHARS_MAX)
                    .limit(PHRASES_MAX)
                    .forEach(phrase -> addPhrase(language, phrase));
        }
    }

    /** One to three words that stand beside each other, none of them only a number. */
    private static void addNeighbours(Collection<String> phrases, List<String> words) {
        for (var from = 0; from < words.size(); from++) {
            var phrase = new StringBuilder();
            for (var to = from; to < Math.min(from + 3, words.size()) && tells(words.get(to)); to++) {
                var word = words.get(to);
                var touches = phrase.isEmpty() || Words.isChinese(word);
                phrase.append(touches ? "" : " ").append(word);
                phrases.add(phrase.toString());
            }
        }
    }

    private static boolean tells(String word) {
        var folded = Words.fold(word);
        return !Words.wanted(folded, 1).stream().allMatch(Words.Wanted::isStop)
                && !folded.chars().allMatch(Character::isDigit);
    }

    private void addPhrase(Language language, String phrase) {
        var folded = Words.fold(phrase);
        addTerm(Fields.PHRASE, language.code() + PART + folded + PART + phrase);
        if (Words.isChinese(folded)) {
            Pinyin.whole(folded)
                    .forEach(sound -> addTerm(Fields.PHRASE, language.code() + PART + sound + PART + phrase));
        }
    }

    private void addFilters() {
        product.categories().stream().distinct().forEach(slug -> {
            addTerm(Fields.CATEGORY, slug);
            entry.add(new SortedSetDocValuesField(Fields.CATEGORY, new BytesRef(slug)));
        });
        if (product.brand() != null) {
            addTerm(Fields.BRAND, product.brand());
            var name = product.brandName() == null ? Text.EMPTY : product.brandName();
            addShown(Fields.BRAND_SHOWN, product.brand(), in(name, Language.ZH), in(name, Language.EN));
        }
        var seen = new HashSet<String>();
        for (var attribute : product.attributes()) {
            var term = attribute.code() + PART + attribute.value();
            if (attribute.code().length() <= LABEL_MAX && attribute.value().length() <= LABEL_MAX && seen.add(term)) {
                addTerm(Fields.ATTRIBUTE, term);
                addShown(
                        Fields.ATTRIBUTE_SHOWN,
                        attribute.code(),
                        attribute.value(),
                        in(attribute.name(), Language.ZH),
                        in(attribute.name(), Language.EN),
                        in(attribute.label(), Language.ZH),
                        in(attribute.label(), Language.EN),
                        Objects.requireNonNullElse(attribute.swatch(), ""));
            }
        }
        addFlag(Fields.AVAILABLE, product.available());
        addFlag(Fields.ON_OFFER, product.onOffer());
    }

    private void addFlag(String field, boolean flag) {
        addTerm(field, String.valueOf(flag));
        entry.add(new NumericDocValuesField(field, flag ? 1 : 0));
    }

    private void addShown(String field, String... parts) {
        var term = String.join(
                String.valueOf(PART),
                Stream.of(parts)
                        .map(part -> cut(part, LABEL_MAX).replace(PART, ' '))
                        .toList());
        entry.add(new SortedSetDocValuesField(field, new BytesRef(term)));
    }

    private void addOrder() {
        entry.add(new NumericDocValuesField(Fields.PRICE, product.priceMinMinor()));
        entry.add(new LongPoint(Fields.PRICE, product.priceMinMinor()));
        entry.add(new NumericDocValuesField(
                Fields.PUBLISHED_AT,
                product.publishedAt() == null ? 0 : product.publishedAt().toEpochMilli()));
        COLLATORS.forEach((language, collator) -> {
            var key = ((RuleBasedCollator) collator)
                    .getRawCollationKey(cut(product.name().in(language), NAME_MAX), new RawCollationKey());
            entry.add(new SortedDocValuesField(
                    Fields.ORDER + language.code(), new BytesRef(key.bytes, 0, Math.min(key.size, ORDER_BYTES_MAX))));
        });
    }

    private void addText(String field, Stream<String> texts, int charsMax) {
        texts.distinct()
                .forEach(text ->
                        entry.add(new Field(field, new FinishedTerms(Words.terms(cut(text, charsMax))), WORDS)));
    }

    private void addTerm(String field, String term) {
        if (!term.isEmpty() && term.length() <= 2 * NAME_MAX) {
            entry.add(new Field(field, term, TERM));
        }
    }

    private static Stream<String> texts(@Nullable Text text) {
        return text == null ? Stream.empty() : text.byLanguage().values().stream();
    }

    private static String in(Text text, Language language) {
        return text.in(language);
    }

    private static String cut(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax);
    }

    private static FieldType type(IndexOptions options, boolean tokenized, boolean omitNorms) {
        var type = new FieldType();
        type.setIndexOptions(options);
        type.setTokenized(tokenized);
        type.setOmitNorms(omitNorms);
        type.freeze();
        return type;
    }
}
