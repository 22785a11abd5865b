package io.kontor.platform.web;

import io.kontor.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;

/** How a refusal looks to a person with a browser. A module that serves pages offers one. */
public interface ErrorPage {
    /** Whether the address is one of its pages. */
    boolean serves(HttpServletRequest request);

    /** A whole HTML page. */
    String render(HttpServletRequest request, Refusal refusal, String traceId);
}
