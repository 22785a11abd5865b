package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import io.kontor.kernel.CommonProblem;
import io.kontor.platform.start.KontorSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Where the files of imports and the pictures that came with them are kept. */
@Component
class ImportFolder {
    private final Path folder;

    ImportFolder(KontorSettings settings) {
        this.folder = settings.data().toAbsolutePath().normalize().resolve("imports");
    }

    boolean has(UUID importId) {
        return Files.isDirectory(of(importId));
    }

    Path file(UUID importId, int number) {
        return of(importId).resolve(String.valueOf(number));
    }

    /** @throws io.kontor.kernel.Refusal BODY_TOO_LARGE (413) */
    Path keep(UUID importId, int number, InputStream content) {
        return write(
                file(importId, number),
                content,
                Limits.FILE_BYTES,
                "A file may have 64 MB. Split it and import the pieces.");
    }

    /**
     * @param name with folders, as the file that names the picture says it
     * @throws io.kontor.kernel.Refusal UNREADABLE_FILE when the name leads elsewhere, BODY_TOO_LARGE (413)
     */
    void keepPicture(UUID importId, String name, InputStream content) {
        var pictures = of(importId).resolve("pictures");
        var bare = PictureNames.bare(name);
        if (bare.isEmpty() || bare.length() > 400 || bare.chars().anyMatch(c -> c < 32) || bare.contains("..")) {
            throw UNREADABLE_FILE.refusal("\"" + Terms.shortened(name) + "\" is not a name for a picture.");
        }
        var place = pictures.resolve(bare).normalize();
        if (!place.startsWith(pictures)) {
            throw UNREADABLE_FILE.refusal("\"" + Terms.shortened(name) + "\" is not a name for a picture.");
        }
        write(place, content, io.kontor.catalog.media.MediaStore.BYTES_MAX, "A picture may have 20 MB.");
    }

    /** @throws io.kontor.kernel.Refusal BODY_TOO_LARGE (413) when with so many more the import would have too many */
    void refuseTooMany(UUID importId, int more) {
        var pictures = of(importId).resolve("pictures");
        if (!Files.isDirectory(pictures)) {
            return;
        }
        try (var all = Files.walk(pictures)) {
            var sizes = all.filter(Files::isRegularFile)
                    .mapToLong(path -> path.toFile().length())
                    .summaryStatistics();
            if (sizes.getCount() + more > Limits.PICTURES || sizes.getSum() > Limits.PICTURE_BYTES) {
                throw CommonProblem.BODY_TOO_LARGE.refusal("An import may bring 20,000 pictures and 2 GB of them.");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The pictures that came, by their names with folders and, where only one has it, by their last name alone. */
    Map<String, Path> pictures(UUID importId) {
        var pictures = of(importId).resolve("pictures");
        var byName = new HashMap<String, Path>();
        if (Files.isDirectory(pictures)) {
            try (var all = Files.walk(pictures)) {
                all.filter(Files::isRegularFile).limit(Limits.PICTURES).forEach(path -> {
                    byName.merge(path.getFileName().toString(), path, (first, _) -> first);
                    byName.put(pictures.relativize(path).toString(), path);
                });
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return byName;
    }

    /** Imports whose files came before that. */
    List<UUID> unchangedSince(Instant before) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(path -> path.toFile().lastModified() < before.toEpochMilli())
                    .map(path -> UUID.fromString(path.getFileName().toString()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void remove(UUID importId) {
        var gone = of(importId);
        if (Files.exists(gone)) {
            try (var all = Files.walk(gone)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private Path of(UUID importId) {
        return folder.resolve(importId.toString());
    }

    private static Path write(Path place, InputStream content, long bytesMax, String advice) {
        try {
            Files.createDirectories(place.getParent());
            var fresh = Files.createTempFile(place.getParent(), "new-", "");
            try (var out = Files.newOutputStream(fresh);
                    content) {
                var bytes = new byte[64 * 1024];
                var total = 0L;
                for (var read = content.read(bytes); read >= 0; read = content.read(bytes)) {
                    total += read;
                    if (total > bytesMax) {
                        throw CommonProblem.BODY_TOO_LARGE.refusal(advice);
                    }
                    out.write(bytes, 0, read);
                }
                Files.move(fresh, place, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return place;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
