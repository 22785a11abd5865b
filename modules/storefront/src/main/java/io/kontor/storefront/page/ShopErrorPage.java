package io.kontor.storefront.page;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.web.ErrorPage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A refusal or a defect, as a page of the shop; where signing in would help, the page is the form for that. */
@Component
class ShopErrorPage implements ErrorPage {
    private static final List<String> NOT_PAGES =
            List.of("/api/", "/internal/", "/admin", "/actuator", "/assets/", "/media/");

    private final Pages pages;

    ShopErrorPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public boolean serves(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (NOT_PAGES.stream().anyMatch(path::startsWith)) {
            return false;
        }
        var accept = request.getHeader("Accept");
        return path.startsWith("/zh/") || path.startsWith("/en/") || (accept != null && accept.contains("text/html"));
    }

    @Override
    public String render(HttpServletRequest request, Refusal refusal, String traceId) {
        var draft = pages.personal(request);
        if (refusal.is(CommonProblem.SIGN_IN_REQUIRED)) {
            var back = request.getMethod().equals("GET") ? request.getRequestURI() : "";
            draft.titled(draft.words().text("sign-in"));
            return pages.html(
                    draft,
                    pages.render(
                            "plain",
                            Map.of(
                                    "content",
                                    draft.place(
                                            "identity.sign-in", Map.of("back", back, "problem", "sign-in-required")))));
        }
        var status = refusal.problem().status();
        var kind = status == 404 ? "lost" : status >= 500 ? "broken" : "refused";
        draft.titled(draft.words().text(kind + ".title")).at("/");
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("words", draft.words());
        parameters.put("kind", kind);
        parameters.put("status", status);
        parameters.put("detail", kind.equals("refused") ? Wordings.of(refusal, draft.words()) : null);
        parameters.put("traceId", status >= 500 ? traceId : null);
        parameters.put("again", request.getMethod().equals("GET") ? request.getRequestURI() : null);
        return pages.html(draft, pages.render("lost", parameters));
    }
}
