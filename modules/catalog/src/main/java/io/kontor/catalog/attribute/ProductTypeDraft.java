package io.kontor.catalog.attribute;

import io.kontor.kernel.Text;
import java.util.List;

/**
 * A product type, as a person wants it to be.
 *
 * @param code 1 to 100 characters
 * @param name at most 100 characters in each language, at least one language
 * @param attributes at most 100, each attribute once, in the order forms and pages show
 */
record ProductTypeDraft(String code, Text name, List<Entry> attributes) {
    /**
     * An attribute of the type.
     *
     * @param attribute its code
     * @param required whether a product must say it to be published
     * @param perVariant whether each variant says it for itself
     */
    record Entry(String attribute, boolean required, boolean perVariant) {
        // Read from what people send, where anything may be missing.
        Entry {
            attribute = attribute == null ? "" : attribute.strip();
        }
    }
}
