package io.kontor.platform.web;

import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.access.CallerFilter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Health is for everybody; metrics are for this machine, the shop's processes, and staff who watch operations. */
@Component
@Order(-70)
class ActuatorFilter extends HttpFilter {
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isForEverybody(request.getRequestURI()) || maySee(request)) {
            chain.doFilter(request, response);
        } else {
            Problems.write(request, response, CommonProblem.NOT_FOUND.refusal("There is nothing at this address."));
        }
    }

    private static boolean isForEverybody(String path) {
        return !path.startsWith("/actuator") || path.startsWith("/actuator/health");
    }

    private static boolean maySee(HttpServletRequest request) throws IOException {
        var caller = CallerFilter.of(request);
        var forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        return caller.kind() == Caller.Kind.SYSTEM
                || caller.may("operations.read")
                || (!forwarded && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress());
    }
}
