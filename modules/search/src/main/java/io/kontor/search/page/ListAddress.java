package io.kontor.search.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The address of a list with its choices, from which the addresses of lists with one choice more or less are made.
 *
 * @param choices values by parameter name, in the order of the address
 */
public record ListAddress(String path, Map<String, List<String>> choices) {
    /** Parameters that are no filters: taking the filters away leaves them. */
    private static final Set<String> KEPT = Set.of("q", "sort");

    public String value(String name) {
        return choices.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    public boolean isFiltered() {
        return choices.keySet().stream().anyMatch(name -> !KEPT.contains(name) && !name.equals("cursor"));
    }

    public String without(String name, String value) {
        var fewer = copyWithoutCursor();
        fewer.computeIfPresent(
                name,
                (_, values) -> values.stream().filter(one -> !one.equals(value)).toList());
        return address(fewer);
    }

    public String without(Set<String> names) {
        var fewer = copyWithoutCursor();
        fewer.keySet().removeAll(names);
        return address(fewer);
    }

    public String with(String name, String value) {
        var more = copyWithoutCursor();
        more.put(name, List.of(value));
        return address(more);
    }

    public String unfiltered() {
        var kept = copyWithoutCursor();
        kept.keySet().retainAll(KEPT);
        return address(kept);
    }

    public String firstPage() {
        return address(copyWithoutCursor());
    }

    /** What a form must carry along besides its own fields, as name and value pairs. */
    public List<Map.Entry<String, String>> besides(Set<String> ownFields) {
        var carried = new ArrayList<Map.Entry<String, String>>();
        copyWithoutCursor().forEach((name, values) -> {
            if (!ownFields.contains(name)) {
                values.forEach(value -> carried.add(Map.entry(name, value)));
            }
        });
        return carried;
    }

    private Map<String, List<String>> copyWithoutCursor() {
        var copy = new LinkedHashMap<>(choices);
        copy.remove("cursor");
        return copy;
    }

    private String address(Map<String, List<String>> wanted) {
        var query = wanted.entrySet().stream()
                .flatMap(choice ->
                        choice.getValue().stream().map(value -> encode(choice.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
