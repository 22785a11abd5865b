package io.kontor.storefront.shelf;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The choices in a list's address, cut down to what a list knows, as parameters of {@code search.results}. */
final class ListChoices {
    private static final Set<String> KNOWN =
            Set.of("q", "category", "brand", "minPrice", "maxPrice", "available", "offers", "sort", "cursor");
    private static final Pattern PRICE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,2})?");
    private static final int PARAMETERS_MAX = 20;
    private static final int VALUES_MAX = 20;
    private static final int VALUE_MAX = 200;

    private ListChoices() {}

    static Map<String, String> of(HttpServletRequest request) {
        var choices = new HashMap<String, String>();
        request.getParameterMap().entrySet().stream()
                .filter(parameter -> isKnown(parameter.getKey()))
                .limit(PARAMETERS_MAX)
                .forEach(parameter -> choices.put(parameter.getKey(), lines(parameter.getKey(), parameter.getValue())));
        choices.values().removeIf(String::isEmpty);
        return choices;
    }

    private static boolean isKnown(String name) {
        return KNOWN.contains(name)
                || (name.startsWith("attr.") && name.length() > "attr.".length() && name.length() <= 60);
    }

    private static String lines(String name, String[] values) {
        return Arrays.stream(values)
                .map(String::strip)
                .filter(value -> !value.isEmpty() && value.length() <= VALUE_MAX)
                .filter(value -> !name.endsWith("Price") || PRICE.matcher(value).matches())
                .limit(VALUES_MAX)
                .map(value -> value.replaceAll("\\R", " "))
                .collect(Collectors.joining("\n"));
    }
}
