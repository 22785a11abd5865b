package io.kontor.search.words;

import io.kontor.platform.pinyin.Syllables;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How Chinese sounds: {@code 电视机} as {@code dianshiji} and {@code dsj}, from each of its characters on. */
public final class Pinyin {
    private static final int RUN_MAX = 40;
    private static final int SYLLABLES_MAX = 8;

    /** @param full and {@code initials} begin at each character of the text, so that a prefix finds any part of it */
    public record Sounds(Set<String> full, Set<String> initials) {}

    private Pinyin() {}

    public static Sounds of(List<String> texts) {
        var full = new LinkedHashSet<String>();
        var initials = new LinkedHashSet<String>();
        for (var text : texts) {
            for (var run : Words.chineseRuns(Words.fold(text))) {
                var syllables = Syllables.of(run.length() <= RUN_MAX ? run : run.substring(0, RUN_MAX));
                for (var from = 0; from < syllables.size(); from++) {
                    var some = syllables.subList(from, Math.min(from + SYLLABLES_MAX, syllables.size()));
                    addFull(full, String.join("", some));
                    initials.add(initialsOf(some));
                }
            }
        }
        return new Sounds(full, initials);
    }

    /** The whole of a short text in letters, nothing for one that has no sound. */
    public static Set<String> whole(String text) {
        var syllables = Syllables.of(text.length() <= RUN_MAX ? text : text.substring(0, RUN_MAX));
        var whole = new LinkedHashSet<String>();
        if (!syllables.isEmpty()) {
            addFull(whole, String.join("", syllables));
            whole.add(initialsOf(syllables));
        }
        return whole;
    }

    // People type 女 as nv, for want of a ü, and as nu.
    private static void addFull(Set<String> full, String letters) {
        full.add(letters.replace('ü', 'v'));
        if (letters.indexOf('ü') >= 0) {
            full.add(letters.replace('ü', 'u'));
        }
    }

    private static String initialsOf(List<String> syllables) {
        var initials = new StringBuilder();
        syllables.forEach(syllable -> initials.append(syllable.charAt(0)));
        return initials.toString();
    }
}
