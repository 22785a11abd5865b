package io.kontor.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this checkout, for tests about the sources themselves. */
final class Sources {
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", "dist", ".git", "data");
    static final Path ROOT = root();
    private static final List<Path> FILES = files();

    private Sources() {}

    /** All files with one of the endings, sorted. */
    static List<Path> withEnding(String... endings) {
        return FILES.stream()
                .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                .toList();
    }

    /** What was fetched or built is many times as much, and is not even looked at. */
    private static List<Path> files() {
        var files = new ArrayList<Path>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
                    return isOurs(ROOT.relativize(folder)) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                    if (about.isRegularFile()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files.stream().sorted().toList();
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

    private static boolean isOurs(Path folder) {
        return !NOT_OURS.contains(folder.getFileName().toString());
    }

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("kontor")) || !Files.exists(folder.resolve("modules"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
