package io.kontor.catalog.wording;

import io.kontor.kernel.Language;
import io.kontor.kernel.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/** What texts must be to be kept. */
public final class Wording {
    private static final Pattern PART_CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]{0,59}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?");

    private Wording() {}

    /** What is wrong with a text, as a sentence, or nothing. @param lengthMax in each language */
    public static Optional<String> fault(Text text, int lengthMax) {
        return text.byLanguage().entrySet().stream()
                .flatMap(entry -> fault(entry.getKey(), entry.getValue(), lengthMax).stream())
                .findFirst();
    }

    private static Optional<String> fault(String language, String words, int lengthMax) {
        if (Language.of(language).isEmpty()) {
            return Optional.of("Languages are zh and en.");
        }
        if (words.length() > lengthMax) {
            return Optional.of("At most " + lengthMax + " characters.");
        }
        return words.indexOf('\0') < 0 ? Optional.empty() : Optional.of("A text has no zero characters.");
    }

    /** Whether a word may be the code of a part of something: letters, digits, dots, dashes and underscores, at most 60. */
    public static boolean isPartCode(String code) {
        return PART_CODE.matcher(code).matches();
    }

    /** Whether it is a colour such as {@code #8fa58b}. */
    public static boolean isColour(String colour) {
        return COLOUR.matcher(colour).matches();
    }

    /** Whether a word may be the code by which the shop finds a thing again: 1 to 100 characters, none of them a control. */
    public static boolean isCode(String code) {
        return !code.isBlank() && code.length() <= 100 && code.chars().noneMatch(Character::isISOControl);
    }
}
