package io.kontor.catalog.media;

import io.kontor.platform.start.KontorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Google's own cwebp program, which reads JPEG, PNG and WebP, scales and writes WebP. It runs in a process of its own:
 * a picture made to harm a decoder harms that one, and its memory is not ours.
 */
@Component
class WebpEncoder {
    private static final Logger log = LoggerFactory.getLogger(WebpEncoder.class);
    private static final String PACKED = "/dist_webp_binaries/libwebp-1.4.0-%s/bin/cwebp";
    private static final int SECONDS_MAX = 30;

    private final Path folder;
    private volatile Optional<Path> program = Optional.empty();
    private volatile boolean unpacked;

    WebpEncoder(KontorSettings settings) {
        this.folder = settings.data().toAbsolutePath().resolve("media");
    }

    /** @return false when it cannot be done here, or not with this picture */
    boolean encode(Path from, int width, Path to) {
        return program()
                .map(cwebp -> run(List.of(
                        cwebp.toString(),
                        "-quiet",
                        "-q",
                        "80",
                        "-m",
                        "4",
                        "-metadata",
                        "icc",
                        "-resize",
                        String.valueOf(width),
                        "0",
                        from.toString(),
                        "-o",
                        to.toString())))
                .orElse(false);
    }

    private static boolean run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException cannotRun) {
            log.warn("Pictures stay JPEG and PNG: {}", cannotRun.getMessage());
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Path> program() {
        if (!unpacked) {
            unpack();
        }
        return program;
    }

    private synchronized void unpack() {
        if (unpacked) {
            return;
        }
        try (var packed = WebpEncoder.class.getResourceAsStream(PACKED.formatted(machine()))) {
            if (packed != null) {
                Files.createDirectories(folder);
                var fresh = Files.createTempFile(
                        folder,
                        "cwebp-",
                        "",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                Files.copy(packed, fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
                program = Optional.of(Files.move(
                        fresh,
                        folder.resolve("cwebp"),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING));
            }
        } catch (IOException | UnsupportedOperationException cannot) {
            log.warn("Pictures stay JPEG and PNG: {}", cannot.getMessage());
        }
        unpacked = true;
    }

    private static String machine() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "mac" : "linux";
        var arm = System.getProperty("os.arch").equals("aarch64");
        return system + "-" + (arm ? system.equals("mac") ? "arm64" : "aarch64" : "x86-64");
    }
}
