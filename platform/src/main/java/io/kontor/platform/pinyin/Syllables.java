package io.kontor.platform.pinyin;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The syllable of each character, by the phrase that it stands in: 重 is zhong, in 重庆 it is chong. The words are the
 * pinyin library's; read here they take 3 MB, in its own tries they took 26, a quarter of what the shop keeps alive.
 */
public final class Syllables {
    private static final Pattern TONES = Pattern.compile("[\\u0300-\\u036f&&[^\\u0308]]");

    private final List<String> spellings = new ArrayList<>();
    /** By character: the number of its spelling, 0 for none. */
    private final char[] usual = new char[Character.MAX_VALUE + 1];
    /** Numbers of spellings by phrase; only phrases with a character of several sounds. */
    private final Map<String, String> phrases = new HashMap<>();

    private int longest = 1;

    private Syllables() {
        spellings.add("");
        var numbers = new HashMap<String, Character>();
        var several = new boolean[Character.MAX_VALUE + 1];
        read("/pinyin_dict_char.txt", (character, sounds) -> {
            if (character.length() == 1) {
                var all = sounds.split(",");
                usual[character.charAt(0)] = number(all[0], numbers);
                several[character.charAt(0)] = all.length > 1;
            }
        });
        read("/pinyin_dict_phrase.txt", (phrase, sounds) -> {
            var all = sounds.split(" ");
            if (all.length == phrase.length() && phrase.chars().anyMatch(one -> several[one])) {
                var spelt = new StringBuilder();
                for (var sound : all) {
                    spelt.append(number(sound, numbers));
                }
                phrases.put(phrase, spelt.toString());
                longest = Math.max(longest, phrase.length());
            }
        });
    }

    /** Read when the first Chinese word comes, not with the class. */
    private static final class Dictionary {
        private static final Syllables ALL = new Syllables();
    }

    /** The syllables of a text in small letters, ü among them; what is Latin in it stays together, all else is left out. */
    public static List<String> of(String text) {
        return Stream.of(spelled(text).split("[^a-zü]+"))
                .filter(syllable -> !syllable.isEmpty())
                .toList();
    }

    /** The text with a syllable, set off by blanks, for each Chinese character; all else stays as it is. */
    public static String spelled(String text) {
        return Dictionary.ALL.spell(text);
    }

    private String spell(String text) {
        var spelt = new StringBuilder(text.length() * 4);
        var at = 0;
        while (at < text.length()) {
            var phrase = phraseAt(text, at);
            if (phrase != null) {
                phrase.chars()
                        .forEach(number ->
                                spelt.append(' ').append(spellings.get(number)).append(' '));
                at += phrase.length();
            } else {
                var one = text.charAt(at++);
                if (usual[one] == 0) {
                    spelt.append(one);
                } else {
                    spelt.append(' ').append(spellings.get(usual[one])).append(' ');
                }
            }
        }
        return spelt.toString();
    }

    private @Nullable String phraseAt(String text, int from) {
        for (var to = Math.min(text.length(), from + longest); to > from + 1; to--) {
            var phrase = phrases.get(text.substring(from, to));
            if (phrase != null) {
                return phrase;
            }
        }
        return null;
    }

    private char number(String sound, Map<String, Character> numbers) {
        var plain = Normalizer.normalize(
                TONES.matcher(Normalizer.normalize(sound, Normalizer.Form.NFD)).replaceAll(""), Normalizer.Form.NFC);
        return numbers.computeIfAbsent(plain, spelling -> {
            spellings.add(spelling);
            return (char) (spellings.size() - 1);
        });
    }

    private interface Word {
        void read(String word, String sounds);
    }

    private static void read(String name, Word each) {
        try (var file = Syllables.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new FileNotFoundException(name);
            }
            for (var line : new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    each.read(line.substring(0, colon), line.substring(colon + 1));
                }
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
