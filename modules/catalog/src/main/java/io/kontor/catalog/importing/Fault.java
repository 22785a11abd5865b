package io.kontor.catalog.importing;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a row.
 *
 * @param file number of the file among those of its import
 * @param line on which the row begins
 * @param column where it is one column's fault
 * @param product the code of the product the row belongs to, where it is known
 */
record Fault(
        int file,
        long line,
        @Nullable String column,
        @Nullable String product,
        Reason reason) {}
