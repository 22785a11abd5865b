package io.kontor.catalog.importing;

import java.util.Map;

/**
 * A row that waits for the other rows of its product.
 *
 * @param key the product's, the same for all its rows
 * @param part what its file is to the profile
 * @param cells by column, without the empty ones
 */
record StagedRow(String key, int file, long line, String part, Map<String, String> cells) {
    String cell(String column) {
        return cells.getOrDefault(column, "");
    }
}
