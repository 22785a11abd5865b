package io.kontor.platform.web;

import io.kontor.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as RFC 9457 documents. */
public final class Problems {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Problems() {}

    public static Map<String, Object> document(HttpServletRequest request, Refusal refusal) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", "/problems/" + refusal.problem().code());
        document.put("title", refusal.problem().title());
        document.put("status", refusal.problem().status());
        document.put("detail", refusal.detail());
        document.put("instance", request.getRequestURI());
        document.put("traceId", Trace.of(request));
        document.putAll(refusal.extensions());
        return document;
    }

    /** For filters, which stand before the place where refusals are turned into answers. */
    public static void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        var body = JSON.writeValueAsBytes(document(request, refusal));
        response.setStatus(refusal.problem().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        if (refusal.extensions().get("retryAfterSeconds") instanceof Number seconds) {
            response.setHeader("Retry-After", seconds.toString());
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
