package io.kontor.catalog.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file of rows under one header, read from front to back without ever being held whole. */
interface Table extends AutoCloseable {
    List<String> columns();

    /** The next row that is not blank, or null after the last. @throws io.kontor.kernel.Refusal UNREADABLE_FILE */
    @Nullable
    Row next();

    @Override
    void close();
}
