package io.kontor.platform.web;

import java.util.List;
import org.apache.coyote.Response;

/**
 * The headers that keep a browser strict, on every answer. No page carries inline script or style, so the policy allows
 * none; the back office, whose component library styles itself at run time, sets its own policy with a nonce.
 */
public final class SecurityHeaders {
    private static final List<ByteHeader> ALL = List.of(
            ByteHeader.of(
                    "Content-Security-Policy",
                    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                            + " form-action 'self'; frame-ancestors 'none'"),
            ByteHeader.of("X-Content-Type-Options", "nosniff"),
            ByteHeader.of("Referrer-Policy", "strict-origin-when-cross-origin"),
            ByteHeader.of("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"),
            ByteHeader.of("Cross-Origin-Opener-Policy", "same-origin"),
            ByteHeader.of("Cross-Origin-Resource-Policy", "same-origin"),
            ByteHeader.of("X-Frame-Options", "DENY"),
            ByteHeader.of("Strict-Transport-Security", "max-age=31536000; includeSubDomains"));

    private SecurityHeaders() {}

    /** Before anything else is said; whoever needs another value sets it in place of this one. */
    public static void addTo(Response response) {
        for (var header : ALL) {
            header.addTo(response);
        }
    }
}
