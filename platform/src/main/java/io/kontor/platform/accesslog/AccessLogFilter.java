package io.kontor.platform.accesslog;

import io.kontor.platform.access.CallerFilter;
import io.kontor.platform.web.Languages;
import io.kontor.platform.web.Trace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Notes each request: when, who, from where, with what, which route, how it went and how long it took. */
@Component
@Order(-110)
class AccessLogFilter extends OncePerRequestFilter {
    private final AccessLog log;
    private final Clock clock;

    AccessLogFilter(AccessLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var at = clock.instant();
        var started = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            var weight = log.weightOf(request.getMethod(), response.getStatus());
            if (weight > 0) {
                var caller = CallerFilter.of(request);
                log.add(new AccessLog.Entry(
                        at,
                        Trace.of(request),
                        caller.accountId(),
                        caller.kind().name(),
                        request.getRemoteAddr(),
                        AccessLog.cut(request.getHeader("User-Agent")),
                        Languages.of(request).code(),
                        request.getMethod(),
                        route(request),
                        response.getStatus(),
                        (System.nanoTime() - started) / 1000,
                        weight));
            }
        }
    }

    private static String route(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        return AccessLog.firstSegments(request.getRequestURI());
    }
}
