package io.kontor.platform.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stops a start that was given a {@code kontor.*} setting nobody reads, or a value that the setting cannot have: a misspelt
 * limit must not be silently without effect, nor be found out after the database was made. What is known stands in the configuration metadata that the compiler writes into each module.
 */
final class KnownSettings {
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private KnownSettings() {}

    static void check(ConfigurableEnvironment environment) {
        var given = given(environment);
        if (given.isEmpty()) {
            return;
        }
        var types = types();
        var known = types.keySet();
        given.stream().filter(name -> !isKnown(name, types)).findFirst().ifPresent(unknown -> {
            throw new StartFailure("there is no setting \"" + unknown + "\". The nearest is \""
                    + nearest(unknown, known) + "\"; docs/settings.md lists them all.");
        });
        types.forEach((name, type) -> {
            if (given.stream().map(KnownSettings::bare).anyMatch(bare(name)::equals)) {
                refuseUnreadable(environment, name, type);
            }
        });
    }

    private static void refuseUnreadable(ConfigurableEnvironment environment, String name, String type) {
        try {
            var wanted = ClassUtils.resolveClassName(type.replaceAll("<.*", ""), null);
            if (!Map.class.isAssignableFrom(wanted)) {
                Binder.get(environment).bind(name, wanted);
            }
        } catch (BindException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** The value itself stays untold: it may be a secret that was given under the wrong name. */
    static StartFailure unreadable(BindException unreadable) {
        var wanted = unreadable.getTarget().getType().resolve(Object.class).getSimpleName();
        return new StartFailure(
                "the setting " + unreadable.getName() + " cannot have the value it was given; it wants "
                        + switch (wanted) {
                            case "int", "Integer", "long", "Long" -> "a whole number";
                            case "boolean", "Boolean" -> "true or false";
                            case "Duration" -> "a length of time such as 30s, 15m or 2h";
                            default -> "a " + wanted;
                        }
                        + ". See docs/settings.md.",
                unreadable);
    }

    private static Set<String> given(ConfigurableEnvironment environment) {
        var names = new TreeSet<String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed && isTheUsers(source)) {
                for (var name : listed.getPropertyNames()) {
                    var canonical = canonical(name);
                    if (canonical.startsWith("kontor.")) {
                        names.add(canonical);
                    }
                }
            }
        }
        return names;
    }

    private static boolean isTheUsers(Object source) {
        return source instanceof CommandLinePropertySource<?>
                || source instanceof OriginTrackedMapPropertySource
                || ((org.springframework.core.env.PropertySource<?>) source)
                        .getName()
                        .startsWith("system");
    }

    /** Environment variables lose their dashes (KONTOR_ADMIN_PASSWORD), so names compare without any. */
    private static String canonical(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("kontor_") ? lower.replace('_', '.') : lower;
    }

    /** A setting that is a map takes any key behind its name. */
    private static boolean isKnown(String name, Map<String, String> types) {
        var bare = bare(name);
        return types.entrySet().stream()
                .anyMatch(known -> known.getValue().startsWith(Map.class.getName())
                        ? bare.startsWith(bare(known.getKey()))
                        : bare.equals(bare(known.getKey())));
    }

    private static String bare(String name) {
        return name.replace(".", "").replace("-", "");
    }

    private static Map<String, String> types() {
        var json = JsonMapper.shared();
        var types = new TreeMap<String, String>();
        try {
            var all = KnownSettings.class.getClassLoader().getResources(METADATA);
            while (all.hasMoreElements()) {
                try (var in = all.nextElement().openStream()) {
                    json.readTree(in)
                            .path("properties")
                            .forEach(property -> types.put(
                                    property.path("name").asString(),
                                    property.path("type").asString()));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        types.keySet().removeIf(name -> !name.startsWith("kontor."));
        return types;
    }

    private static String nearest(String wrong, Set<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .orElse("kontor.port");
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var above = row[j];
                row[j] = Math.min(
                        Math.min(row[j] + 1, row[j - 1] + 1), diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
