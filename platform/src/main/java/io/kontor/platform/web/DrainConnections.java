package io.kontor.platform.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.apache.coyote.AbstractProtocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The first step of a stop: nobody new is let in, and each further answer tells its client that the connection ends with
 * it. Tomcat's own graceful stop, which follows, closes kept connections without a word, and a client that was just
 * sending its next order on one of them could not know whether it was placed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DrainConnections implements Filter, SmartLifecycle {
    /** When no client with a kept connection has sent anything for so long, the rest is idle. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongAdder begun = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private @Nullable AbstractProtocol<?> listening;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        begun.increment();
        try {
            chain.doFilter(request, response);
        } finally {
            answered.increment();
        }
    }

    @EventListener
    void note(WebServerInitializedEvent started) {
        if (started.getWebServer() instanceof TomcatWebServer web
                && web.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            listening = protocol;
        }
    }

    @Override
    public void start() {
        // There is nothing to drain before the web server says that it listens.
    }

    @Override
    public void stop() {
        var protocol = listening;
        listening = null;
        if (protocol != null) {
            var connected = protocol.getConnectionCount() > 0;
            protocol.closeServerSocketGraceful();
            if (connected) {
                waitUntilQuiet();
            }
        }
    }

    private void waitUntilQuiet() {
        var now = System.nanoTime();
        var deadline = now + PATIENCE_NANOS;
        var quietSince = now;
        var seen = -1L;
        while (now - quietSince < QUIET_NANOS && now < deadline) {
            LockSupport.parkNanos(5_000_000L);
            now = System.nanoTime();
            var finished = answered.sum();
            if (finished != seen || begun.sum() > finished) {
                quietSince = now;
            }
            seen = finished;
        }
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}
