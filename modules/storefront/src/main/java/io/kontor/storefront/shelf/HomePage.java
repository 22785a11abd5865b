package io.kontor.storefront.shelf;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What one sees on coming in. */
@RestController
@Access(Caller.Kind.GUEST)
class HomePage {
    private final Pages pages;

    HomePage(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/")
    void home(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var draft = pages.shared(request);
        var words = draft.words();
        var body = pages.render(
                "home",
                Map.of(
                        "words", words,
                        "categories", draft.place("catalog.category-tiles", Map.of()),
                        "arrivals",
                                draft.place(
                                        "search.shelf",
                                        Map.of(
                                                "title",
                                                words.text("home.new"),
                                                "more",
                                                words.home() + "/search?sort=newest",
                                                "sort",
                                                "newest",
                                                "limit",
                                                "8")),
                        "offers",
                                draft.place(
                                        "search.shelf",
                                        Map.of(
                                                "title",
                                                words.text("home.offers"),
                                                "more",
                                                words.home() + "/search?offers=1",
                                                "offers",
                                                "1",
                                                "limit",
                                                "4"))));
        draft.described(words.text("home.lead")).canonical(words.home() + "/").tagged("page:home");
        pages.send(draft, body, response);
    }
}
