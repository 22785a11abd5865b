package io.kontor.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages the shop speaks; a closed list, so that a parameter never travels further as text. */
public enum Language {
    ZH("zh", "zh-CN", Locale.SIMPLIFIED_CHINESE),
    EN("en", "en", Locale.ENGLISH);

    private final String code;
    private final String tag;
    private final Locale locale;

    Language(String code, String tag, Locale locale) {
        this.code = code;
        this.tag = tag;
        this.locale = locale;
    }

    /** As in addresses and texts: {@code zh}, {@code en}. */
    @JsonValue
    public String code() {
        return code;
    }

    /** As in HTML {@code lang}: {@code zh-CN}, {@code en}. Source: BCP 47. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    public static Optional<Language> of(@Nullable String code) {
        return ZH.code.equals(code) ? Optional.of(ZH) : EN.code.equals(code) ? Optional.of(EN) : Optional.empty();
    }

    @JsonCreator
    static Language require(String code) {
        return of(code).orElseThrow(() -> new IllegalArgumentException("Languages are zh and en"));
    }

    /** The best of ours for an {@code Accept-Language} header; English when it names none of ours. */
    public static Language accepted(@Nullable String header) {
        if (header == null || header.isBlank() || header.length() > 500) {
            return EN;
        }
        try {
            var best = Locale.lookup(
                    Locale.LanguageRange.parse(header),
                    List.of(Locale.SIMPLIFIED_CHINESE, Locale.CHINESE, Locale.ENGLISH));
            return best != null && best.getLanguage().equals("zh") ? ZH : EN;
        } catch (IllegalArgumentException malformed) {
            return EN;
        }
    }
}
