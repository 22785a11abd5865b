package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Where a version of a product stands on its way into the shop. */
enum VersionState {
    /** Worked on. */
    DRAFT,
    /** Waits for a reviewer. */
    SUBMITTED,
    /** A reviewer wants it changed. */
    SENT_BACK,
    /** Approved, for a time to come. */
    SCHEDULED,
    /** What shoppers see. */
    PUBLISHED,
    /** What they saw last. */
    WITHDRAWN,
    REPLACED,
    /** Given up before it was published. */
    DROPPED;

    private static final Map<VersionState, Set<VersionState>> MOVES = Map.of(
            DRAFT, Set.of(DRAFT, SUBMITTED, SCHEDULED, PUBLISHED, DROPPED),
            SUBMITTED, Set.of(DRAFT, SENT_BACK, SCHEDULED, PUBLISHED, DROPPED),
            SENT_BACK, Set.of(DRAFT, DROPPED),
            SCHEDULED, Set.of(DRAFT, SENT_BACK, PUBLISHED, DROPPED),
            PUBLISHED, Set.of(WITHDRAWN, REPLACED),
            WITHDRAWN, Set.of(PUBLISHED, REPLACED),
            REPLACED, Set.of(),
            DROPPED, Set.of());

    /** @throws io.kontor.kernel.Refusal VERSION_NOT_READY (409) when a version that stands here does not go there */
    void requireMove(VersionState to) {
        if (!Objects.requireNonNull(MOVES.get(this)).contains(to)) {
            throw CatalogProblem.VERSION_NOT_READY
                    .refusal("This version is " + this + " and cannot become " + to + ". Load it again.")
                    .with("state", name());
        }
    }
}
