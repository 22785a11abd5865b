package io.kontor.letters;

import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.platform.access.Access;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.cache.ResponseCacheFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An answer that is the same for everybody, made anew only when what it is made from changed. */
@RestController
public class BoardEndpoint {
    public final AtomicInteger made = new AtomicInteger();
    public final AtomicReference<Runnable> whileMaking = new AtomicReference<>(() -> {});
    private final ResponseCache cache;

    BoardEndpoint(ResponseCache cache) {
        this.cache = cache;
    }

    @GetMapping("/api/boards/{name}")
    @Access(Caller.Kind.GUEST)
    void board(@PathVariable String name, Language language, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var body = "{\"board\":\"" + name + "\",\"language\":\"" + language.code() + "\",\"made\":"
                + made.incrementAndGet() + ",\"text\":\"" + "x".repeat(2000) + "\"}";
        whileMaking.get().run();
        ResponseCacheFilter.send(
                request,
                response,
                cache.keep(
                        request,
                        "application/json",
                        body.getBytes(StandardCharsets.UTF_8),
                        List.of("board:" + name),
                        "no-cache"));
    }
}
