package io.kontor.catalog.importing;

import io.kontor.kernel.Language;
import io.kontor.platform.template.CsvRow;
import io.kontor.platform.template.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bad rows as a CSV file that a spreadsheet may open: with the mark by which Excel knows UTF-8, and no formulas. */
final class FaultFile {
    private final Writer out;

    FaultFile(OutputStream out, Language language) throws IOException {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        this.out.write(CsvRow.MARK + Messages.of("catalog").text(language, "import.fault-file") + "\r\n");
    }

    void add(String file, long line, @Nullable String column, @Nullable String product, String reason)
            throws IOException {
        out.write(CsvRow.of(Arrays.asList(file, String.valueOf(line), column, product, reason)));
    }

    void flush() throws IOException {
        out.flush();
    }
}
