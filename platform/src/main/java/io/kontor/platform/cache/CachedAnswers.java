package io.kontor.platform.cache;

import io.kontor.kernel.Language;
import io.kontor.platform.accesslog.AccessLog;
import io.kontor.platform.cache.ResponseCache.CachedResponse;
import io.kontor.platform.web.ByteHeader;
import io.kontor.platform.web.SecurityHeaders;
import io.kontor.platform.web.TrustedProxies;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers what the cache holds right behind Tomcat's parser: the way through the servlet container and Spring is work that
 * does not matter for an answer that is the same for everybody. Here every answer also gets its security headers.
 */
@Component
class CachedAnswers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** A whole page goes out in one write. */
    private static final int WRITE_BUFFER_BYTES = 32 * 1024;

    private static final int LANGUAGES_KNOWN_MAX = 1_000;

    private static final ByteHeader VARY = ByteHeader.of("Vary", "Accept-Encoding, Accept-Language");
    private static final ByteHeader GZIP = ByteHeader.of("Content-Encoding", "gzip");

    private final ResponseCache cache;
    private final AccessLog log;
    private final Clock clock;
    private final TrustedProxies proxies;
    private final Map<String, Language> languagesByHeader = new ConcurrentHashMap<>();

    CachedAnswers(ResponseCache cache, AccessLog log, Clock clock, TrustedProxies proxies) {
        this.cache = cache;
        this.log = log;
        this.clock = clock;
        this.proxies = proxies;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BUFFER_BYTES));
            connector.addLifecycleListener(event -> {
                if (event.getType().equals(Lifecycle.AFTER_INIT_EVENT)) {
                    stepInFront((Connector) event.getLifecycle());
                }
            });
        });
    }

    private void stepInFront(Connector connector) {
        var protocol = connector.getProtocolHandler();
        protocol.setAdapter(new InFront(protocol.getAdapter()));
    }

    private final class InFront implements Adapter {
        private final Adapter container;

        InFront(Adapter container) {
            this.container = container;
        }

        @Override
        public void service(Request request, Response response) throws Exception {
            SecurityHeaders.addTo(response);
            var cached = find(request);
            if (cached == null) {
                container.service(request, response);
            } else {
                var started = System.nanoTime();
                send(request, response, cached);
                note(request, response, started);
            }
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return container.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return container.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            container.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            container.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return container.getDomain();
        }
    }

    private @Nullable CachedResponse find(Request request) {
        if (!request.method().equals("GET")) {
            return null;
        }
        var path = request.requestURI().toString();
        var query = request.queryString().toString();
        var hasQuery = query != null && !query.isEmpty();
        if (path == null || path.length() + (hasQuery ? query.length() : 0) > ResponseCacheFilter.KEY_MAX) {
            return null;
        }
        if (!path.startsWith("/api/")) {
            return cache.find(hasQuery ? path + "?" + query : path);
        }
        // A language named in the query is rare and left to the long way.
        return hasQuery && query.contains("lang=")
                ? null
                : cache.find(
                        language(request.getHeader("Accept-Language")).code() + (hasQuery ? path + "?" + query : path));
    }

    private Language language(@Nullable String header) {
        if (header == null) {
            return Language.accepted(null);
        }
        if (languagesByHeader.size() > LANGUAGES_KNOWN_MAX) {
            languagesByHeader.clear();
        }
        return languagesByHeader.computeIfAbsent(header, Language::accepted);
    }

    private static void send(Request request, Response response, CachedResponse cached) throws Exception {
        VARY.addTo(response);
        ByteHeader.of("ETag", cached.etag()).addTo(response);
        ByteHeader.of("Cache-Control", cached.cacheControl()).addTo(response);
        if (cached.etag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            response.action(ActionCode.COMMIT, null);
        } else {
            var accepts = request.getHeader("Accept-Encoding");
            var gzipped = accepts != null && accepts.contains("gzip") ? cached.gzipped() : null;
            var body = gzipped == null ? cached.body() : gzipped;
            if (gzipped != null) {
                GZIP.addTo(response);
            }
            response.setStatus(200);
            ByteHeader.of("Content-Type", cached.contentType()).addTo(response);
            response.setContentLength(body.length);
            response.action(ActionCode.COMMIT, null);
            response.doWrite(ByteBuffer.wrap(body));
        }
        response.action(ActionCode.CLOSE, null);
    }

    private void note(Request request, Response response, long started) {
        var weight = log.weightOf("GET", response.getStatus());
        if (weight > 0) {
            request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
            log.add(AccessLog.Entry.cached(
                    clock.instant(),
                    proxies.clientOf(
                            String.valueOf(request.remoteAddr().toString()),
                            request.getMimeHeaders().values("X-Forwarded-For")),
                    request.getHeader("User-Agent"),
                    request.requestURI().toString(),
                    response.getStatus(),
                    (System.nanoTime() - started) / 1000,
                    weight));
        }
    }
}
