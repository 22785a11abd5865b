package io.kontor.platform.event;

import io.kontor.platform.database.Presence;
import io.kontor.platform.event.EventFeed.Place;
import io.kontor.platform.event.EventFeed.Told;
import io.kontor.platform.module.KontorModule;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings events to their handlers. For each pair of a listening module and a module it hears there is one thread here
 * and one row in the listener's {@code subscription}: the row's lease lets one process of the cluster work at a time,
 * as long as it lives, and its place moves on only when everything before it was handled or set aside for another try.
 */
@Component
class Subscriptions implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Subscriptions.class);
    private static final int RUN_MAX = 200;
    private static final long IDLE_NANOS = 250_000_000L;
    /** Between two looks, so that many small commits become one batch instead of a query each. */
    private static final long PACE_MILLIS = 40;

    private static final long RETRY_LOOK_MILLIS = 500;

    private final EventFeed feed;
    private final EventRetries retries;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Outbox outbox;
    private final List<EventHandler<?>> handlers;
    private final String me;
    private final Hearing hearing;
    private final List<Worker> workers = new CopyOnWriteArrayList<>();
    private final List<Leased> leased = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    Subscriptions(
            EventFeed feed,
            EventRetries retries,
            JdbcClient db,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters,
            Outbox outbox,
            Presence presence,
            Hearing hearing,
            ObjectProvider<EventHandler<?>> handlers) {
        this.feed = feed;
        this.retries = retries;
        this.db = db;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        this.outbox = outbox;
        this.me = presence.processId();
        this.hearing = hearing;
        this.handlers = handlers.orderedStream().toList();
    }

    @Override
    public void start() {
        running = true;
        outbox.onCommit(source -> workers.stream()
                .filter(worker -> worker.source().equals(source))
                .forEach(Worker::wake));
        pairs(false).forEach((pair, handlersByType) -> {
            var round = new Leased(pair, handlersByType);
            leased.add(round);
            work(pair, round);
        });
        pairs(true).forEach((pair, handlersByType) -> work(pair, new Everywhere(pair, handlersByType)));
        hearing.says(() -> running && leased.stream().allMatch(Leased::hasCaughtUp));
    }

    /** Who listens to whom. */
    private record Pair(String listener, String source) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            return toString().compareTo(other.toString());
        }
    }

    private Map<Pair, Map<String, List<EventHandler<?>>>> pairs(boolean inEveryProcess) {
        var pairs = new TreeMap<Pair, Map<String, List<EventHandler<?>>>>();
        for (var handler : handlers) {
            if (handler.inEveryProcess() == inEveryProcess) {
                pairs.computeIfAbsent(
                                new Pair(KontorModule.nameOf(handler.getClass()), KontorModule.nameOf(handler.event())),
                                _ -> new TreeMap<>())
                        .computeIfAbsent(Event.typeOf(handler.event()), _ -> new ArrayList<>())
                        .add(handler);
            }
        }
        return pairs;
    }

    /** One look at the feed; answers whether there was anything. */
    private interface Round {
        boolean work();
    }

    private record Worker(String source, Thread thread, Semaphore signal) {
        void wake() {
            signal.release();
        }
    }

    private void work(Pair pair, Round round) {
        var signal = new Semaphore(0);
        var name = "events " + pair.source() + " > " + pair.listener();
        workers.add(new Worker(
                pair.source(), Thread.ofVirtual().name(name).start(() -> work(pair, round, signal)), signal));
    }

    private void work(Pair pair, Round round, Semaphore signal) {
        var failures = 0;
        while (running) {
            try {
                signal.drainPermits();
                if (!round.work()) {
                    signal.tryAcquire(IDLE_NANOS, TimeUnit.NANOSECONDS);
                }
                failures = 0;
                Thread.sleep(PACE_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                if (running) {
                    log.warn("Events of {} did not reach {}: {}", pair.source(), pair.listener(), failed.toString());
                    log.debug("In full", failed);
                    LockSupport.parkNanos(IDLE_NANOS << Math.min(failures++, 6));
                }
            }
        }
    }

    private final class Everywhere implements Round {
        private final Pair pair;
        private final Map<String, List<EventHandler<?>>> handlersByType;
        private Place place;

        Everywhere(Pair pair, Map<String, List<EventHandler<?>>> handlersByType) {
            this.pair = pair;
            this.handlersByType = handlersByType;
            this.place = feed.now(pair.source());
        }

        @Override
        public boolean work() {
            var told = feed.after(pair.source(), place);
            for (var run : runsOfOneType(told)) {
                for (var handler : handlersByType.getOrDefault(run.getFirst().type(), List.of())) {
                    deliver(handler, run);
                }
            }
            if (!told.isEmpty()) {
                place = told.getLast().place();
            }
            return !told.isEmpty();
        }
    }

    private final class Leased implements Round {
        private final Pair pair;
        private final Map<String, List<EventHandler<?>>> handlersByType;
        private long leasedUntil;
        private long retriesLookedAt;
        private @Nullable Place place;
        private @Nullable Place toldBefore;
        private volatile boolean caughtUp;

        Leased(Pair pair, Map<String, List<EventHandler<?>>> handlersByType) {
            this.pair = pair;
            this.handlersByType = handlersByType;
            db.sql("""
                            INSERT INTO %s.subscription (source, tx, event_id) VALUES (:source, 0, 0)
                            ON CONFLICT (source) DO NOTHING
                            """.formatted(pair.listener()))
                    .param("source", pair.source())
                    .update();
            meters.gauge(
                    "kontor.events.parked",
                    List.of(
                            io.micrometer.core.instrument.Tag.of("listener", pair.listener()),
                            io.micrometer.core.instrument.Tag.of("source", pair.source())),
                    this,
                    _ -> retries.parked(pair.listener(), pair.source()));
        }

        @Override
        public boolean work() {
            if (!holdsLease()) {
                caughtUp = true;
                LockSupport.parkNanos(IDLE_NANOS * 4);
                return false;
            }
            lookWhetherCaughtUp();
            var retried = triesDue();
            var told = feed.after(pair.source(), place());
            if (told.isEmpty()) {
                return retried;
            }
            for (var run : runsOfOneType(told)) {
                for (var handler : handlersByType.getOrDefault(run.getFirst().type(), List.of())) {
                    deliverOrSetAside(handler, run);
                }
            }
            moveTo(told.getLast().place());
            return true;
        }

        private void lookWhetherCaughtUp() {
            if (!caughtUp) {
                if (toldBefore == null) {
                    toldBefore = feed.now(pair.source());
                }
                caughtUp = !place().isBefore(toldBefore);
            }
        }

        boolean hasCaughtUp() {
            return caughtUp;
        }

        private boolean triesDue() {
            if (clock.millis() < retriesLookedAt + RETRY_LOOK_MILLIS) {
                return false;
            }
            retriesLookedAt = clock.millis();
            return retries.tryDue(pair.listener(), pair.source(), handlersByType, Subscriptions.this::deliver);
        }

        /** The lease is renewed when half of it is gone, so that a quiet listener costs no writing. */
        private boolean holdsLease() {
            if (clock.millis() < leasedUntil - 15_000) {
                return true;
            }
            var held = db.sql("""
                            UPDATE %s.subscription
                               SET leased_by = :me, leased_until = now() + interval '30 seconds'
                             WHERE source = :source
                               AND (leased_by = :me OR leased_until IS NULL OR leased_until < now() OR %s)
                            """.formatted(pair.listener(), Presence.isGone("leased_by")))
                    .param("me", me)
                    .param("source", pair.source())
                    .update();
            leasedUntil = held == 1 ? clock.millis() + 30_000 : 0;
            place = null;
            return held == 1;
        }

        /** Nobody else moves it while the lease is held, so it is read once per lease. */
        private Place place() {
            var known = place;
            if (known == null) {
                known = db.sql("SELECT tx, event_id FROM %s.subscription WHERE source = :source"
                                .formatted(pair.listener()))
                        .param("source", pair.source())
                        .query(Place.class)
                        .single();
                place = known;
            }
            return known;
        }

        private void moveTo(Place place) {
            this.place = place;
            var moved = db.sql("""
                            UPDATE %s.subscription SET tx = :tx, event_id = :eventId
                             WHERE source = :source AND leased_by = :me
                            """.formatted(pair.listener()))
                    .param("tx", place.tx())
                    .param("eventId", place.eventId())
                    .param("source", pair.source())
                    .param("me", me)
                    .update();
            if (moved == 0) {
                leasedUntil = 0;
            }
        }

        private void deliverOrSetAside(EventHandler<?> handler, List<Told> run) {
            var waiting = retries.waitingKeys(pair.listener(), pair.source(), handler, run);
            var free =
                    run.stream().filter(told -> !waiting.contains(told.key())).toList();
            var behind = new ArrayList<>(
                    run.stream().filter(told -> waiting.contains(told.key())).toList());
            if (!free.isEmpty()) {
                try {
                    deliver(handler, free);
                } catch (RuntimeException someFailed) {
                    behind.addAll(deliverOneByOne(handler, free));
                }
            }
            behind.forEach(told -> retries.setAside(
                    pair.listener(), pair.source(), handler, told, "An earlier event of its key waits"));
        }

        /** Answers those that must wait behind one that failed. */
        private List<Told> deliverOneByOne(EventHandler<?> handler, List<Told> run) {
            var behind = new ArrayList<Told>();
            var failedKeys = new java.util.HashSet<String>();
            for (var told : run) {
                if (failedKeys.contains(told.key())) {
                    behind.add(told);
                    continue;
                }
                try {
                    deliver(handler, List.of(told));
                } catch (RuntimeException failed) {
                    failedKeys.add(told.key());
                    log.warn(
                            "{} failed on {} {}: {}",
                            handler.getClass().getSimpleName(),
                            told.type(),
                            told.key(),
                            failed.toString());
                    retries.setAside(pair.listener(), pair.source(), handler, told, failed.toString());
                }
            }
            return behind;
        }
    }

    private <E extends Event> void deliver(EventHandler<E> handler, List<Told> run) {
        handler.handle(run.stream()
                .map(told -> json.readValue(told.payload(), handler.event()))
                .toList());
        meters.counter("kontor.events.handled", "handler", handler.getClass().getSimpleName())
                .increment(run.size());
    }

    private static List<List<Told>> runsOfOneType(List<Told> told) {
        var runs = new ArrayList<List<Told>>();
        for (var one :
                told.stream().sorted(Comparator.comparingLong(Told::eventId)).toList()) {
            if (runs.isEmpty()
                    || runs.getLast().size() == RUN_MAX
                    || !runs.getLast().getFirst().type().equals(one.type())) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(one);
        }
        return runs;
    }

    @Override
    public void stop() {
        running = false;
        workers.forEach(Worker::wake);
        for (var worker : workers) {
            try {
                worker.thread().join(java.time.Duration.ofSeconds(10));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        workers.clear();
        leased.clear();
        releaseLeases();
    }

    /** Another process takes over at once instead of when the lease runs out. */
    private void releaseLeases() {
        pairs(false)
                .keySet()
                .forEach(pair -> db.sql(
                                "UPDATE %s.subscription SET leased_until = NULL WHERE source = :source AND leased_by = :me"
                                        .formatted(pair.listener()))
                        .param("source", pair.source())
                        .param("me", me)
                        .update());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
