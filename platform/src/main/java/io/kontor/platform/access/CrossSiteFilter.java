package io.kontor.platform.access;

import io.kontor.kernel.CommonProblem;
import io.kontor.platform.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses writes that another site made a browser send. Browsers say where a request comes from (Sec-Fetch-Site, or
 * Origin in older ones), so no token has to stand in any form, and pages stay the same for everybody. Requests with
 * neither header come from programs, which carry no cookies of a victim.
 */
@Component
@Order(-90)
class CrossSiteFilter extends HttpFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod()) || comesFromHere(request)) {
            chain.doFilter(request, response);
        } else {
            Problems.write(
                    request,
                    response,
                    CommonProblem.CROSS_SITE_REQUEST.refusal("Open the shop itself and send the form from there."));
        }
    }

    private static boolean comesFromHere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = request.getHeader("Origin");
        return origin == null || authorityOf(origin).equalsIgnoreCase(String.valueOf(request.getHeader("Host")));
    }

    private static String authorityOf(String origin) {
        try {
            return String.valueOf(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
