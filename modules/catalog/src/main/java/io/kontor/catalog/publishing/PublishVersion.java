package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.catalog.publishing.ProductVersion.Code;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a version what the product is: in one transaction, so that shoppers see the old one or the new one whole. */
@Component
class PublishVersion {
    private static final Duration AHEAD_MAX = Duration.ofDays(3 * 366);
    private static final String STOCK_REASON = "product saved";

    private final SaveProduct saveProduct;
    private final KeepHistory history;
    private final VersionStore versions;
    private final TransactionTemplate tx;
    private final Clock clock;

    PublishVersion(
            SaveProduct saveProduct, KeepHistory history, VersionStore versions, TransactionTemplate tx, Clock clock) {
        this.saveProduct = saveProduct;
        this.history = history;
        this.versions = versions;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * Approves the product's draft: it is published now, or by itself later.
     *
     * @param at null or past to publish at once
     * @throws Refusal CHANGED_MEANWHILE (409) when the product is no longer what the draft was made from, and all of
     *     {@link SaveProduct}
     */
    void approve(UUID productId, long revision, @Nullable Instant at, @Nullable String note, String by) {
        var open = versions.open(productId).orElseThrow(ReviewDraft::noDraft);
        Versions.match(revision, open.revision());
        var words = ReviewDraft.noteOf(note);
        if (at == null || !at.isAfter(clock.instant())) {
            open.state().requireMove(VersionState.PUBLISHED);
            publish(open, words, by);
        } else {
            schedule(open, at, words, by);
        }
    }

    private void schedule(ProductVersion open, Instant at, String note, String by) {
        if (at.isAfter(clock.instant().plus(AHEAD_MAX))) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("At most three years ahead.")
                    .with("field", "publishAt");
        }
        tx.executeWithoutResult(_ -> {
            refuseWhenChanged(versions.lock(open.productId()).orElseThrow(ReviewDraft::noDraft), open);
            if (!versions.move(open, VersionState.SCHEDULED, at, by)) {
                throw ReviewDraft.changedMeanwhile();
            }
            versions.note(open.productId(), open.number(), Code.SCHEDULED, by, at.toString(), note);
        });
    }

    /** @throws Refusal as {@link #approve} */
    void publish(ProductVersion version, String note, String by) {
        saveProduct.replace(
                version.content().onSale(true),
                STOCK_REASON,
                kept -> {
                    refuseWhenChanged(kept.contentHash(), version);
                    history.record(kept.productId());
                },
                saved -> {
                    versions.setCurrentState(saved.productId(), VersionState.REPLACED);
                    if (!versions.becomeCurrent(version, VersionState.PUBLISHED, by)) {
                        throw ReviewDraft.changedMeanwhile();
                    }
                    versions.note(saved.productId(), version.number(), Code.PUBLISHED, by, null, note);
                });
    }

    private static void refuseWhenChanged(byte[] current, ProductVersion version) {
        if (!Arrays.equals(current, version.basedOn())) {
            throw CatalogProblem.CHANGED_MEANWHILE.refusal(
                    "The product was changed since this draft was saved. Look at the difference and save the draft again to keep it.");
        }
    }

    /**
     * Replaces a product past any draft.
     *
     * @param productVersion that the change is based on
     */
    void change(ProductDraft draft, long productVersion, String by) {
        replace(draft, productVersion, draft.published() ? Code.PUBLISHED : Code.SAVED, "", by);
    }

    /**
     * Makes the product what it was in an earlier version; whether it is on sale stays as it is.
     *
     * @param productVersion that the person who wants it has seen
     * @throws Refusal VERSION_NOT_FOUND (404), VERSION_NOT_READY (409) for one that shoppers never saw
     */
    void restore(UUID productId, int number, long productVersion, boolean onSale, String by) {
        var wanted = versions.find(productId, number).orElseThrow(PublishVersion::noVersion);
        if (wanted.publishedAt() == null) {
            throw CatalogProblem.VERSION_NOT_READY.refusal("Only a version that was published once can be restored.");
        }
        replace(wanted.content().onSale(onSale), productVersion, Code.RESTORED, String.valueOf(number), by);
    }

    static Refusal noVersion() {
        return CatalogProblem.VERSION_NOT_FOUND.refusal("The product has no such version, or no longer.");
    }

    private void replace(ProductDraft draft, long productVersion, Code code, String note, String by) {
        saveProduct.replace(
                draft,
                STOCK_REASON,
                kept -> {
                    Versions.match(productVersion, kept.version());
                    history.record(kept.productId());
                },
                saved -> {
                    if (saved.changed()) {
                        history.recordNext(saved.productId(), by)
                                .ifPresent(number -> versions.note(saved.productId(), number, code, by, null, note));
                    }
                });
    }
}
