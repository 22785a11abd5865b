package io.kontor.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.letters.LettersModule;
import io.kontor.platform.batch.Combiner;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What asks at the same moment is done in one go. */
@KontorTest(LettersModule.class)
class CombinerTest {
    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final ExecutorService buyers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Thread> waiting = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        first.countDown();
        buyers.close();
    }

    /** The first batch is at work until the latch is opened, so that the others must wait. */
    private List<Integer> doubled(List<Integer> asked) {
        batches.add(asked);
        if (batches.size() == 1) {
            try {
                first.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        if (asked.contains(-1)) {
            throw new IllegalArgumentException("Not this one");
        }
        return asked.stream().map(one -> one * 2).toList();
    }

    private Future<Integer> ask(Combiner<Integer, Integer> combiner, int asked) {
        return buyers.submit(() -> {
            waiting.add(Thread.currentThread());
            return combiner.ask(asked);
        });
    }

    private List<Future<Integer>> askWhileTheFirstIsAtWork(Combiner<Integer, Integer> combiner, List<Integer> asked) {
        var answers = new ArrayList<Future<Integer>>();
        answers.add(ask(combiner, 0));
        Await.until(() -> assertThat(batches).hasSize(1));
        asked.forEach(one -> answers.add(ask(combiner, one)));
        Await.until(() -> assertThat(List.copyOf(waiting))
                .hasSize(asked.size() + 1)
                .allMatch(thread -> thread.getState() == Thread.State.WAITING));
        first.countDown();
        return answers;
    }

    @Test
    void doesInOneGoWhatWaited() throws Exception {
        var asked = IntStream.rangeClosed(1, 50).boxed().toList();
        var answers = askWhileTheFirstIsAtWork(new Combiner<>(100, this::doubled), asked);
        for (var at = 0; at < answers.size(); at++) {
            assertThat(answers.get(at).get()).isEqualTo(2 * at);
        }
        assertThat(batches).hasSize(2);
        assertThat(batches.getLast()).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void takesNoMoreThanABatchHolds() throws Exception {
        var answers = askWhileTheFirstIsAtWork(
                new Combiner<>(20, this::doubled),
                IntStream.rangeClosed(1, 50).boxed().toList());
        for (var answer : answers) {
            answer.get();
        }
        assertThat(batches).allMatch(batch -> batch.size() <= 20);
        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(51);
    }

    @Test
    void letsOneThatFailsHarmNoOther() throws Exception {
        var answers = askWhileTheFirstIsAtWork(new Combiner<>(100, this::doubled), List.of(1, -1, 3));
        assertThat(answers.get(1).get()).isEqualTo(2);
        assertThat(answers.get(3).get()).isEqualTo(6);
        assertThatThrownBy(() -> answers.get(2).get()).hasRootCauseMessage("Not this one");
        assertThat(batches).hasSize(2 + 3);
    }

    @Test
    void doesALoneRequestAtOnceAndThrowsWhatItThrows() {
        first.countDown();
        var combiner = new Combiner<>(100, this::doubled);
        assertThat(combiner.ask(21)).isEqualTo(42);
        assertThatThrownBy(() -> combiner.ask(-1)).hasMessage("Not this one");
        assertThat(combiner.ask(4)).isEqualTo(8);
    }

    @Test
    void keepsItsPaceSoThatThoseWhoComeMeanwhileGoTogether() throws Exception {
        first.countDown();
        var combiner = new Combiner<>(100, Duration.ofSeconds(1), this::doubled);
        assertThat(combiner.ask(0)).isZero();
        var asked = List.of(1, 2, 3, 4, 5);
        var answers = asked.stream().map(one -> ask(combiner, one)).toList();
        for (var at = 0; at < answers.size(); at++) {
            assertThat(answers.get(at).get()).isEqualTo(2 * asked.get(at));
        }
        assertThat(batches).hasSize(2);
        assertThat(batches.getLast()).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void letsNobodyWaitWhoHoldsLocks(TransactionTemplate tx) {
        first.countDown();
        var combiner = new Combiner<>(100, this::doubled);
        assertThatThrownBy(() -> tx.executeWithoutResult(_ -> combiner.ask(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(batches).isEmpty();
    }
}
