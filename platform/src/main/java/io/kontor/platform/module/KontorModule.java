package io.kontor.platform.module;

import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * One business capability as the house list names it.
 *
 * @param name also its schema, its address prefix and its folder under {@code modules/}
 * @param configuration the class whose package is scanned when the module runs in this process
 * @param api what other modules may ask of it; null when nobody asks
 * @param needs names of the modules it asks or hears; each must run here or be reachable
 * @param firstStart refuses settings that only a new shop reads, before anything of it is made
 */
public record KontorModule(
        String name,
        Class<?> configuration,
        @Nullable Class<?> api,
        Set<String> needs,
        Consumer<Environment> firstStart) {

    public static KontorModule of(String name, Class<?> configuration, @Nullable Class<?> api, String... needs) {
        return new KontorModule(name, configuration, api, Set.of(needs), _ -> {});
    }

    public KontorModule atFirstStart(Consumer<Environment> check) {
        return new KontorModule(name, configuration, api, needs, check);
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
