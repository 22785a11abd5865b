package io.kontor.platform.web;

import io.kontor.kernel.CommonProblem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads no more of a body than an answer could need: 256 KB, and for uploads (multipart) what Tomcat's own limit says. */
@Component
@Order(-95)
class BodyLimitFilter extends OncePerRequestFilter {
    private static final long BYTES_MAX = 256 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return request.getContentLengthLong() == 0
                || request.getMethod().equals("GET")
                || (type != null && type.startsWith("multipart/"))
                || request.getRequestURI().startsWith("/internal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > BYTES_MAX) {
            Problems.write(request, response, CommonProblem.BODY_TOO_LARGE.refusal("A body may have 256 KB."));
        } else {
            chain.doFilter(request.getContentLengthLong() < 0 ? new Counted(request) : request, response);
        }
    }

    /** A body of unknown length (chunked) is counted while it is read. */
    private static final class Counted extends HttpServletRequestWrapper {
        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            var body = super.getInputStream();
            return new ServletInputStream() {
                private long read;

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
                    if (read > BYTES_MAX) {
                        throw CommonProblem.BODY_TOO_LARGE.refusal("A body may have 256 KB.");
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
            };
        }
    }
}
