package io.kontor.catalog.product;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.ProductChanged;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts a product on sale, or takes it off. Doing it twice is as good as once. */
@Component
class PublishProduct {
    private final ProductStore products;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    PublishProduct(ProductStore products, Outbox outbox, TransactionTemplate tx, Clock clock) {
        this.products = products;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    /** @throws io.kontor.kernel.Refusal PRODUCT_NOT_FOUND (404) */
    void publish(UUID productId) {
        setStatus(productId, "PUBLISHED");
    }

    /** @throws io.kontor.kernel.Refusal PRODUCT_NOT_FOUND (404) */
    void withdraw(UUID productId) {
        setStatus(productId, "WITHDRAWN");
    }

    private void setStatus(UUID productId, String status) {
        tx.executeWithoutResult(_ -> {
            var slug = products.slugOf(productId)
                    .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("There is no such product."));
            if (products.setStatus(productId, status, clock.instant())) {
                outbox.publish(new ProductChanged(productId, slug));
            }
        });
    }
}
