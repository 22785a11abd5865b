package io.kontor.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place in a list, opaque to whoever carries it: the sort keys of the last row seen. */
public final class Cursor {
    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    public static String of(Object... keys) {
        var words = String.join(
                SEPARATOR, List.of(keys).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param count how many keys the list sorts by
     * @return the keys, or null when no cursor was given
     * @throws Refusal INVALID_CURSOR
     */
    public static @Nullable List<String> read(@Nullable String cursor, int count) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        try {
            var words = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var keys = List.of(words.split(SEPARATOR, -1));
            if (keys.size() == count) {
                return keys;
            }
        } catch (IllegalArgumentException notBase64) {
            throw refusal();
        }
        throw refusal();
    }

    /** Reads one key of a cursor, refusing what does not parse. */
    public static <T> T key(String word, Function<String, T> parse) {
        try {
            return parse.apply(word);
        } catch (RuntimeException unparsable) {
            throw refusal();
        }
    }

    /** Cuts a list that was asked for with {@code limit + 1} rows to a page, taking the cursor from its last row. */
    public static <T> Page<T> page(List<T> rows, int limit, Function<T, String> cursor) {
        return rows.size() <= limit
                ? new Page<>(rows, null)
                : new Page<>(rows.subList(0, limit), cursor.apply(rows.get(limit - 1)));
    }

    private static Refusal refusal() {
        return CommonProblem.INVALID_CURSOR.refusal(
                "Ask for the first page without a cursor and follow `next` from there.");
    }
}
