package io.kontor.platform.fragment;

import java.util.Map;
import java.util.Set;

/**
 * @param html well-formed, without inline script or style
 * @param tags what it was made from ({@code product:<id>}), for the cache of the page it stands in; empty when personal
 * @param head what it wants said in the page's head: {@code title}, {@code description}, {@code canonical} (a path),
 *     {@code image}, {@code jsonld} (a JSON document)
 */
public record FragmentHtml(String html, Set<String> tags, Map<String, String> head) {
    public static FragmentHtml of(String html, String... tags) {
        return new FragmentHtml(html, Set.of(tags), Map.of());
    }
}
