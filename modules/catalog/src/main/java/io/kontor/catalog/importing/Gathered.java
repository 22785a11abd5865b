package io.kontor.catalog.importing;

import io.kontor.catalog.product.ProductDraft;
import io.kontor.kernel.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product gathered from its rows.
 *
 * @param draft what to save; its pictures still go by the names the file gives them. Null when it cannot be saved, or
 *     when the rows belong to another product
 * @param sections categories it stands in, ancestors before descendants
 * @param maker its brand
 * @param faults why it cannot be saved, or which rows were left out
 * @param refused whether it cannot be saved
 */
record Gathered(
        @Nullable ProductDraft draft,
        List<Section> sections,
        @Nullable Maker maker,
        List<Fault> faults,
        boolean refused) {

    /** Rows that belong to another product, and those of them that are left out. */
    static Gathered elsewhere(List<Fault> leftOut) {
        return new Gathered(null, List.of(), null, leftOut, false);
    }

    static Gathered of(
            @Nullable ProductDraft draft, List<Section> sections, @Nullable Maker maker, RowReading reading) {
        return new Gathered(reading.isRefused() ? null : draft, sections, maker, reading.faults(), reading.isRefused());
    }

    /** @param parent code, or null at the top; @param shown whether menus show it when it is made */
    record Section(String code, @Nullable String parent, Text name, Text description, boolean shown) {}

    record Maker(String code, Text name, Text description) {}
}
