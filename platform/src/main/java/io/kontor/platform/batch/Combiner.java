package io.kontor.platform.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Does in one go what many ask for at the same moment: one statement instead of fifty, one commit that all of them
 * wait for. Whoever asks while nobody works does the work for everybody who has asked by then; the others wait for
 * their answers, and those who came too late are the next batch. A lone request is a batch of one, at once.
 *
 * <p>With half a load there is somebody at work all the time, but the batches are small, and each costs its statements
 * and a commit all the same. Where requests begin their way through several combiners, a pace keeps the batches of the
 * first one apart: those who set out together stay together, for one commit wakes them all.
 *
 * <p>When a batch fails, each of its requests is tried again on its own, by its own thread, so that one that cannot be
 * done harms no other. The work must therefore do all or nothing, as a transaction does, and know again what it has done
 * already: when the answer to a commit is lost, what was done comes again.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Combiner<Q, A> {
    private final int batchMax;
    private final long paceNanos;
    private final Function<List<Q>, List<A>> work;
    private final ConcurrentLinkedQueue<Request<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();

    /** When the last batch began; only whoever works reads or writes it. */
    private long begun;

    /**
     * @param batchMax most requests in one go
     * @param work answers each of them, in their order; it reads what it needs anew, and begins a transaction itself
     */
    public Combiner(int batchMax, Function<List<Q>, List<A>> work) {
        this(batchMax, Duration.ZERO, work);
    }

    /**
     * @param batchMax most requests in one go
     * @param pace least time from the beginning of one batch to that of the next
     * @param work answers each of them, in their order; it reads what it needs anew, and begins a transaction itself
     */
    public Combiner(int batchMax, Duration pace, Function<List<Q>, List<A>> work) {
        this.batchMax = batchMax;
        this.paceNanos = pace.toNanos();
        this.work = work;
        this.begun = System.nanoTime() - paceNanos;
    }

    private enum State {
        WAITING,
        ANSWERED,
        FAILED,
        /** The batch failed, whoever's fault it was. */
        ON_ITS_OWN
    }

    private static final class Request<Q, A> {
        private final Q asked;
        private final Thread asker = Thread.currentThread();
        private @Nullable A answer;
        private @Nullable RuntimeException failure;
        private volatile State state = State.WAITING;

        private Request(Q asked) {
            this.asked = asked;
        }

        private void become(State now) {
            state = now;
            if (asker != Thread.currentThread()) {
                LockSupport.unpark(asker);
            }
        }
    }

    /** Answers when the batch that this request was part of is done; throws what the work throws for it alone. */
    public A ask(Q asked) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("Whoever waits for others must hold no locks");
        }
        var request = new Request<Q, A>(asked);
        waiting.add(request);
        var interrupted = false;
        while (request.state == State.WAITING) {
            if (working.compareAndSet(false, true)) {
                workForAll();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (request.state) {
            case ANSWERED -> Objects.requireNonNull(request.answer);
            case FAILED -> throw Objects.requireNonNull(request.failure);
            case WAITING, ON_ITS_OWN -> work.apply(List.of(asked)).getFirst();
        };
    }

    private void workForAll() {
        try {
            if (paceNanos > 0) {
                keepPace();
            }
            letOthersCome();
            answer(nextBatch());
        } finally {
            working.set(false);
            var next = waiting.peek();
            if (next != null) {
                LockSupport.unpark(next.asker);
            }
        }
    }

    private void keepPace() {
        var left = begun + paceNanos - System.nanoTime();
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, left);
            left = begun + paceNanos - System.nanoTime();
        }
        begun = System.nanoTime();
    }

    /** Those who were woken by the same commit are about to ask, too: as long as more of them come, they go first. */
    private void letOthersCome() {
        var before = 0;
        for (var here = waiting.size(); here > before && here < batchMax; here = waiting.size()) {
            before = here;
            Thread.yield();
        }
    }

    private List<Request<Q, A>> nextBatch() {
        var batch = new ArrayList<Request<Q, A>>();
        for (var next = waiting.poll(); next != null; next = batch.size() < batchMax ? waiting.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    private void answer(List<Request<Q, A>> batch) {
        var now = State.ON_ITS_OWN;
        try {
            var answers = batch.isEmpty()
                    ? List.<A>of()
                    : work.apply(batch.stream().map(request -> request.asked).toList());
            for (var at = 0; at < batch.size(); at++) {
                batch.get(at).answer = answers.get(at);
            }
            now = State.ANSWERED;
        } catch (RuntimeException someFailed) {
            if (batch.size() == 1) {
                batch.getFirst().failure = someFailed;
                now = State.FAILED;
            }
        } finally {
            for (var request : batch) {
                request.become(now);
            }
        }
    }
}
