package io.kontor.storefront.page;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * A form as it was sent, and what is wrong with it. Fragments get both as parameters: {@code value.<field>} and
 * {@code error.<field>}.
 */
public final class FormFields {
    private static final int VALUE_MAX = 2_000;
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{4,18}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]+\\.[^@\\s]{2,}");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> errors = new LinkedHashMap<>();

    private FormFields() {}

    public static FormFields of(MultiValueMap<String, String> sent, Collection<String> fields) {
        var form = new FormFields();
        for (var field : fields) {
            var value = sent.getFirst(field);
            form.values.put(
                    field,
                    value == null ? "" : value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) : value.strip());
        }
        return form;
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public @Nullable String orNull(String field) {
        var value = value(field);
        return value.isEmpty() ? null : value;
    }

    public void set(String field, String value) {
        values.put(field, value);
    }

    public FormFields require(String field, int max) {
        if (value(field).isEmpty()) {
            errors.put(field, "missing");
        }
        return atMost(field, max);
    }

    public FormFields atMost(String field, int max) {
        if (value(field).length() > max) {
            errors.put(field, "too-long");
        }
        return this;
    }

    public FormFields phone(String field) {
        return matches(field, PHONE);
    }

    public FormFields email(String field) {
        return matches(field, EMAIL);
    }

    private FormFields matches(String field, Pattern pattern) {
        if (!value(field).isEmpty() && !pattern.matcher(value(field)).matches()) {
            errors.putIfAbsent(field, "invalid");
        }
        return this;
    }

    public void wrong(String field, String code) {
        errors.put(field, code);
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /**
     * Takes over what a module said of single fields, if it did.
     *
     * @return whether the refusal named a field of this form
     */
    public boolean take(Refusal refusal) {
        if (!refusal.is(CommonProblem.INVALID_REQUEST)) {
            return false;
        }
        var taken = false;
        for (var named : namedFields(refusal)) {
            var field = named.substring(named.lastIndexOf('.') + 1);
            if (values.containsKey(field)) {
                errors.putIfAbsent(field, value(field).isEmpty() ? "missing" : "invalid");
                taken = true;
            }
        }
        return taken;
    }

    private static List<String> namedFields(Refusal refusal) {
        var named = new ArrayList<String>();
        switch (refusal.extensions().get("fields")) {
            case Map<?, ?> byField -> byField.keySet().forEach(field -> named.add(String.valueOf(field)));
            case Collection<?> fields ->
                fields.forEach(field -> named.add(
                        field instanceof Map<?, ?> one ? String.valueOf(one.get("field")) : String.valueOf(field)));
            case null, default -> {}
        }
        if (refusal.extensions().get("field") instanceof String field) {
            named.add(field);
        }
        return named;
    }

    /** Values and errors as a fragment's parameters. */
    public Map<String, String> asParameters() {
        var parameters = new HashMap<String, String>();
        values.forEach((field, value) -> parameters.put("value." + field, value));
        errors.forEach((field, error) -> parameters.put("error." + field, error));
        return parameters;
    }
}
