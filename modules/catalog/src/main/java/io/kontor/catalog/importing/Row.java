package io.kontor.catalog.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table.
 *
 * @param line of the file, counted from 1, on which the row begins
 * @param cells as many as the table has columns
 * @param problem why the row cannot be used, or null
 */
record Row(long line, List<String> cells, @Nullable Reason problem) {
    static Row of(long line, List<String> cells, int columns) {
        for (var cell : cells) {
            if (cell.length() > Limits.CELL_CHARS) {
                return new Row(line, padded(List.of(), columns), Reason.of("long-cell"));
            }
        }
        var surplus = cells.size() > columns ? cells.subList(columns, cells.size()) : List.<String>of();
        if (cells.size() < columns || !surplus.stream().allMatch(String::isEmpty)) {
            return new Row(line, padded(cells, columns), Reason.of("cells", cells.size(), columns));
        }
        return new Row(line, padded(cells, columns), null);
    }

    static List<String> padded(List<String> cells, int columns) {
        if (cells.size() == columns) {
            return cells;
        }
        var whole = new java.util.ArrayList<>(cells.subList(0, Math.min(cells.size(), columns)));
        while (whole.size() < columns) {
            whole.add("");
        }
        return whole;
    }
}
