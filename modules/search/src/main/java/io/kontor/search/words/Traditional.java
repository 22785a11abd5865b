package io.kontor.search.words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Traditional characters written as simplified ones, one for one: {@code 電視} is found by {@code 电视} and the other way
 * round. The table is what ICU's {@code Traditional-Simplified} makes of each character, kept because making it takes
 * most of a second. Source: Unicode CLDR.
 */
final class Traditional {
    private static final char FIRST = '\u3400';
    private static final char LAST = '\u9fff';
    private static final char[] SIMPLIFIED = load();

    private Traditional() {}

    static String simplify(String text) {
        char[] changed = null;
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c >= FIRST && c <= LAST && SIMPLIFIED[c - FIRST] != 0) {
                if (changed == null) {
                    changed = text.toCharArray();
                }
                changed[at] = SIMPLIFIED[c - FIRST];
            }
        }
        return changed == null ? text : new String(changed);
    }

    private static char[] load() {
        try (var in = Traditional.class.getResourceAsStream("traditional.txt")) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            var table = new char[LAST - FIRST + 1];
            for (var i = 0; i < lines[0].length(); i++) {
                table[lines[0].charAt(i) - FIRST] = lines[1].charAt(i);
            }
            return table;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
