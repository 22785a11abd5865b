package io.kontor.catalog.publishing;

import io.kontor.catalog.publishing.ProductVersion.Code;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes down what a product was before it becomes something else. Imports save a million products without a version
 * of any; what they made is found and recorded when somebody is about to replace it. Runs in the caller's transaction.
 */
@Component
class KeepHistory {
    /** Who made what was found. */
    private static final String NOBODY = "";

    private final VersionStore versions;
    private final Assortment assortment;
    private final Clock clock;

    KeepHistory(VersionStore versions, Assortment assortment, Clock clock) {
        this.versions = versions;
        this.assortment = assortment;
        this.clock = clock;
    }

    /** What a product is now is recorded, if it is not yet. */
    void record(UUID productId) {
        if (!isRecorded(productId)) {
            recordNext(productId, NOBODY)
                    .ifPresent(number -> versions.note(productId, number, Code.FOUND, NOBODY, null, ""));
        }
    }

    /** A product was put on sale as it is. */
    void recordOnSale(UUID productId, String by) {
        if (isRecorded(productId)) {
            versions.setCurrentState(productId, VersionState.PUBLISHED);
        } else {
            recordNext(productId, by);
        }
        versions.current(productId)
                .ifPresent(current -> versions.note(productId, current.number(), Code.PUBLISHED, by, null, ""));
    }

    private boolean isRecorded(UUID productId) {
        return versions.current(productId)
                .filter(current -> Arrays.equals(current.contentHash(), versions.currentHash(productId)))
                .isPresent();
    }

    /** Records what a product has become. @return the version's number; none for a product that never was on sale */
    Optional<Integer> recordNext(UUID productId, String by) {
        var sheet = assortment.find(productId).orElseThrow().sheet();
        if (sheet.status() == ProductSheet.Status.DRAFT) {
            return Optional.empty();
        }
        versions.setCurrentState(productId, VersionState.REPLACED);
        var state = sheet.status() == ProductSheet.Status.PUBLISHED ? VersionState.PUBLISHED : VersionState.WITHDRAWN;
        var content = sheet.asDraft(Objects.requireNonNull(sheet.code()), false);
        var hash = versions.currentHash(productId);
        return Optional.of(versions.insert(productId, state, content, hash, by, clock.instant()));
    }
}
