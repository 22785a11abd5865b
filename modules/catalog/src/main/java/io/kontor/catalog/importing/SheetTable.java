package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** One sheet of an Excel file (.xlsx). */
final class SheetTable implements Table {
    /** Excel keeps 15 significant digits and writes 19.9 as 19.899999999999999. */
    private static final MathContext DIGITS = new MathContext(15);

    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final List<String> columns;
    private long line;
    private @Nullable Reason problem;

    SheetTable(Path file, @Nullable String sheet) {
        refuseBombs(file);
        try {
            this.workbook = new ReadableWorkbook(file.toFile(), new ReadingOptions(false, true));
            this.stream = sheetOf(workbook, sheet).openStream();
            this.rows = stream.iterator();
        } catch (IOException | RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : unreadable();
        }
        this.columns = Tables.header(nextCells());
    }

    private static Sheet sheetOf(ReadableWorkbook workbook, @Nullable String name) {
        if (name == null) {
            return workbook.getFirstSheet();
        }
        return workbook.findSheet(name)
                .orElseThrow(() -> UNREADABLE_FILE.refusal("There is no sheet \"" + name + "\". The sheets are "
                        + String.join(
                                ", ", workbook.getSheets().map(Sheet::getName).toList()) + "."));
    }

    /** What the entries of a ZIP file claim about their sizes may be a lie, so they are unpacked and counted. */
    private static void refuseBombs(Path file) {
        try (var zip = new ZipFile(file.toFile())) {
            var total = 0L;
            var bytes = new byte[64 * 1024];
            for (var entry : java.util.Collections.list(zip.entries())) {
                var size = 0L;
                try (var in = zip.getInputStream(entry)) {
                    for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                        size += read;
                        Unpacked.check(total + size, java.nio.file.Files.size(file));
                        if (size > Limits.SHARED_TEXT_BYTES && !entry.getName().startsWith("xl/worksheets/")) {
                            throw UNREADABLE_FILE.refusal(
                                    "The Excel file holds more than 128 MB of texts. Save it as CSV and send that.");
                        }
                    }
                }
                total += size;
            }
        } catch (IOException broken) {
            throw unreadable();
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Row next() {
        var cells = nextCells();
        if (cells == null) {
            return null;
        }
        // A sheet leaves out the empty cells at the end of a row.
        var row =
                Row.of(line, cells.size() < columns.size() ? Row.padded(cells, columns.size()) : cells, columns.size());
        return row.problem() == null && problem != null ? new Row(line, row.cells(), problem) : row;
    }

    private @Nullable List<String> nextCells() {
        try {
            while (rows.hasNext()) {
                var row = rows.next();
                line = row.getRowNum();
                problem = null;
                var cells = new ArrayList<String>(row.getCellCount());
                for (var i = 0; i < row.getCellCount(); i++) {
                    cells.add(text(row.getCell(i)));
                }
                if (!cells.stream().allMatch(String::isBlank)) {
                    return cells;
                }
            }
            return null;
        } catch (RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : unreadable();
        }
    }

    private String text(@Nullable Cell cell) {
        if (cell == null || cell.getValue() == null) {
            return "";
        }
        if (cell.getType() == CellType.ERROR) {
            problem = Reason.of("cell-error", cell.getAddress(), cell.getRawValue());
            return "";
        }
        if (cell.getValue() instanceof BigDecimal number) {
            return plain(number);
        }
        if (cell.getType() == CellType.FORMULA) {
            var shown = cell.getRawValue();
            return shown == null
                    ? ""
                    : shown.matches("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?") ? plain(new BigDecimal(shown)) : shown;
        }
        return cell.getText();
    }

    private static String plain(BigDecimal number) {
        var rounded = number.round(DIGITS).stripTrailingZeros();
        return rounded.scale() < -30 || rounded.scale() > 30 ? rounded.toString() : rounded.toPlainString();
    }

    private static Refusal unreadable() {
        return UNREADABLE_FILE.refusal(
                "The Excel file cannot be read. Open it, save it as .xlsx again, or save it as CSV.");
    }

    @Override
    public void close() {
        stream.close();
        try {
            workbook.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
