package io.kontor.catalog.publishing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What two contents of a product differ in, field by field. Works on the documents, so that what products learn to say
 * is compared without a word here: things in lists are told apart by what names them, not by their place.
 */
final class Difference {
    /** What names a thing in a list, the first that it has. */
    private static final List<String> NAMES = List.of("sku", "media", "code");

    private Difference() {}

    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * @param part of the product: {@code name}, {@code variants}, {@code images}, ...
     * @param item what names the thing in a list: a SKU, a code, a picture's id; null where the part is no list
     */
    record Change(String part, @Nullable String item, Kind kind, List<Field> fields) {}

    /** @param field such as {@code en}, {@code price}, {@code values.red.name.en}; empty where the part is one value */
    record Field(
            String field, @Nullable String before, @Nullable String after) {}

    static List<Change> between(JsonNode before, JsonNode after) {
        var changes = new ArrayList<Change>();
        for (var part : inBoth(before.propertyNames(), after.propertyNames())) {
            var was = before.path(part);
            var is = after.path(part);
            if (was.isArray() || is.isArray()) {
                compareLists(part, items(was), items(is), changes);
            } else {
                var fields = fields(leaves(was), leaves(is));
                if (!fields.isEmpty()) {
                    changes.add(new Change(part, null, Kind.CHANGED, fields));
                }
            }
        }
        return changes;
    }

    private static void compareLists(
            String part, Map<String, JsonNode> before, Map<String, JsonNode> after, List<Change> changes) {
        var moved = moved(before, after);
        for (var item : inBoth(before.keySet(), after.keySet())) {
            var was = before.get(item);
            var is = after.get(item);
            var fields = fields(leaves(was), leaves(is));
            if (moved.contains(item)) {
                fields.add(new Field("position", place(before, item), place(after, item)));
            }
            if (was == null || is == null) {
                changes.add(new Change(part, item, was == null ? Kind.ADDED : Kind.REMOVED, fields));
            } else if (!fields.isEmpty()) {
                changes.add(new Change(part, item, Kind.CHANGED, fields));
            }
        }
    }

    /** Those that stand elsewhere among the things that are in both. */
    private static Set<String> moved(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        var was = before.keySet().stream().filter(after::containsKey).toList();
        var is = after.keySet().stream().filter(before::containsKey).toList();
        return IntStream.range(0, was.size())
                .filter(at -> !was.get(at).equals(is.get(at)))
                .mapToObj(was::get)
                .collect(Collectors.toSet());
    }

    private static String place(Map<String, JsonNode> items, String item) {
        return String.valueOf(List.copyOf(items.keySet()).indexOf(item) + 1);
    }

    private static Map<String, JsonNode> items(JsonNode list) {
        var items = new LinkedHashMap<String, JsonNode>();
        for (var thing : list) {
            items.put(nameOf(thing), thing);
        }
        return items;
    }

    private static String nameOf(JsonNode thing) {
        return NAMES.stream()
                .map(name -> thing.path(name).asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> thing.asString(""));
    }

    private static List<Field> fields(Map<String, String> before, Map<String, String> after) {
        return inBoth(before.keySet(), after.keySet()).stream()
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .map(field -> new Field(field, before.get(field), after.get(field)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Values by their path; what is empty is as good as absent. */
    private static Map<String, String> leaves(@Nullable JsonNode thing) {
        var leaves = new LinkedHashMap<String, String>();
        if (thing != null) {
            gather("", thing, leaves);
        }
        return leaves;
    }

    private static void gather(String path, JsonNode thing, Map<String, String> leaves) {
        if (thing.has("amount") && thing.has("currency")) {
            leaves.put(
                    path,
                    thing.path("amount").asString() + " "
                            + thing.path("currency").asString());
        } else if (thing.isObject()) {
            thing.properties().forEach(one -> gather(below(path, one.getKey()), one.getValue(), leaves));
        } else if (thing.isArray()) {
            items(thing).forEach((name, one) -> gather(below(path, name), one, leaves));
        } else if (!thing.isNull()
                && !thing.isMissingNode()
                && !thing.asString().isEmpty()) {
            leaves.put(path, thing.asString());
        }
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<String> inBoth(Iterable<String> before, Iterable<String> after) {
        var both = new LinkedHashSet<String>();
        before.forEach(both::add);
        after.forEach(both::add);
        return List.copyOf(both);
    }
}
