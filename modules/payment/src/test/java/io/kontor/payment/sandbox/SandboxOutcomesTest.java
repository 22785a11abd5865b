package io.kontor.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentModule;
import io.kontor.payment.call.CallLog;
import io.kontor.payment.unanswered.AskUnanswered;
import io.kontor.payment.unanswered.Unanswered;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes wrong on lines to providers, one sandbox outcome each; it always ends in the truth, told once. */
@KontorTest(value = PaymentModule.class, settings = "kontor.payment.answer-max=300ms")
class SandboxOutcomesTest {
    private final Payment payment;
    private final AskUnanswered askUnanswered;
    private final SandboxCallbacks callbacks;
    private final SandboxBooks books;
    private final Unanswered unanswered;
    private final CallLog calls;
    private final MovableClock clock;
    private final JdbcClient db;
    private final UUID order = UUID.randomUUID();

    SandboxOutcomesTest(
            Payment payment,
            AskUnanswered askUnanswered,
            SandboxCallbacks callbacks,
            SandboxBooks books,
            Unanswered unanswered,
            CallLog calls,
            MovableClock clock,
            JdbcClient db) {
        this.payment = payment;
        this.askUnanswered = askUnanswered;
        this.callbacks = callbacks;
        this.books = books;
        this.unanswered = unanswered;
        this.calls = calls;
        this.clock = clock;
        this.db = db;
    }

    /** What the caller hears at once. */
    private static final Map<String, Status> AT_ONCE = Map.of(
            "hang", Status.UNKNOWN,
            "lost", Status.UNKNOWN,
            "broken", Status.UNKNOWN,
            "flaky", Status.UNKNOWN,
            "answer-twice", Status.CAPTURED,
            "callback-early", Status.CAPTURED,
            "callback-late", Status.PENDING,
            "callback-twice", Status.PENDING,
            "callback-never", Status.PENDING);

    @TestFactory
    List<DynamicTest> everyOutcomeEndsInTheTruth() {
        assertThat(AT_ONCE.keySet()).isEqualTo(RemoteSandbox.OUTCOMES);
        return RemoteSandbox.OUTCOMES.stream()
                .sorted()
                .map(outcome -> dynamicTest(outcome, () -> endsInTheTruth(outcome)))
                .toList();
    }

    private void endsInTheTruth(String outcome) {
        var order = UUID.randomUUID();
        var wanted = new NewPayment(UUID.randomUUID(), order, "K1", Money.of(12_900, "CNY"), "sandbox", outcome);
        assertThat(payment.pay(wanted).status()).isEqualTo(AT_ONCE.get(outcome));
        assertThat(payment.pay(wanted).status()).isIn(AT_ONCE.get(outcome), Status.CAPTURED, Status.VOIDED);
        var truth = outcome.equals("lost") ? Status.VOIDED : Status.CAPTURED;
        Await.until(() -> {
            clock.advance(Duration.ofSeconds(30));
            callbacks.run();
            askUnanswered.run();
            assertThat(payment.pay(wanted).status()).isEqualTo(truth);
        });
        // Whatever comes later changes nothing and tells nothing.
        clock.advance(Duration.ofMinutes(5));
        callbacks.run();
        askUnanswered.run();
        assertThat(payment.pay(wanted).status()).isEqualTo(truth);
        assertThat(told(order, "PaymentCaptured")).isEqualTo(truth == Status.CAPTURED ? 1 : 0);
        assertThat(told(order, "PaymentVoided")).isEqualTo(truth == Status.VOIDED ? 1 : 0);
        assertThat(books.find(wanted.paymentId()).orElseThrow().status().name()).isEqualTo(truth.name());
    }

    @Test
    void aPaymentWithoutAnAnswerIsKeptUnknownHoweverOftenItIsSent() {
        var wanted = wanted("hang");
        assertThat(payment.pay(wanted).status()).isEqualTo(Status.UNKNOWN);
        assertThat(payment.pay(wanted).status()).isIn(Status.UNKNOWN, Status.CAPTURED);
        assertThat(calls.of(wanted.paymentId()))
                .filteredOn(call -> call.question() == CallLog.Question.CHARGE)
                .hasSize(1)
                .allMatch(call -> "no-answer".equals(call.answer()));
    }

    @Test
    void aRefundOverABadLineArrivesOnce() {
        var wanted = wanted("flaky");
        payment.pay(wanted);
        settled(wanted, Status.CAPTURED);
        var refund = new NewRefund(UUID.randomUUID(), order, Money.of(5_000, "CNY"), "Came broken");
        payment.refund(refund);
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(1));
            askUnanswered.run();
            assertThat(payment.refund(refund).done()).isTrue();
        });
        assertThat(told(order, "RefundSucceeded")).isEqualTo(1);
        var entry = books.find(wanted.paymentId()).orElseThrow();
        assertThat(books.sum(entry, "REFUND")).isEqualTo(Money.of(5_000, "CNY"));
    }

    @Test
    void staffIsToldOfAPaymentThatStaysUnknownAndItIsStillAskedAbout() {
        var wanted = wanted("hang");
        payment.pay(wanted);
        // The provider loses its books: it cannot be asked any more, only fails.
        db.sql("UPDATE payment.payment SET method = 'gone' WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .update();
        clock.advance(Duration.ofMinutes(14));
        askUnanswered.run();
        assertThat(toldAt(wanted)).isNull();
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(10));
            askUnanswered.run();
            assertThat(toldAt(wanted)).isNotNull();
        });
        assertThat(unanswered.count().told()).isPositive();
        assertThat(unanswered.count().unknown()).isPositive();
        db.sql("UPDATE payment.payment SET method = 'sandbox' WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .update();
        settled(wanted, Status.CAPTURED);
        assertThat(toldAt(wanted)).isNull();
    }

    @Test
    void itIsAskedAtTwiceTheDistanceEachTimeAndAtLeastEveryHour() {
        var wanted = wanted("hang");
        payment.pay(wanted);
        db.sql("UPDATE payment.payment SET method = 'gone' WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .update();
        var asked = -1;
        for (var distance = 5; distance < 10_000; distance *= 2) {
            clock.advance(Duration.ofSeconds(Math.min(distance, 3_600) + 1L));
            askUnanswered.run();
            var now = asked(wanted);
            assertThat(now).isGreaterThan(asked);
            asked = now;
        }
        askUnanswered.run();
        assertThat(asked(wanted)).isEqualTo(asked);
        db.sql("UPDATE payment.payment SET method = 'sandbox' WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .update();
        settled(wanted, Status.CAPTURED);
    }

    @Test
    void aPaymentThatWaitsTooLongIsClosedAtItsProvider() {
        var wanted = wanted("callback-late");
        payment.pay(wanted);
        db.sql("DELETE FROM payment.sandbox_callback WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .update();
        clock.advance(Duration.ofMinutes(110));
        askUnanswered.run();
        assertThat(view().status()).isEqualTo(Status.PENDING);
        settled(wanted, Status.VOIDED);
        callbacks.callBack(wanted.paymentId());
        assertThat(view().status()).as("closed is closed, also there").isEqualTo(Status.VOIDED);
    }

    @Test
    void everyQuestionIsOnRecordWithItsAnswer() {
        var wanted = wanted("broken");
        payment.pay(wanted);
        settled(wanted, Status.CAPTURED);
        assertThat(calls.of(wanted.paymentId()).reversed())
                .extracting(call -> call.question() + " " + call.answer())
                .containsExactly("CHARGE broken", "QUERY captured");
        assertThat(calls.of(wanted.paymentId())).allMatch(call -> call.tookMs() != null && call.staff() == null);
    }

    private NewPayment wanted(String outcome) {
        return new NewPayment(UUID.randomUUID(), order, "K1", Money.of(12_900, "CNY"), "sandbox", outcome);
    }

    private void settled(NewPayment wanted, Status status) {
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(61));
            askUnanswered.run();
            assertThat(payment.pay(wanted).status()).isEqualTo(status);
        });
    }

    private PaymentView view() {
        return payment.payments(List.of(order)).getFirst();
    }

    private Object toldAt(NewPayment wanted) {
        return db.sql("SELECT told_at::text FROM payment.payment WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .query((row, _) -> java.util.Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    private int asked(NewPayment wanted) {
        return db.sql("SELECT asked FROM payment.payment WHERE payment_id = :id")
                .param("id", wanted.paymentId())
                .query(Integer.class)
                .single();
    }

    private long told(UUID order, String event) {
        return db.sql("SELECT count(*) FROM payment.outbox WHERE type = 'payment.' || :event AND key = :key")
                .param("event", event)
                .param("key", order.toString())
                .query(Long.class)
                .single();
    }
}
