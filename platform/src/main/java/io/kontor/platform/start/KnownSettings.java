package io.kontor.platform.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    private static final int PERCENT_MAX = 100;
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
                refuseImpossible(environment, name, type);
            }
        });
        read("groups").forEach((group, type) -> {
            if (!group.equals("kontor") && given.stream().anyMatch(name -> name.startsWith(group + "."))) {
                refuseByTheirRecord(environment, group, type);
            }
        });
    }

    private static void refuseImpossible(ConfigurableEnvironment environment, String name, String type) {
        var wanted = ClassUtils.resolveClassName(type.replaceAll("<.*", ""), null);
        if (Map.class.isAssignableFrom(wanted)) {
            return;
        }
        Object value;
        try {
            value = Binder.get(environment).bind(name, wanted).orElse(null);
        } catch (BindException unreadable) {
            throw unreadable(unreadable);
        }
        var refused = switch (value) {
            case Duration time -> !time.isPositive();
            case URI address -> address.getHost() == null;
            case Number share
            when name.endsWith("-percent") -> share.doubleValue() < 0 || share.doubleValue() > PERCENT_MAX;
            case Integer bound when name.endsWith("-max") -> bound < 1;
            case null, default -> false;
        };
        if (refused) {
            throw impossible(name, wanted, null);
        }
    }

    /** What several settings together, or one of them by a rule of its module, cannot be. */
    private static void refuseByTheirRecord(ConfigurableEnvironment environment, String group, String type) {
        try {
            Binder.get(environment).bindOrCreate(group, ClassUtils.resolveClassName(type, null));
        } catch (BindException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartFailure told) {
                    throw told;
                }
            }
            throw unreadable(refused);
        }
    }

    /** The value itself stays untold: it may be a secret that was given under the wrong name. */
    static StartFailure unreadable(BindException unreadable) {
        var wanted = unreadable.getTarget().getType().resolve(Object.class);
        return impossible(String.valueOf(unreadable.getName()), wanted, unreadable);
    }

    private static StartFailure impossible(String name, Class<?> wanted, @Nullable Throwable cause) {
        return new StartFailure(
                "the setting " + name + " cannot have the value it was given; it wants " + kindOf(name, wanted)
                        + ". See docs/settings.md.",
                cause);
    }

    private static String kindOf(String name, Class<?> wanted) {
        if (wanted.isEnum()) {
            return Arrays.stream(wanted.getEnumConstants())
                    .map(one -> one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .collect(Collectors.joining(" or "));
        }
        if (name.endsWith("-percent")) {
            return "a number from 0 to 100";
        }
        return switch (wanted.getSimpleName()) {
            case "int", "Integer", "long", "Long" ->
                name.endsWith("-max") ? "a whole number from 1 on" : "a whole number";
            case "boolean", "Boolean" -> "true or false";
            case "Duration" -> "a length of time such as 30s, 15m or 2h";
            case "Currency" -> "a currency as in ISO 4217, such as CNY";
            case "ZoneId" -> "a time zone such as Asia/Shanghai";
            case "URI" -> "an address such as https://shop.example.com";
            default -> "a " + wanted.getSimpleName();
        };
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
        return read("properties");
    }

    /** The type of each setting, or of each group of settings, by name. */
    private static Map<String, String> read(String what) {
        var json = JsonMapper.shared();
        var types = new TreeMap<String, String>();
        try {
            var all = KnownSettings.class.getClassLoader().getResources(METADATA);
            while (all.hasMoreElements()) {
                try (var in = all.nextElement().openStream()) {
                    json.readTree(in)
                            .path(what)
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
