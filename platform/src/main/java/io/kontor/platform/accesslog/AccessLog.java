package io.kontor.platform.accesslog;

import io.kontor.kernel.Language;
import io.kontor.platform.card.CardNumbers;
import io.kontor.platform.web.Languages;
import io.kontor.platform.web.Trace;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The access log, in the database and on standard output as JSON lines. Written behind the requests, in batches; when
 * it cannot keep up, entries are dropped and counted rather than requests held up.
 *
 * <p>Plain reads above 200 a second are sampled, and each row kept says how many requests it stands for, so that sums
 * over {@code weight} stay right. Writes, refusals and failures are kept one by one.
 */
@Component
public class AccessLog implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final int READS_PER_SECOND = 200;
    private static final int BATCH = 1_000;
    private static final long LINGER_NANOS = 100_000_000L;

    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(20_000);
    private final AtomicLong second = new AtomicLong();
    private final AtomicInteger readsThisSecond = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final JdbcClient db;
    private final JsonMapper json;
    private final Counter dropped;
    private final PrintStream out;
    private @Nullable Thread writer;
    private volatile boolean running;

    AccessLog(JdbcClient db, JsonMapper json, MeterRegistry meters) {
        this.db = db;
        this.json = json;
        this.dropped = meters.counter("kontor.access-log.dropped");
        this.out = System.out;
    }

    public record Entry(
            Instant at,
            String traceId,
            @Nullable UUID accountId,
            String accountKind,
            String address,
            String browser,
            String language,
            String method,
            String route,
            int status,
            long durationUs,
            int weight) {

        /** A read that was answered from the cache, before anybody asked who was calling. */
        public static Entry cached(
                Instant at,
                String address,
                @Nullable String browser,
                String path,
                int status,
                long durationUs,
                int weight) {
            return new Entry(
                    at,
                    Trace.next(),
                    null,
                    "UNASKED",
                    address,
                    cut(browser),
                    Languages.ofPath(path).map(Language::code).orElse(""),
                    "GET",
                    firstSegments(path),
                    status,
                    durationUs,
                    weight);
        }
    }

    /** For requests that were answered before a route was looked for. The first two segments name no person. */
    static String firstSegments(String path) {
        var segments = CardNumbers.maskAddress(path).split("/", 4);
        return "/" + (segments.length > 1 ? segments[1] : "") + (segments.length > 2 ? "/" + segments[2] : "")
                + (segments.length > 3 ? "/..." : "");
    }

    static String cut(@Nullable String text) {
        return text == null ? "" : CardNumbers.mask(text.length() <= 300 ? text : text.substring(0, 300));
    }

    /** How many requests an entry made now would stand for; 0 when none is to be made. */
    public int weightOf(String method, int status) {
        if (!method.equals("GET") || status >= 400) {
            return 1;
        }
        var now = System.nanoTime() / 1_000_000_000L;
        var seen = second.get();
        if (seen != now && second.compareAndSet(seen, now)) {
            readsThisSecond.set(0);
        }
        if (readsThisSecond.incrementAndGet() > READS_PER_SECOND) {
            skipped.incrementAndGet();
            return 0;
        }
        return 1 + skipped.getAndSet(0);
    }

    public void add(Entry entry) {
        if (!queue.offer(entry)) {
            dropped.increment(entry.weight());
        }
    }

    @Override
    public void start() {
        running = true;
        writer = Thread.ofPlatform().name("access log").daemon().start(this::write);
    }

    private void write() {
        var batch = new ArrayList<Entry>(BATCH);
        while (running || !queue.isEmpty()) {
            try {
                var first = queue.poll(500, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    // Under load a moment's patience makes one insert of a hundred.
                    LockSupport.parkNanos(running ? LINGER_NANOS : 0);
                    queue.drainTo(batch, BATCH - 1);
                    print(batch);
                    insert(batch);
                }
            } catch (InterruptedException stop) {
                running = false;
            } catch (DataAccessException unavailable) {
                dropped.increment(batch.size());
                log.warn("The access log was not written: {}", unavailable.getMessage());
            } finally {
                batch.clear();
            }
        }
    }

    private void print(List<Entry> batch) {
        var lines = new StringBuilder();
        batch.forEach(entry -> lines.append(json.writeValueAsString(entry)).append('\n'));
        out.print(lines);
        out.flush();
    }

    private void insert(List<Entry> batch) {
        db.sql("""
                        INSERT INTO platform.access_log (at, trace_id, account_id, account_kind, address, browser, language,
                                                         method, route, status, duration_us, weight)
                        SELECT at::timestamptz, trace_id, account_id::uuid, account_kind, address::inet, browser, language, method, route,
                               status, duration_us, weight
                          FROM unnest(:at::text[], :traceIds::text[], :accountIds::text[], :kinds::text[], :addresses::text[],
                                      :browsers::text[], :languages::text[], :methods::text[], :routes::text[], :statuses::int[],
                                      :durations::bigint[], :weights::int[])
                               AS l (at, trace_id, account_id, account_kind, address, browser, language, method, route,
                                     status, duration_us, weight)
                        """)
                .param("at", batch.stream().map(entry -> entry.at().toString()).toArray(String[]::new))
                .param("traceIds", batch.stream().map(Entry::traceId).toArray(String[]::new))
                .param(
                        "accountIds",
                        batch.stream()
                                .map(Entry::accountId)
                                .map(id -> id == null ? null : id.toString())
                                .toArray(String[]::new))
                .param("kinds", batch.stream().map(Entry::accountKind).toArray(String[]::new))
                .param("addresses", batch.stream().map(Entry::address).toArray(String[]::new))
                .param(
                        "browsers",
                        batch.stream()
                                .map(entry -> entry.browser().replace("\0", ""))
                                .toArray(String[]::new))
                .param("languages", batch.stream().map(Entry::language).toArray(String[]::new))
                .param("methods", batch.stream().map(Entry::method).toArray(String[]::new))
                .param("routes", batch.stream().map(Entry::route).toArray(String[]::new))
                .param("statuses", batch.stream().map(Entry::status).toArray(Integer[]::new))
                .param("durations", batch.stream().map(Entry::durationUs).toArray(Long[]::new))
                .param("weights", batch.stream().map(Entry::weight).toArray(Integer[]::new))
                .update();
    }

    @Override
    public void stop() {
        running = false;
        var thread = writer;
        if (thread != null) {
            try {
                thread.join(5_000);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after the web server has drained, so that the last requests are noted too. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }
}
