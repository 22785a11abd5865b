package io.kontor.catalog.importing;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Codes made from the words of a file, the same for the same words at every import. */
final class Codes {
    private static final int LENGTH_MAX = 60;

    private Codes() {}

    /** Letters of any script and digits, lower case, the rest as single dashes; at most 60 characters. */
    static String of(String words) {
        var code = Normalizer.normalize(words, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-+|-+$", "");
        return code.length() > LENGTH_MAX || code.isEmpty() ? shortened(code, words) : code;
    }

    static String ofPath(List<String> path) {
        return of(String.join("/", path));
    }

    /** A cut code ends in a number made from all of its words, so that two do not become one. */
    private static String shortened(String code, String words) {
        var tail = Integer.toHexString(words.hashCode());
        var head = code.substring(0, Math.min(code.length(), LENGTH_MAX - 9)).replaceAll("-+$", "");
        return head.isEmpty() ? "x" + tail : head + "-" + tail;
    }
}
