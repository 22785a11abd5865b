package io.kontor.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text in several languages, {@code {"zh":"茶壶","en":"Teapot"}} on the wire and in the database. A language that is
 * missing falls back to the shop's first one that is there.
 */
public record Text(@JsonValue Map<String, String> byLanguage) {
    public static final Text EMPTY = new Text(Map.of());

    @JsonCreator
    public Text {
        var kept = new LinkedHashMap<String, String>();
        byLanguage.forEach((language, words) -> {
            if (words != null && !words.isBlank()) {
                kept.put(language, words);
            }
        });
        byLanguage = java.util.Collections.unmodifiableMap(kept);
    }

    public static Text of(String language, String words) {
        return new Text(Map.of(language, words));
    }

    public String in(Language language) {
        var words = byLanguage.get(language.code());
        return words != null ? words : byLanguage.values().stream().findFirst().orElse("");
    }

    public boolean isEmpty() {
        return byLanguage.isEmpty();
    }
}
