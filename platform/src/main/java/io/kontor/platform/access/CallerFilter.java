package io.kontor.platform.access;

import io.kontor.kernel.Caller;
import io.kontor.platform.secret.Secrets;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.web.Outage;
import io.kontor.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Finds out who is calling: by session cookie, by session token as bearer, or by the word the shop's processes share. */
@Component
@Order(-80)
public class CallerFilter extends HttpFilter {
    /** Shoppers' session cookie. */
    public static final String SHOPPER_COOKIE = "kontor_session";
    /** Staff's session cookie, valid under the back office's addresses only in effect: other addresses read the shopper's. */
    public static final String STAFF_COOKIE = "kontor_staff";

    public static final String INTERNAL_HEADER = "X-Kontor-Internal";
    static final String ATTRIBUTE = Caller.class.getName();

    private final SingletonSupplier<CallerSource> source;
    private final Operator operator;
    private final @Nullable String internalToken;

    CallerFilter(ObjectProvider<CallerSource> source, Operator operator, KontorSettings settings) {
        this.source = SingletonSupplier.ofNullable(source::getIfAvailable);
        this.operator = operator;
        this.internalToken = settings.internalToken();
    }

    /** Who sent this request. */
    public static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : Caller.GUEST;
    }

    /** The session token of the request, from the cookie that belongs to its part of the house or from the bearer header. */
    public static Optional<String> token(HttpServletRequest request) {
        var bearer = request.getHeader("Authorization");
        if (bearer != null && bearer.startsWith("Bearer ") && bearer.length() < 500) {
            return Optional.of(bearer.substring(7).strip());
        }
        var cookies = request.getCookies();
        var name = isBackOffice(request) ? STAFF_COOKIE : SHOPPER_COOKIE;
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .filter(value -> value.length() < 500)
                        .findFirst();
    }

    private static boolean isBackOffice(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/admin") || path.startsWith("/api/admin/") || path.startsWith("/api/merchant/");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            request.setAttribute(ATTRIBUTE, identify(request));
        } catch (RuntimeException unknown) {
            // Who cannot be told from a guest is not served as one.
            var outage = Outage.of(unknown);
            if (outage.isEmpty()) {
                throw unknown;
            }
            Problems.write(request, response, outage.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private Caller identify(HttpServletRequest request) {
        var internal = request.getHeader(INTERNAL_HEADER);
        if (internal != null) {
            return internalToken != null && internalToken.length() >= 16 && Secrets.equal(internalToken, internal)
                    ? Caller.SYSTEM
                    : Caller.GUEST;
        }
        var identity = source.get();
        return token(request)
                .flatMap(token -> operator.callerOf(token, request)
                        .or(() -> identity == null ? Optional.empty() : identity.callerOf(token)))
                .orElse(Caller.GUEST);
    }
}
