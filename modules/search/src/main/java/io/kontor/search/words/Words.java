package io.kontor.search.words;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * Cuts text into what is searched. Chinese is indexed by single characters and pairs, so that a word is found wherever it
 * stands, and besides as the words that a dictionary sees, so that a whole word counts for more than a chance
 * neighbourhood; what somebody asks for is cut by the dictionary only. English is indexed as written and by its stem,
 * {@code t-shirt} also as {@code tshirt}, {@code iphone15} also as {@code iphone} and {@code 15}.
 */
public final class Words {
    /** Stands before a term that is a whole Chinese word of the dictionary. */
    public static final String WHOLE = "=";

    private static final int TERM_MAX = 60;
    private static final Set<String> STOP =
            Set.of("a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with", "的", "和", "与", "了");
    private static final BreakIterator DICTIONARY = BreakIterator.getWordInstance(ULocale.SIMPLIFIED_CHINESE);

    private Words() {}

    /** @param increment 0 where the term stands at the place of the one before */
    public record Term(String text, int increment) {}

    /**
     * One thing somebody asks for.
     *
     * @param stem of an English word, else the text
     * @param parts that come to the same when all are there: the two of {@code t-shirt}, the pairs of a Chinese word in
     *     order; empty for a word of one piece
     */
    public record Wanted(String text, boolean chinese, String stem, List<String> parts) {
        public boolean isStop() {
            return STOP.contains(text);
        }
    }

    /** Lower case, one width, no accents, simplified characters; nothing that is no character. */
    public static String fold(String text) {
        return Traditional.simplify(ICUFoldingFilter.NORMALIZER.normalize(clean(text)));
    }

    private static String clean(String text) {
        StringBuilder cleaned = null;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            var paired = Character.isHighSurrogate(c)
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (paired) {
                at++;
            } else if (Character.isSurrogate(c) || Character.isISOControl(c)) {
                if (cleaned == null) {
                    cleaned = new StringBuilder(text);
                }
                cleaned.setCharAt(at, ' ');
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    /** The terms under which a text is found. */
    public static List<Term> terms(String text) {
        var terms = new ArrayList<Term>();
        var stemmer = new EnglishStemmer();
        for (var chain : chains(fold(text))) {
            if (chain.chinese()) {
                addChinese(terms, chain.runs().getFirst());
            } else {
                addEnglish(terms, chain.runs(), stemmer);
            }
        }
        return terms;
    }

    private static void addChinese(List<Term> terms, String run) {
        var words = dictionaryWords(run);
        var starts = new String[run.length() + 1];
        var place = 0;
        for (var word : words) {
            starts[place] = word;
            place += word.length();
        }
        for (var at = 0; at < run.length(); at++) {
            terms.add(new Term(run.substring(at, at + 1), 1));
            if (at + 1 < run.length()) {
                terms.add(new Term(run.substring(at, at + 2), 0));
            }
            if (starts[at] != null) {
                terms.add(new Term(WHOLE + starts[at], 0));
            }
        }
    }

    private static void addEnglish(List<Term> terms, List<String> runs, EnglishStemmer stemmer) {
        for (var i = 0; i < runs.size(); i++) {
            var word = runs.get(i);
            terms.add(new Term(cut(word), 1));
            var stem = stem(word, stemmer);
            if (!stem.equals(word)) {
                terms.add(new Term(cut(stem), 0));
            }
            if (i == 0 && runs.size() > 1) {
                terms.add(new Term(cut(String.join("", runs)), 0));
            }
            var parts = lettersAndDigits(word);
            for (var part = 0; part < parts.size() && parts.size() > 1; part++) {
                terms.add(new Term(cut(parts.get(part)), part == 0 ? 0 : 1));
            }
        }
    }

    /** What a text asks for, in order, at most so many words; those that say nothing only where there is nothing else. */
    public static List<Wanted> wanted(String text, int max) {
        var wanted = new ArrayList<Wanted>();
        var stemmer = new EnglishStemmer();
        for (var chain : chains(fold(text))) {
            if (chain.chinese()) {
                dictionaryWords(chain.runs().getFirst())
                        .forEach(word -> wanted.add(new Wanted(word, true, word, pairs(word))));
            } else {
                var word = String.join("", chain.runs());
                var parts = chain.runs().size() > 1 ? chain.runs() : lettersAndDigits(word);
                wanted.add(new Wanted(
                        cut(word),
                        false,
                        cut(stem(word, stemmer)),
                        parts.size() > 1 ? parts.stream().map(Words::cut).toList() : List.of()));
            }
        }
        var telling = wanted.stream().filter(word -> !word.isStop()).toList();
        return (telling.isEmpty() ? wanted : telling)
                .stream().distinct().limit(max).toList();
    }

    private static List<String> pairs(String word) {
        var pairs = new ArrayList<String>();
        for (var at = 0; at + 2 <= word.length() && word.length() > 2; at++) {
            pairs.add(word.substring(at, at + 2));
        }
        return pairs;
    }

    /** Words as a person would write them down, for completions: each with whether it touches the one before. */
    public static List<List<String>> phrases(String text) {
        var phrases = new ArrayList<List<String>>();
        for (var piece : clean(text).split("[,;:|()\\[\\]/+，。；：、（）【】·!?！？\"]+")) {
            var words = new ArrayList<String>();
            for (var chain : chains(piece)) {
                words.addAll(
                        chain.chinese()
                                ? dictionaryWords(chain.runs().getFirst())
                                : List.of(String.join("-", chain.runs())));
            }
            phrases.add(words);
        }
        return phrases;
    }

    /** Stretches of Chinese characters, in order. */
    static List<String> chineseRuns(String folded) {
        return chains(folded).stream()
                .filter(Chain::chinese)
                .map(chain -> chain.runs().getFirst())
                .toList();
    }

    public static boolean isChinese(String word) {
        return !word.isEmpty() && isChinese(word.codePointAt(0));
    }

    private static boolean isChinese(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> true;
            default -> false;
        };
    }

    /** One Chinese run, or English runs held together by hyphens. */
    private record Chain(boolean chinese, List<String> runs) {}

    private static List<Chain> chains(String text) {
        var chains = new ArrayList<Chain>();
        var at = 0;
        var hyphen = false;
        while (at < text.length()) {
            var c = text.charAt(at);
            // Rare characters beyond the basic plane cannot be cut in pairs of chars: they are passed over.
            if (Character.isSurrogate(c)) {
                at++;
                hyphen = false;
            } else if (isChinese(c)) {
                var end = at;
                while (end < text.length() && !Character.isSurrogate(text.charAt(end)) && isChinese(text.charAt(end))) {
                    end++;
                }
                chains.add(new Chain(true, List.of(text.substring(at, end))));
                at = end;
                hyphen = false;
            } else if (Character.isLetterOrDigit(c)) {
                var word = new StringBuilder();
                at = readWord(text, at, word);
                if (hyphen && !chains.isEmpty() && !chains.getLast().chinese()) {
                    chains.getLast().runs().add(word.toString());
                } else {
                    chains.add(new Chain(false, new ArrayList<>(List.of(word.toString()))));
                }
                hyphen = at < text.length() && text.charAt(at) == '-';
                at += hyphen ? 1 : 0;
            } else {
                hyphen = false;
                at++;
            }
        }
        return chains;
    }

    private static int readWord(String text, int from, StringBuilder word) {
        var at = from;
        while (at < text.length()) {
            var c = text.charAt(at);
            var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (isWordLetter(c)) {
                word.append(c);
            } else if (isApostrophe(c) && isWordLetter(next)) {
                var after = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
                if (next == 's' && !isWordLetter(after)) {
                    return at + 2;
                }
            } else if (c == '.' && Character.isDigit(text.charAt(at - 1)) && Character.isDigit(next)) {
                word.append(c);
            } else {
                return at;
            }
            at++;
        }
        return at;
    }

    private static boolean isWordLetter(char c) {
        return !Character.isSurrogate(c) && Character.isLetterOrDigit(c) && !isChinese(c);
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private static List<String> lettersAndDigits(String word) {
        var parts = new ArrayList<String>();
        var start = 0;
        for (var at = 1; at <= word.length(); at++) {
            if (at == word.length() || isDigit(word.charAt(at)) != isDigit(word.charAt(at - 1))) {
                parts.add(word.substring(start, at));
                start = at;
            }
        }
        return parts;
    }

    private static boolean isDigit(char c) {
        return Character.isDigit(c) || c == '.';
    }

    private static List<String> dictionaryWords(String run) {
        if (run.length() == 1) {
            return List.of(run);
        }
        var words = new ArrayList<String>();
        var breaks = (BreakIterator) DICTIONARY.clone();
        breaks.setText(run);
        var start = breaks.first();
        for (var end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            words.add(run.substring(start, end));
            start = end;
        }
        return words;
    }

    private static String stem(String word, EnglishStemmer stemmer) {
        if (word.length() < 4 || !word.chars().allMatch(c -> c >= 'a' && c <= 'z')) {
            return word;
        }
        stemmer.setCurrent(word);
        stemmer.stem();
        return stemmer.getCurrent();
    }

    private static String cut(String word) {
        return word.length() <= TERM_MAX ? word : word.substring(0, TERM_MAX);
    }
}
