package io.kontor.testkit.storm;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the buyers tried and what they were answered, in the order in which it came, kept in memory and line by line in a
 * file. A try without an answer may have happened or not.
 */
public final class History implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    public enum Act {
        BROWSE,
        OPEN_CART,
        FILL_CART,
        QUOTE,
        ORDER,
        PAY,
        DECIDE,
        CANCEL,
        SHIP,
        CHANGE,
        LOOK
    }

    /**
     * @param subject the idempotency key of an order, the number of one otherwise
     * @param wanted of an order, or of what becomes of one: quantity by SKU
     */
    public record Try(int no, Instant at, int buyer, Act act, String subject, Map<String, Integer> wanted) {}

    /**
     * @param number of the order, as answered
     * @param orderStatus as answered, as on the wire; of a refusal its code; {@code due} when a change costs more
     * @param totalMinor of the order, or of all that are paid with it
     * @param sisters what each of those costs, by number; empty for an order that is paid by itself
     */
    public record Answer(
            int no,
            Instant at,
            int status,
            String number,
            String orderStatus,
            long totalMinor,
            boolean replayed,
            Map<String, Long> sisters) {}

    /** What was tried, and what came of it if an answer came. */
    public record Step(Try tried, @Nullable Answer answer) {
        public boolean answered(int status) {
            return answer != null && answer.status() == status;
        }
    }

    private final AtomicInteger count = new AtomicInteger();
    private final List<Try> tries = new ArrayList<>();
    private final Map<Integer, Answer> answers = new TreeMap<>();
    private final @Nullable BufferedWriter file;

    private History(@Nullable BufferedWriter file) {
        this.file = file;
    }

    public static History in(Path file) {
        try {
            return new History(Files.newBufferedWriter(file));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public static History inMemory() {
        return new History(null);
    }

    public Try tried(int buyer, Act act, String subject, Map<String, Integer> wanted) {
        var attempt = new Try(count.incrementAndGet(), Instant.now(), buyer, act, subject, wanted);
        synchronized (this) {
            tries.add(attempt);
            write(attempt);
        }
        return attempt;
    }

    public Answer answered(
            Try attempt, int status, String number, String orderStatus, long totalMinor, boolean replayed) {
        return answered(attempt, status, number, orderStatus, totalMinor, replayed, Map.of());
    }

    public Answer answered(
            Try attempt,
            int status,
            String number,
            String orderStatus,
            long totalMinor,
            boolean replayed,
            Map<String, Long> sisters) {
        var answer =
                new Answer(attempt.no(), Instant.now(), status, number, orderStatus, totalMinor, replayed, sisters);
        synchronized (this) {
            answers.put(attempt.no(), answer);
            write(answer);
        }
        return answer;
    }

    void lost(Try attempt, String why) {
        synchronized (this) {
            write(Map.of("no", attempt.no(), "at", Instant.now(), "lost", why));
        }
    }

    public synchronized List<Step> steps() {
        return tries.stream()
                .map(attempt -> new Step(attempt, answers.get(attempt.no())))
                .toList();
    }

    /** How often each act was answered how, for the eye. */
    synchronized Map<String, Integer> summary() {
        var summary = new TreeMap<String, Integer>();
        for (var step : steps()) {
            var answer = step.answer();
            var what = answer == null ? "lost" : answer.status() < 400 ? "" + answer.status() : answer.orderStatus();
            summary.merge(step.tried().act() + " " + what, 1, Integer::sum);
        }
        return new LinkedHashMap<>(summary);
    }

    private void write(Object line) {
        if (file == null) {
            return;
        }
        try {
            file.write(JSON.writeValueAsString(line));
            file.newLine();
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public synchronized void close() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException unwritten) {
                throw new UncheckedIOException(unwritten);
            }
        }
    }
}
