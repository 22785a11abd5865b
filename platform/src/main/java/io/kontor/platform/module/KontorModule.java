package io.kontor.platform.module;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One business capability as the house list names it.
 *
 * @param name also its schema, its address prefix and its folder under {@code modules/}
 * @param configuration the class whose package is scanned when the module runs in this process
 * @param api what other modules may ask of it; null when nobody asks
 * @param needs names of the modules it asks or hears; each must run here or be reachable
 */
public record KontorModule(
        String name, Class<?> configuration, @Nullable Class<?> api, Set<String> needs) {

    public static KontorModule of(String name, Class<?> configuration, @Nullable Class<?> api, String... needs) {
        return new KontorModule(name, configuration, api, Set.of(needs));
    }

    /** The module a class belongs to: the package segment after {@code io.kontor}. */
    public static String nameOf(Class<?> type) {
        var segments = type.getPackageName().split("\\.");
        if (segments.length < 3 || !segments[0].equals("io") || !segments[1].equals("kontor")) {
            throw new IllegalArgumentException(type + " belongs to no module");
        }
        return segments[2];
    }
}
