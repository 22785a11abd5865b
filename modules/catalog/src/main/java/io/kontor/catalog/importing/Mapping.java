package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.INVALID_MAPPING;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a plain file become.
 *
 * @param fields field by column; a column that is not there is left out
 */
record Mapping(Map<String, String> fields) {
    Mapping {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** This mapping with some columns meaning something else; an empty field leaves a column out. */
    Mapping with(Map<String, String> changes) {
        var changed = new LinkedHashMap<>(fields);
        changes.forEach((column, field) -> {
            changed.remove(column);
            if (!field.isBlank()) {
                var wanted = Field.of(field);
                if (!wanted.kind().mayRepeat()) {
                    changed.values().removeIf(other -> Field.of(other).equals(wanted));
                }
                changed.put(column, wanted.toString());
            }
        });
        return new Mapping(changed);
    }

    /**
     * @param constants fields that have one value for the whole file
     * @throws io.kontor.kernel.Refusal INVALID_MAPPING, saying what is missing or too much
     */
    void check(Set<String> columns, Map<String, String> constants) {
        var seen = new HashMap<Field, String>();
        fields.forEach((column, word) -> {
            if (!columns.contains(column)) {
                throw INVALID_MAPPING
                        .refusal("There is no column \"" + column + "\". The columns are " + String.join(", ", columns)
                                + ".")
                        .with("column", column);
            }
            var field = Field.of(word);
            var other = seen.put(field, column);
            if (other != null && !field.kind().mayRepeat()) {
                throw INVALID_MAPPING.refusal(
                        "The columns \"" + other + "\" and \"" + column + "\" cannot both be " + field + ".");
            }
        });
        constants.keySet().forEach(word -> seen.put(Field.of(word), ""));
        var kinds = seen.keySet().stream().map(Field::kind).toList();
        if (!kinds.contains(Field.Kind.NAME)) {
            throw INVALID_MAPPING
                    .refusal("No column is the name. Say which one is, such as --map title=name.")
                    .with("missing", "name");
        }
        if (!kinds.contains(Field.Kind.PRICE)) {
            throw INVALID_MAPPING
                    .refusal("No column is the price. Say which one is, such as --map cost=price.")
                    .with("missing", "price");
        }
        if (Collections.disjoint(kinds, List.of(Field.Kind.CODE, Field.Kind.SKU))) {
            throw INVALID_MAPPING
                    .refusal("No column is the code or the SKU, by which a product is found again at the next import."
                            + " Say which one is, such as --map id=code.")
                    .with("missing", "code");
        }
    }
}
