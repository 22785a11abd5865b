package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a product type away that no category names. */
@Component
class DeleteProductType {
    private final ProductTypeStore types;
    private final AttributeStore attributes;
    private final TransactionTemplate tx;

    DeleteProductType(ProductTypeStore types, AttributeStore attributes, TransactionTemplate tx) {
        this.types = types;
        this.attributes = attributes;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal PRODUCT_TYPE_NOT_FOUND (404), PRODUCT_TYPE_IN_USE (409) */
    void delete(UUID productTypeId) {
        try {
            tx.executeWithoutResult(_ -> {
                attributes.lock();
                if (types.find(productTypeId).isEmpty()) {
                    throw CatalogProblem.PRODUCT_TYPE_NOT_FOUND.refusal("There is no such product type.");
                }
                var categories = types.categoriesWith(productTypeId);
                if (!categories.isEmpty()) {
                    throw CatalogProblem.PRODUCT_TYPE_IN_USE.refusal("These categories have the product type: "
                            + String.join(", ", categories) + ". Give them another or none first.");
                }
                types.delete(productTypeId);
            });
        } catch (DataIntegrityViolationException givenMeanwhile) {
            throw CatalogProblem.PRODUCT_TYPE_IN_USE.refusal(
                    "A category has just been given the product type. Give it another or none first.");
        }
    }
}
