package io.kontor.storefront.shelf;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.storefront.page.Pages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A product as staff prepare it, for those whom they sent a link. Kept nowhere, and not for search engines. */
@RestController
@Access(Caller.Kind.GUEST)
class PreviewPage {
    private final Pages pages;

    PreviewPage(Pages pages) {
        this.pages = pages;
    }

    @GetMapping("/{lang:zh|en}/preview/{token}")
    ResponseEntity<String> preview(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable String sku,
            HttpServletRequest request) {
        var draft = pages.shared(request).hidden();
        var parameters = new HashMap<String, String>();
        parameters.put("preview", token);
        if (sku != null && sku.length() <= 100) {
            parameters.put("sku", sku);
        }
        var detail = draft.place("catalog.product-detail", parameters);
        var notice = Map.<String, @Nullable Object>of("words", draft.words());
        return pages.answer(
                draft.at("/preview/" + token),
                pages.render(
                        "product", Map.of("detail", pages.render("preview-notice", notice) + detail, "alike", "")));
    }
}
