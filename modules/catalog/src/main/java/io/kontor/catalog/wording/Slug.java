package io.kontor.catalog.wording;

import io.kontor.kernel.Text;
import io.kontor.platform.pinyin.Syllables;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A word for an address: lower-case Latin letters, digits and single dashes; Chinese is spelled in pinyin. */
public final class Slug {
    private static final int LENGTH_MAX = 80;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-z0-9]+");
    private static final Pattern NUMBERED = Pattern.compile("-\\d+$");

    private Slug() {}

    /**
     * @param wanted what somebody chose, or null
     * @param name what it is made from otherwise, English before Chinese
     * @param otherwise what it is made from when neither leaves anything
     */
    public static String of(@Nullable String wanted, Text name, String otherwise) {
        var slug = wanted == null ? "" : of(wanted);
        if (slug.isEmpty()) {
            slug = of(name.byLanguage().getOrDefault("en", ""));
        }
        if (slug.isEmpty()) {
            slug = of(name.byLanguage().getOrDefault("zh", ""));
        }
        if (slug.isEmpty()) {
            slug = of(otherwise);
        }
        return slug.isEmpty() ? "item" : slug;
    }

    /** Empty when the words have no letter or digit that can be spelled. */
    public static String of(String words) {
        var cut = words.substring(0, Math.min(words.length(), 4 * LENGTH_MAX));
        var latin =
                cut.codePoints().anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN)
                        ? Syllables.spelled(cut)
                        : cut;
        var plain = MARKS.matcher(Normalizer.normalize(latin, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        var slug = trim(NOT_ALLOWED.matcher(plain).replaceAll("-"));
        return slug.length() <= LENGTH_MAX ? slug : trim(slug.substring(0, LENGTH_MAX));
    }

    /** The slug itself, or with the lowest number from 2 on that is free. */
    public static String free(String slug, Set<String> taken) {
        if (!taken.contains(slug)) {
            return slug;
        }
        var number = 2;
        while (taken.contains(slug + "-" + number)) {
            number++;
        }
        return slug + "-" + number;
    }

    /** What two slugs have in common that might be numbered into each other. */
    public static String stem(String slug) {
        var stem = NUMBERED.matcher(slug).replaceAll("");
        return stem.equals(slug) ? slug : stem(stem);
    }

    private static String trim(String slug) {
        var from = slug.startsWith("-") ? 1 : 0;
        var to = slug.endsWith("-") ? slug.length() - 1 : slug.length();
        return from < to ? slug.substring(from, to) : "";
    }
}
