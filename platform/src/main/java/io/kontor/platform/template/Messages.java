package io.kontor.platform.template;

import io.kontor.kernel.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A module's texts for screens, from {@code messages/<module>_zh.properties} and {@code _en}, keyed by meaning. UTF-8;
 * parameters as {@code {0}}.
 */
public final class Messages {
    private static final Map<String, Messages> LOADED = new ConcurrentHashMap<>();

    private final String module;
    private final Map<Language, Map<String, String>> texts = new HashMap<>();

    private Messages(String module) {
        this.module = module;
        for (var language : Language.values()) {
            texts.put(language, load("messages/" + module + "_" + language.code() + ".properties"));
        }
    }

    public static Messages of(String module) {
        return LOADED.computeIfAbsent(module, Messages::new);
    }

    /** The text in that language. A key nobody wrote is a defect, and is shown as the key so that it is seen. */
    public String text(Language language, String key, Object... parameters) {
        var text = texts.getOrDefault(language, Map.of()).getOrDefault(key, module + "." + key);
        return parameters.length == 0 ? text : new MessageFormat(text, language.locale()).format(parameters);
    }

    public boolean has(Language language, String key) {
        return texts.getOrDefault(language, Map.of()).containsKey(key);
    }

    public Map<String, String> all(Language language) {
        return texts.getOrDefault(language, Map.of());
    }

    private static Map<String, String> load(String resource) {
        var found = new HashMap<String, String>();
        try (var in = Messages.class.getClassLoader().getResourceAsStream(resource)) {
            if (in != null) {
                var properties = new Properties();
                properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
                properties.forEach((key, text) -> found.put((String) key, (String) text));
            }
            return Map.copyOf(found);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
