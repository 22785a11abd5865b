package io.kontor.catalog.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that came, and how it is read.
 *
 * @param name as its sender calls it
 * @param part what it is to its profile, such as {@code products}; empty when the profile has no use for it
 * @param packed whether it is gzip
 * @param charset of a CSV file
 * @param delimiter of a CSV file
 * @param sheet the sheet of an Excel file that is read; null for the first
 * @param rows how many rows stand under its header
 */
record TableFile(
        String name,
        String part,
        Form form,
        boolean packed,
        String charset,
        String delimiter,
        @Nullable String sheet,
        List<String> columns,
        List<List<String>> samples,
        long rows) {

    enum Form {
        CSV,
        XLSX
    }

    /** What the sender says about a file; null where it is to be found out. */
    record Wish(
            @Nullable String encoding,
            @Nullable String delimiter,
            @Nullable String sheet) {
        static final Wish NONE = new Wish(null, null, null);
    }

    TableFile as(String otherPart) {
        return new TableFile(name, otherPart, form, packed, charset, delimiter, sheet, columns, samples, rows);
    }

    int indexOf(String column) {
        return columns.indexOf(column);
    }
}
