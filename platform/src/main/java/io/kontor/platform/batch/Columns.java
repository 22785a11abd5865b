package io.kontor.platform.batch;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Rows turned into columns: the arrays that one statement takes by {@code unnest(:names::text[], ...)} instead of many rows. */
public final class Columns {
    private Columns() {}

    public static <T> @Nullable String[] texts(List<T> rows, Function<T, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    public static <T> @Nullable UUID[] ids(List<T> rows, Function<T, @Nullable UUID> id) {
        return rows.stream().map(id).toArray(UUID[]::new);
    }

    public static <T> Integer[] ints(List<T> rows, ToIntFunction<T> number) {
        return rows.stream().mapToInt(number).boxed().toArray(Integer[]::new);
    }

    public static <T> Long[] longs(List<T> rows, ToLongFunction<T> number) {
        return rows.stream().mapToLong(number).boxed().toArray(Long[]::new);
    }

    /** For {@code :times::timestamptz[]}; the driver has no arrays of times. */
    public static <T> @Nullable String[] times(List<T> rows, Function<T, @Nullable Instant> time) {
        return texts(rows, row -> {
            var at = time.apply(row);
            return at == null ? null : at.toString();
        });
    }
}
