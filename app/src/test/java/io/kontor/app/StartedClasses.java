package io.kontor.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Kontor as a process of its own is started from. A process that was ready and ended well leaves its loaded classes
 * behind for those that come after it: a quarter less work for each start.
 */
final class StartedClasses {
    private static final AtomicInteger PACKED = new AtomicInteger();
    private static final AtomicBoolean LEARNING = new AtomicBoolean();
    private static final Path FOLDER = folder();
    private static final Path LEARNED = FOLDER.resolve("kontor.jsa");

    /** The class path, of jars only: the JVM keeps no classes of folders. */
    static final String PATH = Arrays.stream(
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
            .map(Path::of)
            .filter(entry -> !entry.endsWith("test-classes"))
            .map(entry -> Files.isDirectory(entry) ? packed(entry) : entry)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));

    private StartedClasses() {}

    private static Path folder() {
        try {
            var folder = Files.createTempDirectory("kontor-classes-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try (var files = Files.list(folder)) {
                    files.forEach(file -> file.toFile().delete());
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
                folder.toFile().delete();
            }));
            return folder;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private static Path packed(Path classes) {
        var jar = FOLDER.resolve(PACKED.incrementAndGet() + ".jar");
        var jarTool = ToolProvider.findFirst("jar").orElseThrow();
        var code = jarTool.run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", classes.toString(), ".");
        if (code != 0) {
            throw new IllegalStateException(classes + " could not be packed");
        }
        return jar;
    }

    /** Where a process that is about to start shall leave its classes, or null when they are known or another does. */
    static @Nullable Path learnTo(Path folder) {
        return LEARNING.compareAndSet(false, true) ? folder.resolve("kontor.jsa") : null;
    }

    /** A process that did not end well leaves nothing; then the next one may. @param left where, null for one of the others */
    static void remember(@Nullable Path left) {
        if (left == null) {
            return;
        }
        try {
            if (Files.exists(left)) {
                Files.move(left, LEARNED, StandardCopyOption.REPLACE_EXISTING);
            } else if (!Files.exists(LEARNED)) {
                LEARNING.set(false);
            }
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    static Optional<Path> learned() {
        return Optional.of(LEARNED).filter(Files::exists);
    }
}
