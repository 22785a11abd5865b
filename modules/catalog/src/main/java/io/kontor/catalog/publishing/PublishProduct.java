package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.ProductChanged;
import io.kontor.catalog.publishing.ProductVersion.Code;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a product on sale as it is, or takes it off. Doing it twice is as good as once. */
@Component
class PublishProduct {
    private final JdbcClient db;
    private final KeepHistory history;
    private final VersionStore versions;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    PublishProduct(
            JdbcClient db,
            KeepHistory history,
            VersionStore versions,
            Outbox outbox,
            TransactionTemplate tx,
            Clock clock) {
        this.db = db;
        this.history = history;
        this.versions = versions;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal PRODUCT_NOT_FOUND (404) */
    void publish(UUID productId, String by) {
        tx.executeWithoutResult(_ -> {
            if (setStatus(productId, "PUBLISHED")) {
                history.recordOnSale(productId, by);
            }
        });
    }

    /** @throws io.kontor.kernel.Refusal PRODUCT_NOT_FOUND (404) */
    void withdraw(UUID productId, String by) {
        tx.executeWithoutResult(_ -> {
            if (setStatus(productId, "WITHDRAWN")) {
                versions.setCurrentState(productId, VersionState.WITHDRAWN);
                versions.current(productId)
                        .ifPresent(shown -> versions.note(productId, shown.number(), Code.WITHDRAWN, by, null, ""));
            }
        });
    }

    private boolean setStatus(UUID productId, String status) {
        var slug = slugOf(productId)
                .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("There is no such product."));
        if (!writeStatus(productId, status)) {
            return false;
        }
        outbox.publish(new ProductChanged(productId, slug));
        return true;
    }

    private Optional<String> slugOf(UUID productId) {
        return db.sql("SELECT slug FROM catalog.product WHERE product_id = :productId")
                .param("productId", productId)
                .query(String.class)
                .optional();
    }

    /** A draft that never was on sale is not withdrawn. @return false when nothing changed */
    private boolean writeStatus(UUID productId, String status) {
        return db.sql("""
                        UPDATE catalog.product
                           SET status = :status, version = version + 1, updated_at = :now,
                               published_at = CASE WHEN :status = 'PUBLISHED' THEN coalesce(published_at, :now) ELSE published_at END
                         WHERE product_id = :productId AND status <> :status AND (:status = 'PUBLISHED' OR status = 'PUBLISHED')
                        """)
                        .param("productId", productId)
                        .param("status", status)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }
}
