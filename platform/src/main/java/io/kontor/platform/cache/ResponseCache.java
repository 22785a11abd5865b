package io.kontor.platform.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.kontor.platform.start.KontorSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whole answers to GET requests that are the same for everybody, kept as bytes. Each carries tags naming what it was
 * made from ({@code product:<id>}); an event about one of them drops the answer. What was being made while one of its
 * tags was dropped is not kept: it may show the state before.
 */
@Component
public class ResponseCache {
    private static final long BYTES_MAX = 96L * 1024 * 1024;
    private static final String STARTED = ResponseCache.class.getName();

    private final Cache<String, CachedResponse> responses = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((String key, CachedResponse response) -> key.length() * 2 + response.size())
            // An answer whose event was lost (a process was cut off) must not live for ever.
            .expireAfterWrite(Duration.ofMinutes(10))
            .removalListener(
                    (@Nullable String key, @Nullable CachedResponse response, RemovalCause _) -> forget(key, response))
            .executor(Runnable::run)
            .build();
    private final ConcurrentHashMap<String, Set<String>> keysByTag = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Long> droppedAt = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final boolean enabled;

    ResponseCache(KontorSettings settings) {
        this.enabled = !settings.dev();
    }

    public record CachedResponse(
            String contentType,
            String etag,
            byte[] body,
            byte @Nullable [] gzipped,
            String cacheControl,
            Set<String> tags) {
        int size() {
            return body.length + (gzipped == null ? 0 : gzipped.length) + 200;
        }
    }

    public @Nullable CachedResponse find(String key) {
        return responses.getIfPresent(key);
    }

    /** Marks the moment before an answer's data is read. */
    void begin(HttpServletRequest request) {
        request.setAttribute(STARTED, sequence.get());
    }

    /**
     * Keeps the answer that is about to be sent, and gives it back as it will be sent.
     *
     * @param tags what it was made from
     * @param cacheControl for browsers and proxies; they cannot hear events, so keep it short or {@code no-cache}
     */
    public CachedResponse keep(
            HttpServletRequest request, String contentType, byte[] body, Collection<String> tags, String cacheControl) {
        var response = new CachedResponse(contentType, etag(body), body, gzip(body), cacheControl, Set.copyOf(tags));
        var key = ResponseCacheFilter.key(request);
        if (enabled && key != null && request.getAttribute(STARTED) instanceof Long started) {
            responses.put(key, response);
            response.tags()
                    .forEach(tag -> keysByTag.compute(tag, (_, keys) -> {
                        var some = keys == null ? ConcurrentHashMap.<String>newKeySet() : keys;
                        some.add(key);
                        return some;
                    }));
            // Checked after its tags know it: a drop in between either sees the key, or is seen here.
            if (response.tags().stream().anyMatch(tag -> droppedAt.getOrDefault(tag, 0L) > started)) {
                responses.invalidate(key);
            }
        }
        return response;
    }

    /** Drops every answer that was made from one of these. */
    public void drop(Collection<String> tags) {
        for (var tag : tags) {
            droppedAt.put(tag, sequence.incrementAndGet());
            var keys = keysByTag.remove(tag);
            if (keys != null) {
                responses.invalidateAll(keys);
            }
        }
        if (droppedAt.size() > 100_000) {
            // Forgetting is safe: answers made before this moment are refused by dropping all of them.
            responses.invalidateAll();
            droppedAt.clear();
        }
    }

    public void dropAll() {
        responses.invalidateAll();
        keysByTag.clear();
    }

    private void forget(@Nullable String key, @Nullable CachedResponse response) {
        if (key != null && response != null) {
            response.tags()
                    .forEach(tag -> keysByTag.computeIfPresent(tag, (_, keys) -> {
                        // A newer answer to the same request may stand there by now, and must be dropped in its time.
                        if (!responses.asMap().containsKey(key)) {
                            keys.remove(key);
                        }
                        return keys.isEmpty() ? null : keys;
                    }));
        }
    }

    private static String etag(byte[] body) {
        return "\""
                + HexFormat.of()
                        .formatHex(
                                io.kontor.platform.secret.Secrets.hash(new String(body, StandardCharsets.ISO_8859_1)),
                                0,
                                12)
                + "\"";
    }

    private static byte @Nullable [] gzip(byte[] body) {
        if (body.length < 1000) {
            return null;
        }
        var out = new ByteArrayOutputStream(body.length / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
