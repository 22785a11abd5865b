package io.kontor.identity;

import io.kontor.platform.access.CallerFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.ResponseCookie;

/** The cookies that carry session tokens, as {@code Set-Cookie} values. Scripts cannot read them. */
public final class SessionCookie {
    // How long a session lasts is decided here and not by the browser, which keeps a cookie for 400 days at most.
    private static final Duration KEPT = Duration.ofDays(400);

    private SessionCookie() {}

    /** Signs a shopper in. */
    public static String shopper(HttpServletRequest request, String token) {
        return cookie(CallerFilter.SHOPPER_COOKIE, token, "Lax", request)
                .maxAge(KEPT)
                .build()
                .toString();
    }

    /** Signs a shopper out. */
    public static String shopperGone(HttpServletRequest request) {
        return cookie(CallerFilter.SHOPPER_COOKIE, "", "Lax", request)
                .maxAge(0)
                .build()
                .toString();
    }

    /** Signs a member of staff in, until the browser is closed. */
    public static String staff(HttpServletRequest request, String token) {
        return cookie(CallerFilter.STAFF_COOKIE, token, "Strict", request)
                .build()
                .toString();
    }

    public static String staffGone(HttpServletRequest request) {
        return cookie(CallerFilter.STAFF_COOKIE, "", "Strict", request)
                .maxAge(0)
                .build()
                .toString();
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(
            String name, String value, String sameSite, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite(sameSite);
    }
}
