package io.kontor.catalog.importing;

import io.kontor.catalog.importing.ImportRun.Status;
import io.kontor.kernel.Language;
import io.kontor.platform.template.Messages;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An import as staff sees it.
 *
 * @param startedAt when it was started, or came
 * @param rows of all files that are read
 * @param read rows whose product was dealt with
 * @param staged whether reading is over and saving has begun; before, {@code rowsStaged} grows
 * @param products products that are in the shop now as the files want them
 * @param failed rows that have a fault
 * @param obstacle what keeps a waiting import from being started, in the reader's language, or null
 * @param detail why it failed, or null
 * @param fields what a column of a plain file may become
 */
record ImportView(
        UUID importId,
        String fileName,
        Status status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String startedBy,
        long rows,
        long read,
        boolean staged,
        long rowsStaged,
        int products,
        int created,
        int changed,
        int unchanged,
        int refused,
        int failed,
        int picturesMissing,
        String profile,
        @Nullable String currency,
        @Nullable BigDecimal rate,
        @Nullable String language,
        Map<String, String> constants,
        List<FileView> files,
        List<ColumnView> columns,
        List<String> fields,
        @Nullable String obstacle,
        @Nullable String detail) {

    /** @param part what it is to the profile; empty when it is not read */
    record FileView(
            String name,
            String part,
            String form,
            @Nullable String encoding,
            @Nullable String delimiter,
            List<String> columns,
            long rows) {}

    /** @param field what the column becomes; null when it is left out */
    record ColumnView(
            String name, List<String> samples, @Nullable String field) {}

    static ImportView of(ImportRun run, @Nullable Obstacle obstacle, Language language) {
        var first = run.files().getFirst();
        return new ImportView(
                run.importId(),
                run.files().size() == 1
                        ? first.name()
                        : first.name() + " +" + (run.files().size() - 1),
                run.status(),
                run.startedAt() == null ? run.createdAt() : run.startedAt(),
                run.finishedAt(),
                run.createdBy(),
                run.rowsAll(),
                run.rowsRead(),
                run.staged(),
                run.rowsStaged(),
                run.created() + run.changed() + run.unchanged(),
                run.created(),
                run.changed(),
                run.unchanged(),
                run.refused(),
                run.badRows(),
                run.picturesMissing(),
                run.profile(),
                run.terms().currency(),
                run.terms().rate(),
                run.terms().language(),
                run.terms().constants(),
                run.files().stream().map(ImportView::file).toList(),
                columns(run),
                fields(run),
                obstacle == null ? null : obstacle.in(language),
                run.status() == Status.FAILED && run.detail() == null
                        ? Messages.of("catalog").text(language, "import.failed")
                        : run.detail());
    }

    private static FileView file(TableFile file) {
        var csv = file.form() == TableFile.Form.CSV;
        return new FileView(
                file.name(),
                file.part(),
                file.form().name(),
                csv ? file.charset() : null,
                csv ? file.delimiter() : null,
                file.columns(),
                file.rows());
    }

    private static List<ColumnView> columns(ImportRun run) {
        var profile = Profiles.named(run.profile());
        var columns = new LinkedHashMap<String, ColumnView>();
        for (var file : run.files()) {
            var meanings = profile.meanings(file.part());
            for (var i = 0; i < file.columns().size() && !file.part().isEmpty(); i++) {
                var at = i;
                var name = file.columns().get(i);
                var field =
                        profile instanceof PlainProfile ? run.mapping().fields().get(name) : meanings.get(name);
                var samples = file.samples().stream().map(row -> row.get(at)).toList();
                columns.merge(
                        name,
                        new ColumnView(name, samples, field),
                        (known, more) -> known.field() == null ? more : known);
            }
        }
        return new ArrayList<>(columns.values());
    }

    private static List<String> fields(ImportRun run) {
        if (!run.profile().equals("plain")) {
            return List.of();
        }
        var traits = ReceiveImport.columns(run.files()).stream()
                .limit(60)
                .flatMap(column -> Stream.of("attribute:" + column, "option:" + column));
        return Stream.of(Field.words().stream(), run.mapping().fields().values().stream(), traits)
                .flatMap(words -> words)
                .distinct()
                .toList();
    }
}
