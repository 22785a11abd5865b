package io.kontor.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread brings about, such as a handled event. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Await() {}

    /** Repeats the assertion until it holds; fails with its last complaint after 20 s. */
    public static void until(Runnable assertion) {
        until(LIMIT, assertion);
    }

    /** The same with a limit of its own, for what takes longer on a busy machine. */
    public static void until(Duration limit, Runnable assertion) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(20_000_000L);
            }
        }
    }
}
