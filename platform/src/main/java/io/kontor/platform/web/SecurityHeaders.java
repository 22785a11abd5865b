package io.kontor.platform.web;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers that keep a browser strict. No page carries inline script or style, so the policy allows none; the back
 * office, whose component library styles itself at run time, sets its own policy with a nonce.
 */
public final class SecurityHeaders {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    public static final Map<String, String> ALL = all();

    private SecurityHeaders() {}

    private static Map<String, String> all() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "strict-origin-when-cross-origin");
        headers.put("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        return java.util.Collections.unmodifiableMap(headers);
    }
}
