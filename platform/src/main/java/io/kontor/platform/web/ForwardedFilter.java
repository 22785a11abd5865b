package io.kontor.platform.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows a request that came through a trusted proxy as the client sent it: its address, its scheme, the host it asked for. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ForwardedFilter implements Filter {
    private final TrustedProxies proxies;

    ForwardedFilter(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!proxies.none() && request instanceof HttpServletRequest http && proxies.trusts(http.getRemoteAddr())) {
            chain.doFilter(new Forwarded(http, proxies), response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static final class Forwarded extends HttpServletRequestWrapper {
        private final String client;
        private final @Nullable String host;

        Forwarded(HttpServletRequest request, TrustedProxies proxies) {
            super(request);
            client = proxies.clientOf(request.getRemoteAddr(), request.getHeaders("X-Forwarded-For"));
            host = request.getHeader("X-Forwarded-Host");
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }

        @Override
        public String getScheme() {
            var scheme = String.valueOf(super.getHeader("X-Forwarded-Proto"));
            return scheme.equals("https") || scheme.equals("http") ? scheme : super.getScheme();
        }

        @Override
        public boolean isSecure() {
            return getScheme().equals("https");
        }

        @Override
        public @Nullable String getHeader(String name) {
            return host != null && name.equalsIgnoreCase("Host") ? host : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return host != null && name.equalsIgnoreCase("Host")
                    ? Collections.enumeration(Collections.singleton(host))
                    : super.getHeaders(name);
        }
    }
}
