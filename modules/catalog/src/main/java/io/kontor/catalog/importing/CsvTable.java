package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** A CSV file. Source: RFC 4180, with any one-character delimiter. */
final class CsvTable implements Table {
    private final StrictText text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> columns;
    private long begun = 1;

    CsvTable(StrictText text, String delimiter) {
        this.text = text;
        try {
            this.parser = CSVParser.builder()
                    .setReader(text)
                    .setFormat(CSVFormat.RFC4180
                            .builder()
                            .setDelimiter(delimiter)
                            .setIgnoreEmptyLines(false)
                            .get())
                    .get();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        this.records = parser.iterator();
        this.columns = Tables.header(nextCells());
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() {
        var cells = nextCells();
        return cells == null ? null : Row.of(begun, cells, columns.size());
    }

    private @Nullable List<String> nextCells() {
        while (true) {
            begun = parser.getCurrentLineNumber() + 1;
            text.rowBegins();
            try {
                var cells = records.next().toList();
                if (!cells.stream().allMatch(String::isBlank)) {
                    return cells;
                }
            } catch (NoSuchElementException ended) {
                return null;
            } catch (UncheckedIOException broken) {
                throw unreadable(broken.getCause());
            }
        }
    }

    private Refusal unreadable(@Nullable IOException broken) {
        return broken instanceof java.util.zip.ZipException || broken instanceof java.io.EOFException
                ? UNREADABLE_FILE
                        .refusal("The gzip file is damaged or was cut off after line " + begun + ".")
                        .with("line", begun)
                : UNREADABLE_FILE
                        .refusal("The row that begins on line " + begun
                                + " is not CSV: a quotation mark stands where none may, or one is not closed.")
                        .with("line", begun);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
