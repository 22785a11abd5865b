package io.kontor.platform.accesslog;

import io.kontor.platform.access.CallerFilter;
import io.kontor.platform.web.Languages;
import io.kontor.platform.web.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/** Notes each request: when, who, from where, with what, which route, how it went and how long it took. */
@Component
@Order(-110)
class AccessLogFilter extends HttpFilter {
    private final AccessLog log;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    AccessLogFilter(AccessLog log, Clock clock, MeterRegistry meters) {
        this.log = log;
        this.clock = clock;
        this.meters = meters;
    }

    /** Requests that are counted together. */
    private record Kind(String method, String route, int status) {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var at = clock.instant();
        var started = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            var nanos = System.nanoTime() - started;
            timers.computeIfAbsent(kind(request, response), this::timer).record(nanos, TimeUnit.NANOSECONDS);
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
                        nanos / 1000,
                        weight));
            }
        }
    }

    private Timer timer(Kind kind) {
        return meters.timer(
                "http.server.requests",
                "method",
                kind.method(),
                "uri",
                kind.route(),
                "status",
                String.valueOf(kind.status()));
    }

    /** Of a closed list, whatever addresses and methods strangers try. */
    private static Kind kind(HttpServletRequest request, HttpServletResponse response) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null
                ? new Kind("any", "none", response.getStatus())
                : new Kind(request.getMethod(), pattern.toString(), response.getStatus());
    }

    private static String route(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null) {
            return pattern.toString();
        }
        return AccessLog.firstSegments(request.getRequestURI());
    }
}
