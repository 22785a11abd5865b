package io.kontor.storefront.page;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.fragment.FragmentRequest;
import io.kontor.platform.fragment.Fragments;
import io.kontor.platform.template.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page while it is being put together: every fragment that is placed adds its tags and its word for the head. */
public final class Draft {
    private static final Logger log = LoggerFactory.getLogger(Draft.class);

    private final Fragments fragments;
    private final HttpServletRequest request;
    private final Language language;
    private final Caller caller;
    private final Set<String> tags = new HashSet<>();
    private final Map<String, String> head = new HashMap<>();

    Draft(Fragments fragments, HttpServletRequest request, Language language, Caller caller) {
        this.fragments = fragments;
        this.request = request;
        this.language = language;
        this.caller = caller;
    }

    /** The fragment's HTML. */
    public String place(String name, Map<String, String> parameters) {
        var fragment = fragments.render(name, new FragmentRequest(language, caller, parameters));
        tags.addAll(fragment.tags());
        head.putAll(fragment.head());
        return fragment.html();
    }

    /** The fragment's HTML, or the other when it cannot be had: for what a page can do without. */
    public String placeOr(String otherwise, String name, Map<String, String> parameters) {
        try {
            return place(name, parameters);
        } catch (RuntimeException unavailable) {
            log.warn("The page {} goes without {}: {}", request.getRequestURI(), name, unavailable.toString());
            return otherwise;
        }
    }

    public Draft titled(String title) {
        head.put("title", title);
        return this;
    }

    public Draft described(String description) {
        head.put("description", description);
        return this;
    }

    /** Not for search engines. */
    public Draft hidden() {
        head.put("robots", "noindex");
        return this;
    }

    public Draft canonical(String path) {
        head.put("canonical", path);
        return this;
    }

    /** Where this page is found with GET, for pages whose own address is not that. @param path without the language */
    public Draft at(String path) {
        head.put("at", path);
        return this;
    }

    /** The words that were searched for: they stay in the search field. */
    public Draft searched(String words) {
        head.put("q", words);
        return this;
    }

    public Draft tagged(String tag) {
        tags.add(tag);
        return this;
    }

    /** What a fragment said for the head under this name, or empty. */
    public String head(String name) {
        return head.getOrDefault(name, "");
    }

    Set<String> tags() {
        return tags;
    }

    HttpServletRequest request() {
        return request;
    }

    public Caller caller() {
        return caller;
    }

    public Language language() {
        return language;
    }

    public Words words() {
        return Words.of("storefront", language);
    }
}
