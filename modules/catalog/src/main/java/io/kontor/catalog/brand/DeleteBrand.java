package io.kontor.catalog.brand;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CategoriesChanged;
import io.kontor.platform.event.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a brand without products away. */
@Component
class DeleteBrand {
    private final BrandStore brands;
    private final Outbox outbox;
    private final TransactionTemplate tx;

    DeleteBrand(BrandStore brands, Outbox outbox, TransactionTemplate tx) {
        this.brands = brands;
        this.outbox = outbox;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal BRAND_NOT_FOUND (404), BRAND_IN_USE (409) */
    void delete(UUID brandId) {
        tx.executeWithoutResult(_ -> {
            brands.lock();
            if (!brands.delete(brandId)) {
                throw CatalogProblem.BRAND_NOT_FOUND.refusal("There is no such brand.");
            }
            outbox.publish(new CategoriesChanged("brand deleted"));
        });
    }
}
