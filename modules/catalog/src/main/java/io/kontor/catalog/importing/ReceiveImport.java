package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.IMPORT_NOT_WAITING;
import static io.kontor.catalog.CatalogProblem.UNREADABLE_FILE;

import io.kontor.catalog.CatalogSettings;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes files in, reads what they hold, and guesses what their columns mean; imports nothing yet. */
@Component
class ReceiveImport {
    private final ImportStore imports;
    private final ImportFolder folder;
    private final CatalogSettings settings;
    private final Clock clock;

    ReceiveImport(ImportStore imports, ImportFolder folder, CatalogSettings settings, Clock clock) {
        this.imports = imports;
        this.folder = folder;
        this.settings = settings;
        this.clock = clock;
    }

    /** A file that is being sent. */
    interface Sent {
        String name();

        InputStream open() throws IOException;
    }

    /**
     * @param files 1 to 20
     * @param profile name of the layout, null to recognise it
     * @param changes field by column, over what is guessed; an empty field leaves a column out
     * @throws Refusal UNREADABLE_FILE (422), INVALID_MAPPING (422), BODY_TOO_LARGE (413)
     */
    ImportRun receive(
            List<? extends Sent> files,
            @Nullable String profile,
            Map<String, String> changes,
            Terms terms,
            TableFile.Wish wish,
            String by) {
        if (files.isEmpty() || files.size() > Limits.FILES) {
            throw CommonProblem.INVALID_REQUEST.refusal("Send 1 to 20 files.");
        }
        var importId = Ids.next(clock);
        try {
            var tables = new ArrayList<TableFile>();
            for (var file : files) {
                tables.add(read(importId, tables.size(), file, wish));
            }
            var run = mapped(importId, tables, profile, changes, terms, by);
            imports.insert(run);
            return run;
        } catch (Refusal refused) {
            folder.remove(importId);
            throw refused;
        }
    }

    private TableFile read(UUID importId, int number, Sent file, TableFile.Wish wish) {
        try {
            var path = folder.keep(importId, number, file.open());
            return Tables.examine(path, nameOf(file), wish);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (Refusal refused) {
            if (refused.is(UNREADABLE_FILE)) {
                var told = UNREADABLE_FILE
                        .refusal(nameOf(file) + ": " + refused.detail())
                        .with("file", nameOf(file));
                refused.extensions().forEach(told::with);
                throw told;
            }
            throw refused;
        }
    }

    private static String nameOf(Sent file) {
        var name = file.name().replace('\\', '/');
        var last = name.substring(name.lastIndexOf('/') + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return last.isEmpty() ? "file" : last.substring(0, Math.min(last.length(), 200));
    }

    private ImportRun mapped(
            UUID importId,
            List<TableFile> tables,
            @Nullable String wanted,
            Map<String, String> changes,
            Terms terms,
            String by) {
        var profile = Profiles.of(tables, wanted);
        var files = withParts(tables, profile);
        if (files.stream().mapToLong(TableFile::rows).sum() > Limits.ROWS) {
            throw UNREADABLE_FILE.refusal("The files have more than 1,000,000 rows. Import them in several goes.");
        }
        var columns = columns(files);
        var mapping = (profile instanceof PlainProfile ? GuessMapping.of(List.copyOf(columns)) : new Mapping(Map.of()))
                .with(changes);
        changes.keySet().stream()
                .filter(column -> !columns.contains(column))
                .findFirst()
                .ifPresent(unknown -> {
                    throw Obstacle.of("no-column", "column=" + unknown, unknown, String.join(", ", columns))
                            .refusal();
                });
        terms.constants().keySet().forEach(Field::of);
        return ImportRun.received(importId, profile, files, mapping, terms, by, clock.instant());
    }

    /**
     * Says otherwise what the columns mean, while the import waits.
     *
     * @param mapping field by column, whole; null leaves it
     * @throws Refusal IMPORT_NOT_WAITING (409), INVALID_MAPPING (422)
     */
    ImportRun map(
            UUID importId, @Nullable String profileName, @Nullable Map<String, String> mapping, @Nullable Terms terms) {
        var run = imports.require(importId);
        var profile = profileName == null ? Profiles.named(run.profile()) : Profiles.of(run.files(), profileName);
        var files = withParts(run.files(), profile);
        var said = new LinkedHashMap<String, String>();
        if (mapping != null && profile instanceof PlainProfile) {
            mapping.forEach((column, field) -> {
                if (field != null && !field.isBlank()) {
                    said.put(column, Field.of(field).toString());
                }
            });
        }
        if (terms != null) {
            terms.constants().keySet().forEach(Field::of);
        }
        var whole = !(profile instanceof PlainProfile)
                ? new Mapping(Map.of())
                : mapping != null
                        ? new Mapping(inOrder(columns(files), said))
                        : run.profile().equals(profile.name())
                                ? run.mapping()
                                : GuessMapping.of(List.copyOf(columns(files)));
        var rows = files.stream()
                .filter(file -> !file.part().isEmpty())
                .mapToLong(TableFile::rows)
                .sum();
        if (!imports.map(importId, profile.name(), files, whole, terms == null ? run.terms() : terms, rows)) {
            throw IMPORT_NOT_WAITING.refusal("It runs or is done. Send the files again to import them otherwise.");
        }
        return imports.require(importId);
    }

    private static Map<String, String> inOrder(Set<String> columns, Map<String, String> said) {
        var ordered = new LinkedHashMap<String, String>();
        columns.stream().filter(said::containsKey).forEach(column -> ordered.put(column, said.get(column)));
        said.forEach(ordered::putIfAbsent);
        return ordered;
    }

    /** What would keep the import from being started, or null. */
    @Nullable
    Obstacle obstacle(ImportRun run) {
        return obstacle(run, settings);
    }

    private static @Nullable Obstacle obstacle(ImportRun run, CatalogSettings settings) {
        var profile = Profiles.named(run.profile());
        var ofColumns = profile instanceof PlainProfile
                ? run.mapping().obstacle(columns(run.files()), run.terms().constants())
                : null;
        return ofColumns != null ? ofColumns : run.terms().obstacle(settings.currency(), profile.currency());
    }

    /**
     * @return the terms with nothing left open
     * @throws Refusal INVALID_MAPPING (422)
     */
    static Terms check(ImportRun run, CatalogSettings settings) {
        var obstacle = obstacle(run, settings);
        if (obstacle != null) {
            throw obstacle.refusal();
        }
        return run.terms()
                .settled(settings.currency(), Profiles.named(run.profile()).currency());
    }

    static Set<String> columns(List<TableFile> files) {
        return files.stream()
                .flatMap(file -> file.columns().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<TableFile> withParts(List<TableFile> tables, Profile profile) {
        var parts = profile.parts(tables);
        var files = new ArrayList<TableFile>();
        for (var i = 0; i < tables.size(); i++) {
            files.add(tables.get(i).as(parts == null ? "" : parts.get(i)));
        }
        return files;
    }
}
