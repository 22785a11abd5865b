package io.kontor.storefront.page;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.Access;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.cache.ResponseCacheFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Style sheet, islands and art of the shop, as {@code web/storefront} built them. */
@RestController
@Access(Caller.Kind.GUEST)
class Assets {
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "svg", "image/svg+xml",
            "webp", "image/webp",
            "png", "image/png");
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String AN_HOUR = "public, max-age=3600";

    private final ResponseCache cache;
    private final String version;

    Assets(ResponseCache cache) throws IOException {
        this.cache = cache;
        this.version = hash(List.of("storefront.css", "storefront.js"));
    }

    /** Changes whenever the style sheet or the islands do; part of their address, so that browsers keep them for good. */
    String version() {
        return version;
    }

    @GetMapping("/assets/{name:[a-z0-9-]{1,60}\\.[a-z]{2,4}}")
    void asset(
            @PathVariable String name,
            @RequestParam(required = false, defaultValue = "") String v,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var type = TYPES.get(name.substring(name.indexOf('.') + 1));
        var bytes = type == null ? new byte[0] : read(name);
        if (type == null || bytes.length == 0) {
            throw CommonProblem.NOT_FOUND.refusal("There is nothing at this address.");
        }
        var kept = cache.keep(request, type, bytes, Set.of(), v.equals(version) ? FOREVER : AN_HOUR);
        ResponseCacheFilter.send(request, response, kept);
    }

    @GetMapping("/favicon.ico")
    void favicon(HttpServletRequest request, HttpServletResponse response) throws IOException {
        asset("favicon.svg", "", request, response);
    }

    /** Empty when there is no such file. */
    private static byte[] read(String name) throws IOException {
        try (var in = Assets.class.getResourceAsStream("/assets/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static String hash(List<String> names) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : names) {
                digest.update(read(name));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
