package io.kontor.catalog.importing;

import static io.kontor.catalog.CatalogProblem.IMPORT_NOT_WAITING;

import io.kontor.catalog.CatalogSettings;
import io.kontor.catalog.importing.ImportRun.Status;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on started imports, one at a time, in the process that has their files. An import whose process died is taken
 * up again where it stood.
 */
@Component
class RunImports implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RunImports.class);
    /** A process that has said nothing for so long is dead: a batch of products takes a second or two. */
    private static final Duration STALE_AFTER = Duration.ofSeconds(45);
    /** How long the files and pictures of an import are kept; what came of it is told for ever. */
    private static final Duration FILES_KEPT = Duration.ofDays(7);

    private static final Duration LOOK_FOR_OLD_FILES = Duration.ofHours(1);

    private final ImportStore imports;
    private final ImportFolder folder;
    private final ImportProducts importProducts;
    private final CatalogSettings settings;
    private final Clock clock;
    private final UUID worker;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    RunImports(
            ImportStore imports,
            ImportFolder folder,
            ImportProducts importProducts,
            CatalogSettings settings,
            Clock clock) {
        this.imports = imports;
        this.folder = folder;
        this.importProducts = importProducts;
        this.settings = settings;
        this.clock = clock;
        this.worker = Ids.next(clock);
    }

    /**
     * Starts an import that waits, failed or was cancelled; it goes on after this has answered.
     *
     * @throws Refusal INVALID_MAPPING (422), IMPORT_NOT_WAITING (409)
     */
    void begin(UUID importId) {
        ReceiveImport.check(imports.require(importId), settings);
        var now = clock.instant();
        if (!imports.start(importId, now, now.minus(FILES_KEPT))) {
            throw IMPORT_NOT_WAITING.refusal(
                    "It runs already, is done, or is older than its files are kept. To import again, send the files again.");
        }
        work.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("imports").daemon().start(this::loop);
    }

    private void loop() {
        var oldFilesLookedFor = Instant.MIN;
        while (running) {
            try {
                takeUpAbandoned();
                if (oldFilesLookedFor.isBefore(clock.instant().minus(LOOK_FOR_OLD_FILES))) {
                    oldFilesLookedFor = clock.instant();
                    forgetOldFiles();
                }
                var told = work.tryAcquire(5, TimeUnit.SECONDS);
                log.trace("Looking for imports, told to: {}", told);
                work.drainPermits();
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException unreachable) {
                log.warn("Imports cannot be looked for: {}", unreachable.toString());
                java.util.concurrent.locks.LockSupport.parkNanos(
                        Duration.ofSeconds(2).toNanos());
            }
        }
    }

    private void takeUpAbandoned() {
        var stale = clock.instant().minus(STALE_AFTER);
        for (var importId : imports.abandoned(stale)) {
            if (running && folder.has(importId) && imports.claim(importId, worker, clock.instant(), stale)) {
                work(importId);
            }
        }
    }

    /** Not a job of the whole shop: each process keeps the files that were sent to it. */
    void forgetOldFiles() {
        var old = folder.unchangedSince(clock.instant().minus(FILES_KEPT));
        var running = imports.running(old);
        old.stream().filter(importId -> !running.contains(importId)).forEach(folder::remove);
    }

    private void work(UUID importId) {
        try {
            var ended = importProducts.run(imports.require(importId), worker, () -> running);
            switch (ended) {
                case FINISHED -> imports.finish(importId, worker, Status.DONE, null, clock.instant());
                case CANCELLED -> imports.finish(importId, worker, Status.CANCELLED, null, clock.instant());
                case STOPPED -> imports.release(importId, worker);
            }
        } catch (Refusal refused) {
            imports.finish(importId, worker, Status.FAILED, refused.detail(), clock.instant());
        } catch (RuntimeException defect) {
            log.error("Import {} failed", importId, defect);
            imports.finish(importId, worker, Status.FAILED, null, clock.instant());
        }
    }

    /** The batch at work is finished; the next start goes on behind it. */
    @Override
    public void stop() {
        running = false;
        work.release();
        var working = thread;
        if (working != null) {
            try {
                working.join(Duration.ofSeconds(20));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
