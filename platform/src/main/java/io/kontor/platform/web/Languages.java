package io.kontor.platform.web;

import io.kontor.kernel.Language;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The language to answer in. */
public final class Languages {
    private Languages() {}

    /** The first path segment of a page ({@code /zh/...}), the {@code lang} parameter, or what the browser prefers. */
    public static Language of(HttpServletRequest request) {
        return ofPath(request.getRequestURI())
                .or(() -> Language.of(request.getParameter("lang")))
                .orElseGet(() -> Language.accepted(request.getHeader("Accept-Language")));
    }

    /** The language that a page's address names. */
    public static Optional<Language> ofPath(String path) {
        return path.length() == 3 || (path.length() > 3 && path.charAt(3) == '/')
                ? Language.of(path.substring(1, 3))
                : Optional.empty();
    }
}
