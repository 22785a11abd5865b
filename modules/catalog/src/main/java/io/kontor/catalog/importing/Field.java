package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.INVALID_MAPPING;

import io.kontor.kernel.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a column becomes: {@code price}, {@code name.zh}, {@code attribute:material}, {@code option:colour}.
 *
 * @param detail the language of a text, the code of an attribute or option, else empty
 */
record Field(Kind kind, String detail) {
    enum Kind {
        CODE,
        SKU,
        PARENT,
        NAME,
        SUMMARY,
        DESCRIPTION,
        PRICE,
        LIST_PRICE,
        CURRENCY,
        BRAND,
        CATEGORY,
        IMAGE,
        STOCK,
        WEIGHT,
        WEIGHT_KG,
        VOLUME,
        STATUS,
        SLUG,
        ATTRIBUTE,
        OPTION;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean hasLanguage() {
            return this == NAME || this == SUMMARY || this == DESCRIPTION;
        }

        boolean hasCode() {
            return this == ATTRIBUTE || this == OPTION;
        }

        /** Several columns may be pictures or categories of one product. */
        boolean mayRepeat() {
            return this == IMAGE || this == CATEGORY;
        }
    }

    /** @throws io.kontor.kernel.Refusal INVALID_MAPPING */
    static Field of(String word) {
        var wanted = word.strip();
        for (var kind : Kind.values()) {
            if (kind.hasCode()
                    && wanted.startsWith(kind.word() + ":")
                    && wanted.length() > kind.word().length() + 1) {
                return new Field(
                        kind, wanted.substring(kind.word().length() + 1).strip());
            }
            if (!kind.hasCode()
                    && (wanted.equals(kind.word()) || (kind == Kind.LIST_PRICE && wanted.equals("listPrice")))) {
                return new Field(kind, "");
            }
            if (kind.hasLanguage()
                    && wanted.startsWith(kind.word() + ".")
                    && Language.of(wanted.substring(kind.word().length() + 1)).isPresent()) {
                return new Field(kind, wanted.substring(kind.word().length() + 1));
            }
        }
        throw INVALID_MAPPING
                .refusal("There is no field \"" + word + "\". The fields are " + String.join(", ", words())
                        + ", attribute:<name> and option:<name>.")
                .with("field", word);
    }

    /** The fields that need no code of their own. */
    static List<String> words() {
        var words = new ArrayList<String>();
        for (var kind : Kind.values()) {
            if (!kind.hasCode()) {
                words.add(kind.word());
            }
            if (kind.hasLanguage()) {
                Stream.of(Language.values()).forEach(language -> words.add(kind.word() + "." + language.code()));
            }
        }
        return words;
    }

    @Override
    public String toString() {
        return kind.hasCode()
                ? kind.word() + ":" + detail
                : detail.isEmpty() ? kind.word() : kind.word() + "." + detail;
    }
}
