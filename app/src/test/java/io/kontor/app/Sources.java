package io.kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The files of this checkout, for tests about the sources themselves. */
final class Sources {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "dist", ".git", "data");
    static final Path ROOT = root();

    private Sources() {}

    /** All files with one of the endings, sorted. */
    static List<Path> withEnding(String... endings) {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> List.of(endings).stream()
                            .anyMatch(ending -> file.toString().endsWith(ending)))
                    .filter(file -> ROOT.relativize(file).iterator().hasNext() && isOurs(ROOT.relativize(file)))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static boolean isOurs(Path file) {
        for (var step : file) {
            if (NOT_OURS.contains(step.toString())) {
                return false;
            }
        }
        return true;
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("kontor")) || !Files.exists(folder.resolve("modules"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
