package io.kontor.catalog.attribute;

import io.kontor.kernel.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute that products can have, as a person wants it to be.
 *
 * @param code a letter or digit, then at most 59 letters, digits, dots, dashes and underscores
 * @param kind what its values are; null is refused
 * @param name at most 100 characters in each language, at least one language
 * @param unit what a number counts, such as {@code mm}, at most 20 characters; null for none and for other kinds
 * @param choices at most 200, at least one, for CHOICE and CHOICES; else none
 * @param filterable whether shoppers narrow lists by it
 */
record AttributeDraft(
        String code,
        @Nullable Kind kind,
        Text name,
        @Nullable String unit,
        List<Choice> choices,
        boolean filterable) {

    /** What the values of an attribute are. */
    enum Kind {
        TEXT,
        NUMBER,
        /** One of those that are listed. */
        CHOICE,
        /** Any of those that are listed. */
        CHOICES,
        DATE,
        COLOUR,
        FILE;

        boolean hasChoices() {
            return this == CHOICE || this == CHOICES;
        }
    }

    /** @param swatch CSS hex such as {@code #8fa58b}, or null */
    record Choice(String code, Text name, @Nullable String swatch) {
        // Read from what people send, where anything may be missing.
        Choice {
            code = code == null ? "" : code.strip();
            name = name == null ? Text.EMPTY : name;
            swatch = swatch == null || swatch.isBlank() ? null : swatch.strip();
        }
    }
}
