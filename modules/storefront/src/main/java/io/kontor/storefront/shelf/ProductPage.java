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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One product, with its variants, and what is like it. */
@RestController
@Access(Caller.Kind.GUEST)
class ProductPage {
    private final Catalog catalog;
    private final Pages pages;

    ProductPage(Catalog catalog, Pages pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/p/{slug}")
    void product(
            @PathVariable String slug,
            @RequestParam(required = false) @Nullable String sku,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var draft = pages.shared(request);
        var words = draft.words();
        var parameters = new HashMap<String, String>();
        parameters.put("slug", slug);
        parameters.put("beside", draft.placeOr("", "fulfilment.delivery-hint", Map.of()));
        if (sku != null && sku.length() <= 100) {
            parameters.put("sku", sku);
        }
        String detail;
        try {
            detail = draft.place("catalog.product-detail", parameters);
        } catch (Refusal refusal) {
            var moved = refusal.is(CommonProblem.NOT_FOUND) ? catalog.productMoved(slug) : Optional.<String>empty();
            Pages.movedTo(words.home() + "/p/" + moved.orElseThrow(() -> refusal), response);
            return;
        }
        var alike = draft.placeOr(
                "",
                "search.shelf",
                Map.of(
                        "title",
                        words.text("product.alike"),
                        "category",
                        draft.head("category"),
                        "except",
                        slug,
                        "limit",
                        "4"));
        pages.send(draft, pages.render("product", Map.of("detail", detail, "alike", alike)), response);
    }
}
