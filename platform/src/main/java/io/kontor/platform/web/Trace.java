package io.kontor.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id under which everything that one request caused can be found: 32 hex digits. Source: W3C Trace Context. */
public final class Trace {
    private static final String ATTRIBUTE = Trace.class.getName();

    private Trace() {}

    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        var id = inherited(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String inherited(@org.jspecify.annotations.Nullable String parent) {
        if (parent != null && parent.length() == 55 && parent.substring(3, 35).matches("[0-9a-f]{32}")) {
            return parent.substring(3, 35);
        }
        return next();
    }

    /** A new trace id. */
    public static String next() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
