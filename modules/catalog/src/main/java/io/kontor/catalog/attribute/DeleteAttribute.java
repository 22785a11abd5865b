package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes an attribute away that no product type has. */
@Component
class DeleteAttribute {
    private final AttributeStore attributes;
    private final TransactionTemplate tx;

    DeleteAttribute(AttributeStore attributes, TransactionTemplate tx) {
        this.attributes = attributes;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal ATTRIBUTE_NOT_FOUND (404), ATTRIBUTE_IN_USE (409) */
    void delete(UUID attributeId) {
        tx.executeWithoutResult(_ -> {
            attributes.lock();
            if (attributes.find(attributeId).isEmpty()) {
                throw CatalogProblem.ATTRIBUTE_NOT_FOUND.refusal("There is no such attribute.");
            }
            var types = attributes.typesWith(attributeId);
            if (!types.isEmpty()) {
                throw CatalogProblem.ATTRIBUTE_IN_USE.refusal("These product types have the attribute: "
                        + String.join(", ", types) + ". Take it out of them first.");
            }
            attributes.delete(attributeId);
        });
    }
}
