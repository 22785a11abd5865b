package io.kontor.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.RefundView;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.unanswered.AskUnanswered;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Held money: captured in parts, let go, given back; here and at the end of a line. */
@KontorTest(PaymentModule.class)
class CaptureTest {
    private final Payment payment;
    private final AskUnanswered askUnanswered;
    private final FarProvider far;
    private final MovableClock clock;
    private final JdbcClient db;
    private final UUID order = UUID.randomUUID();

    CaptureTest(Payment payment, AskUnanswered askUnanswered, FarProvider far, MovableClock clock, JdbcClient db) {
        this.payment = payment;
        this.askUnanswered = askUnanswered;
        this.far = far;
        this.clock = clock;
        this.db = db;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "far"})
    void partsSumToTheWholeAndNoFurther(String method) {
        var held = held(method, 1_000);
        assertThat(held.status()).isEqualTo(Status.AUTHORISED);
        assertThat(held.captured()).isEqualTo(cny(0));
        assertThat(capture(held, 333).status()).isEqualTo(Status.PARTIALLY_CAPTURED);
        assertThat(capture(held, 333).captured()).isEqualTo(cny(666));
        assertRefused("capture-too-large", () -> capture(held, 335));
        assertThat(told("PaymentCaptured")).isZero();
        var whole = capture(held, 334);
        assertThat(whole.status()).isEqualTo(Status.CAPTURED);
        assertThat(whole.captured()).isEqualTo(cny(1_000));
        assertThat(told("CaptureSucceeded")).isEqualTo(3);
        assertThat(told("PaymentCaptured")).isEqualTo(1);
        assertRefused("not-capturable", () -> capture(held, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "far"})
    void twentyCapturesAtOnceTakeNoMoreThanIsHeld(String method) {
        var held = held(method, 1_000);
        var answers = AtOnce.run(20, _ -> capture(held, 300));
        assertThat(answers).filteredOn(PaymentView.class::isInstance).hasSize(3);
        assertThat(now(held).captured()).isEqualTo(cny(900));
        assertThat(told("CaptureSucceeded")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "far"})
    void oneCaptureIdTakesOnceHoweverOftenItIsSent(String method) {
        var held = held(method, 1_000);
        var id = UUID.randomUUID();
        AtOnce.run(20, _ -> payment.capture(new NewCapture(id, held.id(), cny(300))));
        assertThat(now(held).captured()).isEqualTo(cny(300));
        assertThat(told("CaptureSucceeded")).isEqualTo(1);
        assertRefused("capture-differs", () -> payment.capture(new NewCapture(id, held.id(), cny(301))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "far"})
    void givesBackOnlyWhatWasCaptured(String method) {
        var held = held(method, 1_000);
        assertRefused("refund-too-large", () -> refund(1));
        capture(held, 600);
        var answers = AtOnce.run(20, _ -> refund(100));
        assertThat(answers).filteredOn(RefundView.class::isInstance).hasSize(6);
        assertThat(now(held).refunded()).isEqualTo(cny(600));
        assertThat(told("RefundSucceeded")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "far"})
    void lettingGoLeavesWhatWasCaptured(String method) {
        var whole = held(method, 1_000);
        assertThat(payment.release(whole.id()).status()).isEqualTo(Status.VOIDED);
        assertThat(payment.release(whole.id()).status()).isEqualTo(Status.VOIDED);
        assertRefused("not-capturable", () -> capture(whole, 1));
        var part = held(method, 1_000);
        capture(part, 400);
        var rest = payment.release(part.id());
        assertThat(rest.status()).isEqualTo(Status.CAPTURED);
        assertThat(rest.captured()).isEqualTo(cny(400));
        assertThat(payment.release(part.id())).isEqualTo(rest);
        assertThat(told("PaymentVoided")).isEqualTo(2);
        assertThat(told("PaymentCaptured")).as("the whole never came").isZero();
        refund(400);
        assertThat(now(part).refunded()).isEqualTo(cny(400));
        var captured = payment.pay(new NewPayment(UUID.randomUUID(), order, "K1", cny(5), method, null));
        assertRefused("not-voidable", () -> payment.release(captured.id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "far"})
    void capturingAndLettingGoAtOnceEndInOneOfThem(String method) {
        var held = held(method, 1_000);
        AtOnce.run(20, number -> number % 2 == 0 ? capture(held, 500) : payment.release(held.id()));
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(1));
            askUnanswered.run();
            var now = now(held);
            assertThat(now.status()).isIn(Status.CAPTURED, Status.VOIDED);
            assertThat(now.captured().minor()).isIn(0L, 500L, 1_000L);
            assertThat(now.captured().minor() / 500).isEqualTo(told("CaptureSucceeded"));
        });
    }

    @Test
    void aCaptureWithoutAnAnswerIsAskedForUntilThereIsOne() {
        var held = held("far", 1_000);
        far.failNext();
        assertThat(capture(held, 400).captured()).isEqualTo(cny(0));
        assertRefused("capture-too-large", () -> capture(held, 601));
        assertRefused("in-progress", () -> payment.release(held.id()));
        clock.advance(Duration.ofMinutes(1));
        Await.until(() -> {
            askUnanswered.run();
            assertThat(now(held).captured()).isEqualTo(cny(400));
        });
        assertThat(told("CaptureSucceeded")).isEqualTo(1);
    }

    @Test
    void aReleaseWithoutAnAnswerIsAskedForUntilThereIsOne() {
        var held = held("far", 1_000);
        far.failNext();
        assertThat(payment.release(held.id()).status()).isEqualTo(Status.AUTHORISED);
        assertRefused("not-capturable", () -> capture(held, 1));
        clock.advance(Duration.ofMinutes(1));
        far.failNext();
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(1));
            askUnanswered.run();
            assertThat(now(held).status()).isEqualTo(Status.VOIDED);
        });
    }

    @Test
    void whatTheProviderRefusesIsSaidAndLeftAsItWas() {
        var held = held("far", 1_000);
        far.refuse(true);
        try {
            assertRefused("capture-refused", () -> capture(held, 400));
        } finally {
            far.refuse(false);
        }
        assertThat(now(held)).isEqualTo(held);
        assertThat(capture(held, 1_000).status()).isEqualTo(Status.CAPTURED);
    }

    private PaymentView held(String method, long minor) {
        return payment.authorise(new NewPayment(UUID.randomUUID(), order, "K1", cny(minor), method, null));
    }

    private PaymentView capture(PaymentView held, long minor) {
        return payment.capture(new NewCapture(UUID.randomUUID(), held.id(), cny(minor)));
    }

    private RefundView refund(long minor) {
        return payment.refund(new NewRefund(UUID.randomUUID(), order, cny(minor), "Came broken"));
    }

    private PaymentView now(PaymentView held) {
        return payment.payments(List.of(order)).stream()
                .filter(one -> one.id().equals(held.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Money cny(long minor) {
        return Money.of(minor, "CNY");
    }

    private long told(String event) {
        return db.sql("SELECT count(*) FROM payment.outbox WHERE type = 'payment.' || :event AND key = :key")
                .param("event", event)
                .param("key", order.toString())
                .query(Long.class)
                .single();
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
