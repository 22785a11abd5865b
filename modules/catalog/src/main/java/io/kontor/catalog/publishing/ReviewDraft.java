package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.publishing.ProductVersion.Code;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.web.Versions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What editors and reviewers say to each other about a draft, until it is approved ({@link PublishVersion}) or given up. */
@Component
class ReviewDraft {
    private static final int NOTE_LENGTH_MAX = 2_000;
    private static final int ABOUT_LENGTH_MAX = 200;
    private static final int REASONS_MAX = 50;
    private static final int ENTRIES_MAX = 500;

    private final VersionStore versions;
    private final TransactionTemplate tx;

    ReviewDraft(VersionStore versions, TransactionTemplate tx) {
        this.versions = versions;
        this.tx = tx;
    }

    /** @param about the part of the product that is meant, such as {@code name} or {@code variants TEA-1}; null for all of it */
    record Remark(@Nullable String about, @Nullable String note) {}

    void submit(UUID productId, long revision, @Nullable String note, String by) {
        move(productId, revision, VersionState.SUBMITTED, Code.SUBMITTED, List.of(new Remark(null, note)), by);
    }

    /** @param reasons 1 to 50 */
    void sendBack(UUID productId, long revision, List<Remark> reasons, String by) {
        if (reasons.isEmpty()
                || reasons.size() > REASONS_MAX
                || reasons.stream().anyMatch(ReviewDraft::saysNothing)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Say why it goes back: 1 to " + REASONS_MAX + " reasons, none of them empty.")
                    .with("field", "reasons");
        }
        move(productId, revision, VersionState.SENT_BACK, Code.SENT_BACK, reasons, by);
    }

    void drop(UUID productId, long revision, String by) {
        move(productId, revision, VersionState.DROPPED, Code.DROPPED, List.of(new Remark(null, null)), by);
    }

    /** Leaves the version as it is: whoever reads it goes on. */
    void remark(UUID productId, Remark remark, String by) {
        if (saysNothing(remark)) {
            throw CommonProblem.INVALID_REQUEST.refusal("Write something.").with("field", "note");
        }
        tx.executeWithoutResult(_ -> note(require(productId), Code.REMARK, List.of(remark), by));
    }

    private void move(UUID productId, long revision, VersionState to, Code code, List<Remark> remarks, String by) {
        tx.executeWithoutResult(_ -> {
            var open = require(productId);
            Versions.match(revision, open.revision());
            if (!versions.move(open, to, null, by)) {
                throw changedMeanwhile();
            }
            note(open, code, remarks, by);
        });
    }

    private void note(ProductVersion version, Code code, List<Remark> remarks, String by) {
        if (versions.countEntries(version.productId(), version.number()) + remarks.size() > ENTRIES_MAX) {
            throw CommonProblem.INVALID_REQUEST.refusal(
                    "So much was said about this version that it should be given up and begun again.");
        }
        for (var remark : remarks) {
            versions.note(
                    version.productId(),
                    version.number(),
                    code,
                    by,
                    text("about", remark.about(), ABOUT_LENGTH_MAX),
                    noteOf(remark.note()));
        }
    }

    static String noteOf(@Nullable String note) {
        var text = text("note", note, NOTE_LENGTH_MAX);
        return text == null ? "" : text;
    }

    private static @Nullable String text(String field, @Nullable String text, int max) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.strip().length() > max) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("At most " + max + " characters.")
                    .with("field", field);
        }
        return text.strip();
    }

    private static boolean saysNothing(Remark remark) {
        return remark.note() == null || remark.note().isBlank();
    }

    private ProductVersion require(UUID productId) {
        return versions.open(productId).orElseThrow(ReviewDraft::noDraft);
    }

    static io.kontor.kernel.Refusal noDraft() {
        return CatalogProblem.DRAFT_NOT_FOUND.refusal("Nobody is preparing a change of this product.");
    }

    static io.kontor.kernel.Refusal changedMeanwhile() {
        return CommonProblem.PRECONDITION_FAILED.refusal(
                "Load it again, look at what changed, and repeat your change.");
    }
}
