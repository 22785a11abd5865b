package io.kontor.storefront.shelf;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.search.Search;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was searched for, and what one may be about to search for. */
@RestController
@Access(Caller.Kind.GUEST)
class SearchPage {
    private static final int TEXT_MAX = 100;

    private final Search search;
    private final Pages pages;

    SearchPage(Search search, Pages pages) {
        this.search = search;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/search")
    void results(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var draft = pages.shared(request).hidden();
        var words = draft.words();
        var choices = ListChoices.of(request);
        var text = choices.getOrDefault("q", "");
        if (choices.size() == 1 && !text.isEmpty()) {
            var elsewhere = search.redirect(text);
            if (elsewhere.isPresent()) {
                response.setStatus(HttpServletResponse.SC_FOUND);
                response.setHeader("Location", words.home() + elsewhere.get().address());
                response.setHeader("Cache-Control", "no-store");
                return;
            }
        }
        var title = !text.isEmpty() ? text : words.text(choices.containsKey("offers") ? "search.offers" : "search.all");
        choices.put("path", words.home() + "/search");
        var results = draft.searched(text).titled(title).place("search.results", choices);
        var nothing = "0".equals(draft.head("total")) ? draft.place("catalog.category-tiles", Map.of()) : "";
        var head = pages.render("search-head", Map.of("words", words, "title", title, "text", text));
        pages.send(draft, pages.render("list", Map.of("head", head, "results", results + nothing)), response);
    }

    /**
     * What the search field offers while one types.
     *
     * @param href where it leads; null for words to search for
     */
    record Suggestion(
            String text,
            String kind,
            @Nullable String href,
            @Nullable String image,
            @Nullable String price) {}

    record Suggested(List<Suggestion> items) {}

    @GetMapping("/{lang:zh|en}/suggestions")
    ResponseEntity<Suggested> suggestions(@RequestParam(defaultValue = "") String q, Language language) {
        var text = q.strip();
        var items = new ArrayList<Suggestion>();
        if (!text.isEmpty() && text.length() <= TEXT_MAX) {
            var found = search.suggest(text, language);
            var home = "/" + language.code();
            found.queries().stream()
                    .limit(5)
                    .forEach(words -> items.add(new Suggestion(words, "words", null, null, null)));
            found.categories().stream()
                    .limit(3)
                    .forEach(category -> items.add(
                            new Suggestion(category.name(), "category", home + "/c/" + category.slug(), null, null)));
            found.products().stream()
                    .limit(4)
                    .forEach(product -> items.add(new Suggestion(
                            product.name(),
                            "product",
                            home + "/p/" + product.slug(),
                            product.image(),
                            product.price())));
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate())
                .body(new Suggested(items));
    }
}
