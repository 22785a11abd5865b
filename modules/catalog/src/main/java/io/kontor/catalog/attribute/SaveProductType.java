package io.kontor.catalog.attribute;

import io.kontor.catalog.CatalogProblem;
import io.kontor.catalog.attribute.ProductTypeDraft.Entry;
import io.kontor.catalog.wording.Wording;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.web.Versions;
import java.time.Clock;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a product type or changes it. */
@Component
class SaveProductType {
    private static final int ATTRIBUTES_MAX = 100;

    private final ProductTypeStore types;
    private final AttributeStore attributes;
    private final TransactionTemplate tx;
    private final Clock clock;

    SaveProductType(ProductTypeStore types, AttributeStore attributes, TransactionTemplate tx, Clock clock) {
        this.types = types;
        this.attributes = attributes;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * @return its id
     * @throws Refusal INVALID_PRODUCT_TYPE (422) with the {@code field}, CODE_TAKEN (409)
     */
    UUID create(ProductTypeDraft draft) {
        check(draft);
        return tx.execute(_ -> {
            attributes.lock();
            if (types.isTaken(draft.code())) {
                throw CatalogProblem.CODE_TAKEN.refusal(
                        "A product type with this code exists. Choose another, or change that one.");
            }
            checkKnown(draft);
            var productTypeId = Ids.next(clock);
            types.insert(productTypeId, draft, clock.instant());
            return productTypeId;
        });
    }

    /**
     * @param draft its code does not count
     * @throws Refusal PRODUCT_TYPE_NOT_FOUND (404), PRECONDITION_FAILED (412), INVALID_PRODUCT_TYPE (422) with the
     *     {@code field}
     */
    void change(UUID productTypeId, ProductTypeDraft draft, long version) {
        check(draft);
        tx.executeWithoutResult(_ -> {
            attributes.lock();
            var kept = types.find(productTypeId)
                    .orElseThrow(() -> CatalogProblem.PRODUCT_TYPE_NOT_FOUND.refusal("There is no such product type."));
            Versions.match(version, kept.version());
            checkKnown(draft);
            if (!draft.name().equals(kept.name()) || !draft.attributes().equals(kept.attributes())) {
                types.update(productTypeId, draft, clock.instant());
            }
        });
    }

    private void checkKnown(ProductTypeDraft draft) {
        var known = attributes
                .find(draft.attributes().stream().map(Entry::attribute).toList())
                .stream()
                .map(AttributeStore.Row::code)
                .collect(Collectors.toSet());
        for (var i = 0; i < draft.attributes().size(); i++) {
            var code = draft.attributes().get(i).attribute();
            if (!known.contains(code)) {
                throw refusal("attributes[" + i + "].attribute", "There is no attribute " + code + ". Make it first.");
            }
        }
    }

    private static void check(ProductTypeDraft draft) {
        if (!Wording.isCode(draft.code())) {
            throw refusal("code", "A code has 1 to 100 characters.");
        }
        if (draft.name().isEmpty()) {
            throw refusal("name", "A product type needs a name in at least one language.");
        }
        Wording.fault(draft.name(), 100).ifPresent(fault -> {
            throw refusal("name", fault);
        });
        if (draft.attributes().size() > ATTRIBUTES_MAX) {
            throw refusal("attributes", "At most " + ATTRIBUTES_MAX + ".");
        }
        var codes = new HashSet<String>();
        for (var i = 0; i < draft.attributes().size(); i++) {
            var code = draft.attributes().get(i).attribute();
            if (!Wording.isCode(code)) {
                throw refusal("attributes[" + i + "].attribute", "Name an attribute by its code.");
            }
            if (!codes.add(code)) {
                throw refusal("attributes[" + i + "].attribute", "The attribute " + code + " stands here twice.");
            }
        }
    }

    private static Refusal refusal(String field, String detail) {
        return CatalogProblem.INVALID_PRODUCT_TYPE.refusal(detail).with("field", field);
    }
}
