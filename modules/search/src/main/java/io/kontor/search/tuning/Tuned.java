package io.kontor.search.tuning;

import io.kontor.search.tuning.Tuning.Boosts;
import io.kontor.search.tuning.Tuning.Pin;
import io.kontor.search.words.Words;
import io.kontor.search.words.Words.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A tuning made ready to be asked for each search. */
public final class Tuned {
    /** What staff may write as one synonym. */
    static final int SYNONYM_WORDS_MAX = 5;

    private final Boosts boosts;
    private final Map<String, List<List<Wanted>>> meanings = new HashMap<>();
    private final Map<String, String> redirects = new HashMap<>();
    private final Map<String, Pin> pins = new HashMap<>();

    public Tuned(Tuning tuning) {
        this.boosts = tuning.boosts();
        for (var group : tuning.synonyms()) {
            var means = group.means().isEmpty() ? group.words() : group.means();
            group.words()
                    .forEach(word -> means.stream()
                            .filter(other -> !key(other).equals(key(word)))
                            .forEach(other -> meanings.computeIfAbsent(key(cut(word)), _ -> new ArrayList<>())
                                    .add(cut(other))));
        }
        tuning.redirects()
                .forEach(redirect -> redirect.words().forEach(word -> redirects.put(key(word), redirect.address())));
        tuning.pins().forEach(pin -> pin.words().forEach(word -> pins.put(key(word), pin)));
    }

    /** What two ways of typing the same come to. */
    static String key(String text) {
        return Words.fold(text).strip().replaceAll("\\s+", " ");
    }

    static List<Wanted> cut(String words) {
        return Words.wanted(words, SYNONYM_WORDS_MAX);
    }

    private static String key(List<Wanted> words) {
        return words.stream().map(Wanted::stem).collect(Collectors.joining(" "));
    }

    public Boosts boosts() {
        return boosts;
    }

    /** Where whoever searches for exactly this is led: an address without its language. */
    public Optional<String> redirect(String text) {
        return Optional.ofNullable(redirects.get(key(text)));
    }

    public Optional<Pin> pin(String text) {
        return Optional.ofNullable(pins.get(key(text)));
    }

    /** A stretch of what somebody asks for, and what else it may be called. */
    public record Stretch(List<Wanted> words, List<List<Wanted>> otherwise) {}

    /** Cuts what somebody asks for into the longest stretches that have synonyms, and single words. */
    public List<Stretch> stretches(List<Wanted> wanted) {
        var stretches = new ArrayList<Stretch>();
        for (var from = 0;
                from < wanted.size();
                from += stretches.getLast().words().size()) {
            stretches.add(stretch(wanted.subList(from, Math.min(from + SYNONYM_WORDS_MAX, wanted.size()))));
        }
        return stretches;
    }

    private Stretch stretch(List<Wanted> beginning) {
        for (var length = beginning.size(); length > 0 && !meanings.isEmpty(); length--) {
            var words = beginning.subList(0, length);
            var others = meanings.get(key(words));
            if (others != null) {
                return new Stretch(words, others);
            }
        }
        return new Stretch(beginning.subList(0, 1), List.of());
    }
}
