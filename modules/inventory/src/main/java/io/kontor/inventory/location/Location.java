package io.kontor.inventory.location;

import org.jspecify.annotations.Nullable;

/**
 * A place that holds stock.
 *
 * @param country two letters, as in an address; with {@code region} it says whom the place is near to
 * @param priority lower is taken from first
 * @param enabled whether orders are sold from it; what it holds for orders stays theirs
 */
public record Location(
        String code,
        String nameZh,
        String nameEn,
        @Nullable String country,
        @Nullable String region,
        String address,
        int priority,
        boolean enabled) {}
