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
    private static final Set<String> FORM =
            Set.of("profile", "map", "set", "currency", "rate", "language", "encoding", "delimiter", "sheet");

    /** The words cannot be understood; the text of that key says what to do. */
    static final class Wrong extends Exception {
        private final String key;
        private final Object[] parameters;

        Wrong(String key, Object... parameters) {
            super(key);
            this.key = key;
            this.parameters = parameters;
        }

        String key() {
            return key;
        }

        Object[] parameters() {
            return parameters;
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
                throw new Wrong("no-option", name);
            }
            if (at < 0 && i + 1 == words.size()) {
                throw new Wrong("no-value", name);
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
            throw new Wrong("no-files");
        }
        for (var file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Wrong("no-file", file);
            }
            if (file.toFile().length() > Limits.FILE_BYTES) {
                throw new Wrong("large-file", file);
            }
        }
        if (pictures != null && !Files.isDirectory(pictures)) {
            throw new Wrong("no-folder", pictures);
        }
        if (url != null && !url.matches("https?://[^/\\s]+(/.*)?")) {
            throw new Wrong("no-address", url);
        }
    }

    /** The folder with the pictures, if there is one. */
    @Nullable
    Path picturesFolder() {
        var beside = files.getFirst().toAbsolutePath().resolveSibling("images");
        return pictures != null ? pictures : Files.isDirectory(beside) ? beside : null;
    }
}
