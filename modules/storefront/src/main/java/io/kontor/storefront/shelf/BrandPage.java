package io.kontor.storefront.shelf;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a brand is, and everything of it. */
@RestController
@Access(Caller.Kind.GUEST)
class BrandPage {
    private final Pages pages;

    BrandPage(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/b/{slug}")
    void brand(@PathVariable String slug, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var draft = pages.shared(request);
        var head = draft.place("catalog.brand-head", Map.of("slug", slug));
        var choices = ListChoices.of(request);
        choices.remove("brand");
        choices.put("of", slug);
        choices.put("path", draft.words().home() + "/b/" + slug);
        var results = draft.place("search.results", choices);
        pages.send(draft, pages.render("list", Map.of("head", head, "results", results)), response);
    }
}
