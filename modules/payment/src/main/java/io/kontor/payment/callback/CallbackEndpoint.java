package io.kontor.payment.callback;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where payment providers report. Open to everybody: the signature is what counts. */
@RestController
class CallbackEndpoint {
    private final ReceiveCallback receiveCallback;

    CallbackEndpoint(ReceiveCallback receiveCallback) {
        this.receiveCallback = receiveCallback;
    }

    /** A repeat is answered like the first, so that the provider stops repeating it. */
    @PostMapping("/api/payment/callbacks/{method}")
    @Access(Caller.Kind.GUEST)
    Map<String, Boolean> receive(
            @PathVariable String method,
            HttpServletRequest request,
            @RequestBody(required = false) byte @Nullable [] body) {
        var applied = receiveCallback.receive(
                method, headers(request), body == null ? "" : new String(body, StandardCharsets.UTF_8));
        return Map.of("applied", applied);
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        return Collections.list(request.getHeaderNames()).stream()
                .collect(Collectors.toMap(
                        name -> name.toLowerCase(Locale.ROOT), request::getHeader, (first, _) -> first));
    }
}
