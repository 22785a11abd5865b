package io.kontor.platform.web;

import io.kontor.kernel.Language;
import jakarta.servlet.http.HttpServletRequest;

/** The language to answer in. */
public final class Languages {
    private Languages() {}

    /** The first path segment of a page ({@code /zh/...}), the {@code lang} parameter, or what the browser prefers. */
    public static Language of(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (path.length() >= 3 && (path.length() == 3 || path.charAt(3) == '/')) {
            var named = Language.of(path.substring(1, 3));
            if (named.isPresent()) {
                return named.get();
            }
        }
        return Language.of(request.getParameter("lang")).orElseGet(() -> Language.accepted(request.getHeader("Accept-Language")));
    }
}
