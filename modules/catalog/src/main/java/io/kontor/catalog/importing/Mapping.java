package io.kontor.catalog.importing;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
     * What is missing or too much, or null.
     *
     * @param constants fields that have one value for the whole file
     */
    @Nullable
    Obstacle obstacle(Set<String> columns, Map<String, String> constants) {
        var seen = new HashMap<Field, String>();
        for (var entry : fields.entrySet()) {
            var column = entry.getKey();
            if (!columns.contains(column)) {
                return Obstacle.of("no-column", "column=" + column, column, String.join(", ", columns));
            }
            var field = Field.of(entry.getValue());
            var other = seen.put(field, column);
            if (other != null && !field.kind().mayRepeat()) {
                return Obstacle.of("twice", "field=" + field, other, column, field);
            }
        }
        constants.keySet().forEach(word -> seen.put(Field.of(word), ""));
        var kinds = seen.keySet().stream().map(Field::kind).toList();
        if (!kinds.contains(Field.Kind.NAME)) {
            return Obstacle.of("no-name", "missing=name");
        }
        if (!kinds.contains(Field.Kind.PRICE)) {
            return Obstacle.of("no-price", "missing=price");
        }
        return Collections.disjoint(kinds, List.of(Field.Kind.CODE, Field.Kind.SKU))
                ? Obstacle.of("no-code", "missing=code")
                : null;
    }
}
