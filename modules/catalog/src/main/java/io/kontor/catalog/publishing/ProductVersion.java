package io.kontor.catalog.publishing;

import io.kontor.catalog.product.ProductDraft;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A content that a product had, has or shall have.
 *
 * @param content without stock
 * @param basedOn the product's content hash when this was last saved: when the product has another, somebody changed it since
 * @param revision counts its changes
 * @param publishAt when it is to be shown by itself
 */
record ProductVersion(
        UUID productId,
        int number,
        VersionState state,
        ProductDraft content,
        byte[] basedOn,
        long revision,
        @Nullable Instant publishAt,
        String createdBy,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        @Nullable Instant publishedAt) {

    /** Who did what to it, and why. @param about the part of the product that a remark is about */
    record Entry(
            Instant at, Code code, String name, @Nullable String about, String note) {}

    enum Code {
        BEGUN,
        SAVED,
        SUBMITTED,
        REMARK,
        SENT_BACK,
        SCHEDULED,
        PUBLISHED,
        WITHDRAWN,
        RESTORED,
        DROPPED,
        /** It came from elsewhere, such as an import, and was found when the next one took its place. */
        FOUND
    }
}
