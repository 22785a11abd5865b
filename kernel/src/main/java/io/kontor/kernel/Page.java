package io.kontor.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next the cursor that asks for the following page, or null on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public static <T> Page<T> of(List<T> items) {
        return new Page<>(items, null);
    }
}
