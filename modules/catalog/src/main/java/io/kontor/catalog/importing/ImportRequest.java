package io.kontor.catalog.importing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants imported, as the command line says it.
 *
 * @param fields of the form that goes to the shop: name and value in turn
 * @param pictures folder of the pictures the files name, or null for {@code images} beside the first file
 * @param check only shows what would be imported
 * @param url of a shop to sign in to; null for the one of the data folder
 */
record ImportRequest(
        List<Path> files,
        List<Map.Entry<String, String>> fields,
        @Nullable Path pictures,
        boolean check,
        @Nullable String url,
        String login,
        Path data) {
    static final String HELP = """
            kontor import catalog FILE... [options]

            Imports products from CSV or Excel (.xlsx) files, plain or gzip. Several files of one layout go together.

              --profile NAME        magento, litemall or plain; without it the columns tell
              --map COLUMN=FIELD    what a column becomes, such as --map retail_price=list_price; COLUMN= leaves it out
              --set FIELD=VALUE     what every product of the file gets, such as --set stock=20
              --currency CODE       the currency of the prices, such as INR
              --rate NUMBER         how much of the shop's currency one unit of it is, such as 0.084
              --language zh|en      of texts that do not say theirs; without it their script tells
              --encoding NAME       utf-8, gb18030 or utf-16; without it utf-8
              --delimiter CHAR      comma, semicolon, tab or pipe; without it the header tells
              --sheet NAME          of an Excel file; without it the first
              --images FOLDER       pictures that the files name; without it the folder "images" beside the first file
              --check               shows the columns and what they become, and imports nothing
              --data FOLDER         the shop's data folder; without it $KONTOR_DATA or ./data
              --url URL             a shop elsewhere; asks for a password, or takes it from $KONTOR_ADMIN_PASSWORD
              --login NAME          to sign in there; without it admin

            Fields: code, sku, parent, name, name.zh, name.en, summary, description, price, list_price, currency, brand,
            category, image, stock, weight, weight_kg, status, slug, attribute:NAME, option:NAME.
            A running shop goes on selling meanwhile. Bad rows are listed here and in FILE.errors.csv.
            Ends with 0 when something was imported or was there already, 1 when nothing could be, 2 when asked wrongly.
            """;

    private static final Set<String> FORM =
            Set.of("profile", "map", "set", "currency", "rate", "language", "encoding", "delimiter", "sheet");

    /** The words cannot be understood; the message says what to do. */
    static final class Wrong extends Exception {
        Wrong(String message) {
            super(message);
        }
    }

    static ImportRequest of(List<String> words, Map<String, String> environment) throws Wrong {
        var files = new ArrayList<Path>();
        var fields = new ArrayList<Map.Entry<String, String>>();
        Path pictures = null;
        String url = null;
        var login = "admin";
        var check = false;
        var data = Path.of(environment.getOrDefault("KONTOR_DATA", "data"));
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (!word.startsWith("--")) {
                files.add(Path.of(word));
                continue;
            }
            var at = word.indexOf('=');
            var name = word.substring(2, at < 0 ? word.length() : at);
            if (name.equals("check")) {
                check = true;
                continue;
            }
            if (!FORM.contains(name)
                    && !Set.of("images", "url", "login", "data").contains(name)) {
                throw new Wrong("there is no option --" + name + ". `kontor import help` lists them.");
            }
            if (at < 0 && i + 1 == words.size()) {
                throw new Wrong("the option --" + name + " needs a value.");
            }
            var value = at < 0 ? words.get(++i) : word.substring(at + 1);
            switch (name) {
                case "images" -> pictures = Path.of(value);
                case "url" -> url = value.replaceAll("/+$", "");
                case "login" -> login = value;
                case "data" -> data = Path.of(value);
                default -> fields.add(Map.entry(name, value));
            }
        }
        check(files, pictures, url);
        return new ImportRequest(List.copyOf(files), List.copyOf(fields), pictures, check, url, login, data);
    }

    private static void check(List<Path> files, @Nullable Path pictures, @Nullable String url) throws Wrong {
        if (files.isEmpty()) {
            throw new Wrong("say which file to import: kontor import catalog FILE...");
        }
        for (var file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Wrong("there is no file " + file + " that can be read.");
            }
            if (file.toFile().length() > Limits.FILE_BYTES) {
                throw new Wrong("the file " + file + " is larger than 64 MB. Pack it with gzip, or split it.");
            }
        }
        if (pictures != null && !Files.isDirectory(pictures)) {
            throw new Wrong("there is no folder " + pictures + ".");
        }
        if (url != null && !url.matches("https?://[^/\\s]+(/.*)?")) {
            throw new Wrong("\"" + url + "\" is not an address; write it as http://127.0.0.1:8080.");
        }
    }

    /** The folder with the pictures, if there is one. */
    @Nullable
    Path picturesFolder() {
        var beside = files.getFirst().toAbsolutePath().resolveSibling("images");
        return pictures != null ? pictures : Files.isDirectory(beside) ? beside : null;
    }
}
