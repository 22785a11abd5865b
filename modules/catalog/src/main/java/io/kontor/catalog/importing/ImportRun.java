package io.kontor.catalog.importing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One import: files that came, what their columns mean, and how far it is.
 *
 * @param detail why it failed, for people; null when the fault is ours
 * @param rowsAll rows of all files
 * @param staged whether all rows wait with their product; before, rows are still being read
 * @param doneThrough key of the last product that was dealt with
 * @param rowsRead rows dealt with
 * @param created how many products; so are changed, unchanged and refused
 * @param badRows rows that have a fault
 */
record ImportRun(
        UUID importId,
        Status status,
        String profile,
        List<TableFile> files,
        Mapping mapping,
        Terms terms,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        boolean cancelWanted,
        @Nullable String detail,
        long rowsAll,
        boolean staged,
        long rowsStaged,
        String doneThrough,
        long rowsRead,
        int created,
        int changed,
        int unchanged,
        int refused,
        int badRows,
        int picturesMissing) {

    enum Status {
        /** Waits for somebody to say that the columns mean what they seem to. */
        MAPPING,
        RUNNING,
        DONE,
        /** Could not go on. May be started again. */
        FAILED,
        /** May be started again. */
        CANCELLED
    }

    static ImportRun received(
            UUID importId,
            Profile profile,
            List<TableFile> files,
            Mapping mapping,
            Terms terms,
            String createdBy,
            Instant now) {
        var rows = files.stream()
                .filter(file -> !file.part().isEmpty())
                .mapToLong(TableFile::rows)
                .sum();
        return new ImportRun(
                importId,
                Status.MAPPING,
                profile.name(),
                files,
                mapping,
                terms,
                createdBy,
                now,
                null,
                null,
                false,
                null,
                rows,
                false,
                0,
                "",
                0,
                0,
                0,
                0,
                0,
                0,
                0);
    }
}
