package io.kontor.platform.cache;

import io.kontor.platform.cache.ResponseCache.CachedResponse;
import io.kontor.platform.web.Languages;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Notes when an answer began to be made, and sends answers that were kept; {@link CachedAnswers} serves the repeats. */
@Component
@Order(-98)
public class ResponseCacheFilter extends HttpFilter {
    static final int KEY_MAX = 512;

    private final ResponseCache cache;

    ResponseCacheFilter(ResponseCache cache) {
        this.cache = cache;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        cache.begin(request);
        chain.doFilter(request, response);
    }

    /** What tells one answer from another: address, query and language. Null where nothing is kept. */
    static @Nullable String key(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return null;
        }
        var path = request.getRequestURI();
        var query = request.getQueryString();
        if (path.length() + (query == null ? 0 : query.length()) > KEY_MAX) {
            return null;
        }
        return path.startsWith("/api/")
                ? Languages.of(request).code() + path + (query == null ? "" : "?" + query)
                : path + (query == null ? "" : "?" + query);
    }

    /** Writes a kept answer, or that the client's copy is still good. */
    public static void send(HttpServletRequest request, HttpServletResponse response, CachedResponse cached)
            throws IOException {
        response.setHeader("ETag", cached.etag());
        response.setHeader("Cache-Control", cached.cacheControl());
        response.setHeader("Vary", "Accept-Encoding, Accept-Language");
        if (cached.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var accepts = request.getHeader("Accept-Encoding");
        var gzipped = accepts != null && accepts.contains("gzip") ? cached.gzipped() : null;
        var body = gzipped == null ? cached.body() : gzipped;
        if (gzipped != null) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(cached.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
