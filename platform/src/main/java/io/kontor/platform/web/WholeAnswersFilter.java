package io.kontor.platform.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets an answer that fits in the buffer leave in one piece, with its length. Spring flushes every answer at its end,
 * before Tomcat knows that nothing follows; that made it chunked, and two packets. A longer answer leaves as its buffer
 * fills, as always.
 */
@Component
@Order(-99)
class WholeAnswersFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, new Unhurried((HttpServletResponse) response));
    }

    private static final class Unhurried extends HttpServletResponseWrapper {
        private Unhurried(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void flushBuffer() {
            // Tomcat sends what is left when the request is done.
        }
    }
}
