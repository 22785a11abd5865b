package io.kontor.platform.web;

import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Lets nobody read more of a body than its endpoint says it needs ({@link BodyMax}), else 256 KB; of uploads
 * (multipart) what Tomcat's own limit says.
 */
@Component
@Order(-95)
class BodyLimitFilter extends HttpFilter {
    private static final int KILOBYTES_MAX = 256;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(isLimitedAnyway(request) ? request : new Limited(request), response);
    }

    private static boolean isLimitedAnyway(HttpServletRequest request) {
        var type = request.getContentType();
        var length = request.getContentLengthLong();
        return (length >= 0 && length <= KILOBYTES_MAX * 1024L)
                || request.getMethod().equals("GET")
                || (type != null && type.startsWith("multipart/"))
                || request.getRequestURI().startsWith("/internal/");
    }

    /** Which endpoint it is, and so how much may be read, is known by the time somebody reads. */
    private static int kilobytesMax(HttpServletRequest request) {
        var handler = request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        var own = handler instanceof HandlerMethod method ? method.getMethodAnnotation(BodyMax.class) : null;
        return own == null ? KILOBYTES_MAX : own.kilobytes();
    }

    private static Refusal tooLarge(int kilobytesMax) {
        return CommonProblem.BODY_TOO_LARGE.refusal("A body may have " + kilobytesMax + " KB here.");
    }

    private static final class Limited extends HttpServletRequestWrapper {
        Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var kilobytesMax = kilobytesMax((HttpServletRequest) getRequest());
            if (getContentLengthLong() > kilobytesMax * 1024L) {
                throw tooLarge(kilobytesMax);
            }
            return new Counted(super.getInputStream(), kilobytesMax);
        }
    }

    /** A body of unknown length (chunked) is counted while it is read. */
    private static final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private final int kilobytesMax;
        private long read;

        Counted(ServletInputStream body, int kilobytesMax) {
            this.body = body;
            this.kilobytesMax = kilobytesMax;
        }

        @Override
        public int read() throws IOException {
            var one = body.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            var count = body.read(into, from, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > kilobytesMax * 1024L) {
                throw tooLarge(kilobytesMax);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
