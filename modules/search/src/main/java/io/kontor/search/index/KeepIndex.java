package io.kontor.search.index;

import io.kontor.platform.cache.ResponseCache;
import io.kontor.search.words.Pinyin;
import io.kontor.search.words.Words;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the index true and safe in the background: after the start, and when categories changed, it walks over the whole
 * catalogue and mends what differs; every few seconds it makes what was written durable; a damaged index it builds anew
 * while the old one goes on answering.
 */
@Component
class KeepIndex implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(KeepIndex.class);
    private static final long ROUND_NANOS = 1_000_000_000L;
    private static final int ROUNDS_BETWEEN_KEEPING = 5;
    private static final int ROUNDS_BETWEEN_SALES = 600;
    private static final long QUIET_NANOS = 2_000_000_000L;
    private static final long NO_WALK = Long.MIN_VALUE;
    private static final int FAILURES_SHOWN = 6;

    private final ProductIndex index;
    private final IndexProducts products;
    private final ResponseCache responses;
    private final AtomicLong walkWantedAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);
    private volatile boolean running;
    private @Nullable Thread thread;

    KeepIndex(ProductIndex index, IndexProducts products, ResponseCache responses) {
        this.index = index;
        this.products = products;
        this.responses = responses;
    }

    /** Has the whole catalogue compared with the index, once nobody has asked for it for a moment: an import makes brands by the hundred. */
    void compareAll() {
        walkWantedAt.set(System.nanoTime());
    }

    // Not before events are heard: what changes during the walk would be missed.
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        thread = Thread.ofPlatform()
                .daemon()
                .name("search-index keeping")
                .priority(Thread.MIN_PRIORITY)
                .start(this::work);
    }

    private void work() {
        warmUp();
        var failures = 0;
        for (var round = 1; running; round++) {
            try {
                if (round % ROUNDS_BETWEEN_SALES == 1) {
                    products.indexSold();
                }
                if (!index.isSound()) {
                    buildAnew();
                }
                var wantedAt = walkWantedAt.get();
                if (wantedAt != NO_WALK
                        && System.nanoTime() - wantedAt >= QUIET_NANOS
                        && walkWantedAt.compareAndSet(wantedAt, NO_WALK)) {
                    walk("compared");
                }
                if (round % ROUNDS_BETWEEN_KEEPING == 0) {
                    index.keep();
                }
                failures = 0;
                LockSupport.parkNanos(ROUND_NANOS);
            } catch (IOException | RuntimeException failed) {
                walkWantedAt.set(System.nanoTime() - QUIET_NANOS);
                if (running) {
                    log.warn("The search index is not up to date yet: {}", failed.toString());
                    log.debug("In full", failed);
                    LockSupport.parkNanos(ROUND_NANOS << Math.min(failures++, FAILURES_SHOWN));
                }
            }
        }
    }

    private void buildAnew() throws IOException {
        log.info("The search index is built anew");
        index.beginAnew();
        try {
            walk("built");
            if (running) {
                index.replaceByNew();
            }
        } catch (RuntimeException failed) {
            index.abandonNew();
            throw failed;
        }
    }

    private void walk(String done) {
        var started = System.nanoTime();
        var changed = 0;
        UUID after = null;
        do {
            var step = products.compare(after);
            changed += step.changed();
            after = step.last();
            if (step.changed() > 0) {
                responses.drop(List.of("catalog"));
            }
        } while (after != null && running);
        log.info(
                "Search index {}: {} products, {} brought up to date, in {} ms",
                done,
                index.size(),
                changed,
                (System.nanoTime() - started) / 1_000_000);
    }

    // Dictionaries load at their first use, which should not be a shopper's.
    private static void warmUp() {
        Words.terms("智能电视 smart tv");
        Pinyin.whole("电视");
    }

    @Override
    public void start() {
        running = true;
    }

    /** Not interrupted: that would close files in the middle of being written. */
    @Override
    public void stop() {
        running = false;
        var worker = thread;
        if (worker != null) {
            LockSupport.unpark(worker);
            try {
                worker.join(10_000);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        index.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops after everything that reads or writes the index. */
    @Override
    public int getPhase() {
        return 0;
    }
}
