package io.kontor.catalog.category;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.CategoriesChanged;
import io.kontor.platform.event.Outbox;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes an empty category out of the tree. */
@Component
class DeleteCategory {
    private final CategoryStore categories;
    private final Outbox outbox;
    private final TransactionTemplate tx;

    DeleteCategory(CategoryStore categories, Outbox outbox, TransactionTemplate tx) {
        this.categories = categories;
        this.outbox = outbox;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal CATEGORY_NOT_FOUND (404), CATEGORY_IN_USE (409) */
    void delete(UUID categoryId) {
        tx.executeWithoutResult(_ -> {
            categories.lock();
            if (!categories.delete(categoryId)) {
                throw CatalogProblem.CATEGORY_NOT_FOUND.refusal("There is no such category.");
            }
            outbox.publish(new CategoriesChanged("category deleted"));
        });
    }
}
