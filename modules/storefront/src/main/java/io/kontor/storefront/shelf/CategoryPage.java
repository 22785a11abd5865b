package io.kontor.storefront.shelf;

import io.kontor.catalog.Catalog;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Everything of one category. */
@RestController
@Access(Caller.Kind.GUEST)
class CategoryPage {
    private final Catalog catalog;
    private final Pages pages;

    CategoryPage(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/c/{slug}")
    void category(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var draft = pages.shared(request);
        String head;
        try {
            head = draft.place("catalog.category-head", Map.of("slug", slug));
        } catch (Refusal refusal) {
            var moved = refusal.is(CommonProblem.NOT_FOUND) ? catalog.categoryMoved(slug) : Optional.<String>empty();
            Pages.movedTo(draft.words().home() + "/c/" + moved.orElseThrow(() -> refusal), response);
            return;
        }
        var choices = ListChoices.of(request);
        choices.remove("category");
        choices.put("within", slug);
        choices.put("path", draft.words().home() + "/c/" + slug);
        var results = draft.place("search.results", choices);
        pages.send(draft, pages.render("list", Map.of("head", head, "results", results)), response);
    }
}
