package io.kontor.storefront.page;

import io.kontor.kernel.Language;
import io.kontor.platform.template.Words;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a page.
 *
 * @param origin before absolute addresses, or empty
 * @param bar the top categories as list items
 * @param drawer two levels of categories as list items
 */
public record Frame(Draft draft, String origin, String assetVersion, String bar, String drawer) {

    public Words words() {
        return draft.words();
    }

    public String title() {
        var title = draft.head("title");
        return title.isEmpty() ? words().text("shop.title") : title + " · " + words().text("shop.name");
    }

    public @Nullable String description() {
        return emptyToNull(draft.head("description"));
    }

    public @Nullable String robots() {
        return emptyToNull(draft.head("robots"));
    }

    public @Nullable String jsonLd() {
        return emptyToNull(draft.head("jsonld"));
    }

    public @Nullable String image() {
        var image = draft.head("image");
        return image.isEmpty() ? null : image.startsWith("/") ? origin + image : image;
    }

    /** Where search engines shall look for this page; null where they shall not look at all. */
    public @Nullable String canonical() {
        var path = draft.head("canonical");
        return path.isEmpty() ? null : origin + path;
    }

    /** The same page in a language, for search engines. */
    public String alternate(Language language) {
        return origin + "/" + language.code() + draft.head("canonical").substring(3);
    }

    public Language other() {
        return Pages.otherThan(draft.language());
    }

    /** The same page in the other language, for people: with all their choices. */
    public String switchPath() {
        if (!draft.head("at").isEmpty()) {
            return "/" + other().code() + draft.head("at");
        }
        var request = draft.request();
        var path = request.getRequestURI();
        var rest = path.length() > 3 && path.startsWith(words().home()) ? path.substring(3) : "/";
        var query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        return "/" + other().code() + rest + query;
    }

    public String searched() {
        return draft.head("q");
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
