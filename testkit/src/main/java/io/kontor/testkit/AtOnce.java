package io.kontor.testkit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets many threads do something at the same moment. */
public final class AtOnce {
    private AtOnce() {}

    /** What each of them answered, or the exception it met, in the order of their numbers. */
    public static List<Object> run(int threads, IntFunction<?> work) {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, threads)
                    .mapToObj(number -> executor.submit((Callable<Object>) () -> {
                        start.await();
                        try {
                            return work.apply(number);
                        } catch (RuntimeException failure) {
                            return failure;
                        }
                    }))
                    .toList();
            start.countDown();
            return running.stream()
                    .map(one -> {
                        try {
                            return one.get();
                        } catch (InterruptedException | ExecutionException broken) {
                            throw new IllegalStateException(broken);
                        }
                    })
                    .toList();
        }
    }
}
