package io.kontor.catalog.importing;

import io.kontor.catalog.product.ProductDraft;
import io.kontor.kernel.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of a product while its variants are read: each value is known from the first variant that has it. */
final class Options {
    private final Map<String, Text> names = new LinkedHashMap<>();
    private final Map<String, Map<String, ProductDraft.Value>> values = new LinkedHashMap<>();

    /** Adds a value if it is new. @return its code */
    String add(String trait, Text name, String value, String language) {
        var code = Traits.code(trait);
        var valueCode = Codes.of(value);
        names.putIfAbsent(code, name);
        values.computeIfAbsent(code, _ -> new LinkedHashMap<>())
                .computeIfAbsent(
                        valueCode,
                        _ -> new ProductDraft.Value(
                                valueCode, Traits.value(code, value, language), Traits.swatch(code, value)));
        return valueCode;
    }

    boolean has(String code) {
        return names.containsKey(code);
    }

    Set<String> codes() {
        return names.keySet();
    }

    Text name(String code) {
        return names.getOrDefault(code, Text.EMPTY);
    }

    /** The first of an option's values that is among these. */
    @Nullable
    String firstOf(String code, List<String> wanted) {
        return values.getOrDefault(code, Map.of()).keySet().stream()
                .filter(wanted::contains)
                .findFirst()
                .orElse(null);
    }

    void clear() {
        names.clear();
        values.clear();
    }

    List<ProductDraft.Option> done() {
        var options = new ArrayList<ProductDraft.Option>();
        names.forEach((code, name) -> options.add(new ProductDraft.Option(
                code, name, List.copyOf(values.getOrDefault(code, Map.of()).values()))));
        return options;
    }
}
