package io.kontor.backoffice.shell;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.cache.ResponseCacheFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The files of the built screens. A name that carries the hash of its content may be kept for ever. */
@RestController
@Access(Caller.Kind.GUEST)
class ScreenFileEndpoint {
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "webp", "image/webp",
            "woff2", "font/woff2");

    private final BuiltScreens screens;
    private final ResponseCache cache;

    ScreenFileEndpoint(BuiltScreens screens, ResponseCache cache) {
        this.screens = screens;
        this.cache = cache;
    }

    @GetMapping("/admin/ui/{module:[a-z]+}/{name:[A-Za-z0-9_.-]+}")
    void send(
            @PathVariable String module,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        var file = screens.file(module, name);
        if (type == null || !file.exists()) {
            throw CommonProblem.NOT_FOUND.refusal("There is no such file.");
        }
        var keep = name.contains("-") ? "public, max-age=31536000, immutable" : "no-cache";
        ResponseCacheFilter.send(
                request, response, cache.keep(request, type, file.getContentAsByteArray(), List.of(), keep));
    }
}
