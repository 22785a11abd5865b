package io.kontor.platform.template;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of files that people open in a spreadsheet. Source: RFC 4180. */
public final class CsvRow {
    /** Stands before the first row; by it spreadsheets know UTF-8. */
    public static final String MARK = "\uFEFF";

    // Spreadsheets set to Chinese or Japanese take the wide signs for the narrow ones.
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r\\n＝＋－＠].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern QUOTED = Pattern.compile("(?s).*[\",;\\t\\r\\n].*");

    private CsvRow() {}

    /** The cells as one row, with its line end. */
    public static String of(List<@Nullable String> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** What a spreadsheet would run as a formula is made plain with a leading apostrophe. */
    static String cell(@Nullable String given) {
        var text = given == null ? "" : given;
        var safe = FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
        return QUOTED.matcher(safe).matches() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
