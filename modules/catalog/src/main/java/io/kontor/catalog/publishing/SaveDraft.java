package io.kontor.catalog.publishing;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.catalog.publishing.ProductVersion.Code;
import io.kontor.platform.web.Versions;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what staff prepare for a product, apart from what shoppers see. */
@Component
class SaveDraft {
    private final SaveProduct saveProduct;
    private final VersionStore versions;
    private final TransactionTemplate tx;

    SaveDraft(SaveProduct saveProduct, VersionStore versions, TransactionTemplate tx) {
        this.saveProduct = saveProduct;
        this.versions = versions;
        this.tx = tx;
    }

    /**
     * Saves the product's draft, or begins one. One that waited for review or for its time is a draft again.
     *
     * @param revision of the draft that the change is based on, 0 for none
     * @throws io.kontor.kernel.Refusal INVALID_PRODUCT (422), PRODUCT_NOT_FOUND (404), PRECONDITION_FAILED (412) when
     *     somebody else saved or began one meanwhile
     */
    void save(UUID productId, long revision, ProductDraft content, String by) {
        var checked = saveProduct.check(content);
        tx.executeWithoutResult(_ -> {
            var basedOn = versions.lock(productId)
                    .orElseThrow(() -> CatalogProblem.PRODUCT_NOT_FOUND.refusal("There is no such product."));
            var open = versions.open(productId);
            Versions.match(revision, open.map(ProductVersion::revision).orElse(0L));
            if (open.isEmpty()) {
                var number = versions.insert(productId, VersionState.DRAFT, checked, basedOn, by, null);
                versions.note(productId, number, Code.BEGUN, by, null, "");
                return;
            }
            open.get().state().requireMove(VersionState.DRAFT);
            versions.save(open.get(), checked, basedOn, by);
            if (open.get().state() != VersionState.DRAFT) {
                versions.note(productId, open.get().number(), Code.SAVED, by, null, "");
            }
        });
    }
}
