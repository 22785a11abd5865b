package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import io.kontor.catalog.importing.TableFile.Form;
import io.kontor.catalog.importing.TableFile.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens tables, and finds out how a file is to be read. */
final class Tables {
    private static final int SAMPLES = 5;
    private static final Map<String, Charset> ENCODINGS = Map.of(
            "utf-8",
            StandardCharsets.UTF_8,
            "utf8",
            StandardCharsets.UTF_8,
            "gb18030",
            Charset.forName("GB18030"),
            "gbk",
            Charset.forName("GB18030"),
            "gb2312",
            Charset.forName("GB18030"),
            "utf-16",
            StandardCharsets.UTF_16);
    private static final Map<String, String> DELIMITERS =
            Map.of(",", ",", ";", ";", "\t", "\t", "tab", "\t", "|", "|", "comma", ",", "semicolon", ";", "pipe", "|");

    private Tables() {}

    static Table open(Path path, TableFile file) {
        try {
            return file.form() == Form.XLSX
                    ? new SheetTable(path, file.sheet())
                    : new CsvTable(text(path, file.packed(), Charset.forName(file.charset())), file.delimiter());
        } catch (IOException gone) {
            throw UNREADABLE_FILE.refusal("The file " + file.name() + " cannot be read here any more. Send it again.");
        }
    }

    /**
     * Reads the whole file once: what it is, its columns, its first rows, how many there are.
     *
     * @throws io.kontor.kernel.Refusal UNREADABLE_FILE, naming the line where it stops being a table
     */
    static TableFile examine(Path path, String name, Wish wish) {
        try {
            var start = start(path, false);
            if (start.length == 0) {
                throw UNREADABLE_FILE.refusal("The file " + name + " is empty.");
            }
            var packed = Unpacked.isPacked(start);
            if (packed) {
                start = start(path, true);
            }
            if (packed && isZip(start)) {
                // A sheet is read back and forth, which gzip does not let anybody.
                unpack(path);
                packed = false;
            }
            var file = new TableFile(
                    name,
                    "",
                    formOf(start, name),
                    packed,
                    charsetOf(start, wish).name(),
                    "",
                    wish.sheet(),
                    List.of(),
                    List.of(),
                    0);
            return read(path, file.form() == Form.CSV ? withDelimiter(path, file, wish) : file);
        } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
            throw UNREADABLE_FILE.refusal("The gzip file " + name + " is damaged.");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static TableFile read(Path path, TableFile file) {
        try (var table = open(path, file)) {
            var samples = new ArrayList<List<String>>();
            var rows = 0L;
            for (var row = table.next(); row != null; row = table.next()) {
                if (++rows > Limits.ROWS) {
                    throw UNREADABLE_FILE.refusal(
                            "The file has more than 1,000,000 rows. Split it and import the pieces.");
                }
                if (samples.size() < SAMPLES) {
                    samples.add(row.cells().stream().map(Tables::sample).toList());
                }
            }
            return new TableFile(
                    file.name(),
                    "",
                    file.form(),
                    file.packed(),
                    file.charset(),
                    file.delimiter(),
                    file.sheet(),
                    table.columns(),
                    samples,
                    rows);
        }
    }

    private static String sample(String cell) {
        return cell.length() <= 120 ? cell : cell.substring(0, 119) + "…";
    }

    static List<String> header(@Nullable List<String> cells) {
        if (cells == null) {
            throw UNREADABLE_FILE.refusal("The file has no header line.");
        }
        var last = cells.size();
        while (last > 0 && cells.get(last - 1).isBlank()) {
            last--;
        }
        if (last > Limits.COLUMNS) {
            throw UNREADABLE_FILE.refusal("The file has more than 500 columns.");
        }
        var names = new ArrayList<String>();
        var taken = new HashSet<String>();
        for (var i = 0; i < last; i++) {
            var name = cells.get(i).strip();
            if (name.length() > 200) {
                throw UNREADABLE_FILE.refusal("The name of column " + (i + 1)
                        + " is longer than 200 characters. The first line must be the header.");
            }
            var wanted = name.isEmpty() ? "column " + (i + 1) : name;
            var free = wanted;
            for (var n = 2; !taken.add(free); n++) {
                free = wanted + " (" + n + ")";
            }
            names.add(free);
        }
        return List.copyOf(names);
    }

    private static boolean isZip(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    private static void unpack(Path path) throws IOException {
        var plain = Files.createTempFile(path.toAbsolutePath().getParent(), "plain-", "");
        try (var in = Unpacked.open(path, true)) {
            Files.copy(in, plain, StandardCopyOption.REPLACE_EXISTING);
            Files.move(plain, path, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(plain);
        }
    }

    private static Form formOf(byte[] start, String name) {
        if (isZip(start)) {
            return Form.XLSX;
        }
        if (start.length >= 4 && (start[0] & 0xff) == 0xd0 && (start[1] & 0xff) == 0xcf && (start[2] & 0xff) == 0x11) {
            throw UNREADABLE_FILE.refusal("The file " + name + " is in the old Excel format. Save it as .xlsx or CSV.");
        }
        return Form.CSV;
    }

    private static Charset charsetOf(byte[] start, Wish wish) {
        if (wish.encoding() != null && !wish.encoding().isBlank()) {
            var charset = ENCODINGS.get(wish.encoding().strip().toLowerCase(Locale.ROOT));
            if (charset == null) {
                throw UNREADABLE_FILE.refusal(
                        "The encoding \"" + wish.encoding() + "\" is not read here. Say utf-8, gb18030 or utf-16.");
            }
            return charset;
        }
        var twoBytes = start.length >= 2 ? (start[0] & 0xff) << 8 | start[1] & 0xff : 0;
        return twoBytes == 0xfeff || twoBytes == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static TableFile withDelimiter(Path path, TableFile file, Wish wish) throws IOException {
        var delimiter = wish.delimiter() == null || wish.delimiter().isEmpty()
                ? commonest(firstLine(path, file))
                : DELIMITERS.get(wish.delimiter().toLowerCase(Locale.ROOT));
        if (delimiter == null) {
            throw UNREADABLE_FILE.refusal("The delimiter is comma, semicolon, tab or pipe.");
        }
        return new TableFile(
                file.name(),
                "",
                file.form(),
                file.packed(),
                file.charset(),
                delimiter,
                file.sheet(),
                List.of(),
                List.of(),
                0);
    }

    /** The header up to its end of line, without what stands in quotation marks. */
    private static String firstLine(Path path, TableFile file) throws IOException {
        try (var text = new java.io.BufferedReader(text(path, file.packed(), Charset.forName(file.charset())))) {
            var line = new StringBuilder();
            var quoted = false;
            for (var c = text.read(); c >= 0 && line.length() < 64 * 1024; c = text.read()) {
                quoted ^= c == '"';
                if (!quoted && (c == '\n' || c == '\r')) {
                    if (!line.toString().isBlank()) {
                        break;
                    }
                } else if (!quoted) {
                    line.append((char) c);
                }
            }
            return line.toString();
        }
    }

    private static String commonest(String header) {
        var best = ",";
        var most = 0L;
        for (var delimiter : List.of(",", ";", "\t", "|")) {
            var count = header.chars().filter(c -> c == delimiter.charAt(0)).count();
            if (count > most) {
                most = count;
                best = delimiter;
            }
        }
        return best;
    }

    private static byte[] start(Path path, boolean packed) throws IOException {
        try (var in = Unpacked.open(path, packed)) {
            return in.readNBytes(8);
        }
    }

    private static StrictText text(Path path, boolean packed, Charset charset) throws IOException {
        return new StrictText(Unpacked.open(path, packed), charset);
    }
}
