package io.kontor.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.Payment.RefundPart;
import io.kontor.payment.Payment.RefundPreview;
import io.kontor.payment.Payment.RefundView;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.unanswered.AskUnanswered;
import io.kontor.payment.unanswered.Unanswered;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(PaymentModule.class)
class PaymentTest {
    private final Payment payment;
    private final JdbcClient db;
    private final MovableClock clock;
    private final UUID order = UUID.randomUUID();

    PaymentTest(Payment payment, JdbcClient db, MovableClock clock) {
        this.clock = clock;
        this.payment = payment;
        this.db = db;
    }

    @Test
    void capturesAtOnceUnlessTold() {
        var view = payment.pay(wanted(UUID.randomUUID(), 12_900, null));
        assertThat(view.status()).isEqualTo(Status.CAPTURED);
        assertThat(view.capturedAt()).isNotNull();
        assertThat(view.nextAction()).isNull();
        assertThat(payment.payments(List.of(order))).containsExactly(view);
        assertThat(told("PaymentCaptured")).hasSize(1).first().asString().contains("129.00");
    }

    @Test
    void declinesWhenTold() {
        var view = payment.pay(wanted(UUID.randomUUID(), 100, "decline"));
        assertThat(view.status()).isEqualTo(Status.DECLINED);
        assertThat(view.declineReason()).isNotBlank();
        assertThat(told("PaymentCaptured")).isEmpty();
        assertThat(told("PaymentDeclined")).isEmpty();
    }

    @Test
    void capturesANewPaymentAfterADecline() {
        payment.pay(wanted(UUID.randomUUID(), 100, "decline"));
        assertThat(payment.pay(wanted(UUID.randomUUID(), 100, "capture")).status())
                .isEqualTo(Status.CAPTURED);
        assertThat(payment.payments(List.of(order)))
                .extracting(PaymentView::status)
                .containsExactly(Status.DECLINED, Status.CAPTURED);
        assertThat(told("PaymentCaptured")).hasSize(1);
    }

    @Test
    void waitsForTheShopperWhenTold() {
        var id = UUID.randomUUID();
        var view = payment.pay(wanted(id, 100, "pending"));
        assertThat(view.status()).isEqualTo(Status.PENDING);
        assertThat(view.nextAction()).isEqualTo(new Payment.NextAction("redirect", "/sandbox/payments/" + id));
        assertThat(told("PaymentCaptured")).isEmpty();
    }

    @Test
    void capturesOnceWhenAskedFiftyTimesAtOnce() {
        var id = UUID.randomUUID();
        var answers = AtOnce.run(50, _ -> payment.pay(wanted(id, 12_900, null)));
        assertThat(answers).hasSize(50).containsOnly(answers.getFirst()).first().isInstanceOf(PaymentView.class);
        assertThat(told("PaymentCaptured")).hasSize(1);
    }

    @Test
    void refusesOtherWishesUnderTheSameId() {
        var id = UUID.randomUUID();
        payment.pay(wanted(id, 100, null));
        assertRefused("payment-differs", () -> payment.pay(wanted(id, 101, null)));
        assertRefused("payment-differs", () -> payment.pay(wanted(id, 100, "decline")));
    }

    @Test
    void refusesWhatIsNotAPayment() {
        var id = UUID.randomUUID();
        assertRefused("unknown-method", () -> payment.pay(new NewPayment(id, order, "K1", cny(1), "gold", null)));
        assertRefused("invalid-request", () -> payment.pay(wanted(id, -1, null)));
        assertRefused("invalid-request", () -> payment.pay(wanted(id, Long.MAX_VALUE, null)));
        assertRefused("invalid-request", () -> payment.pay(wanted(id, 1, "explode")));
        assertRefused("invalid-request", () -> payment.pay(new NewPayment(id, order, "K1", null, "sandbox", null)));
        assertRefused(
                "invalid-request", () -> payment.pay(new NewPayment(id, order, "K1\u0000", cny(1), "sandbox", null)));
        assertRefused("invalid-request", () -> payment.refund(new NewRefund(id, order, cny(1), "NUL\u0000")));
        assertThat(payment.payments(List.of(order))).isEmpty();
    }

    @Test
    void offersTheSandbox() {
        assertThat(payment.methods()).contains("sandbox");
    }

    @Test
    void knowsNoFieldForACardNumber(TestShop shop) {
        var body = """
                {"paymentId":"%s","orderId":"%s","orderNumber":"K1","amount":{"amount":"1.00","currency":"CNY"},
                 "method":"sandbox","cardNumber":"4111111111111111"}""".formatted(UUID.randomUUID(), order);
        var answer = shop.post("/internal/payment/payments", body, "X-Kontor-Internal", TestShop.INTERNAL_TOKEN);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(shop.post("/internal/payment/payments", body).status()).isIn(400, 404);
        assertThat(payment.payments(List.of(order))).isEmpty();
    }

    @Test
    void givesBackNoMoreThanIsLeftUnderTwentyAtOnce() {
        payment.pay(wanted(UUID.randomUUID(), 1_000, null));
        var answers =
                AtOnce.run(20, _ -> payment.refund(new NewRefund(UUID.randomUUID(), order, cny(300), "Came broken")));
        assertThat(answers).filteredOn(RefundView.class::isInstance).hasSize(3);
        assertThat(answers)
                .filteredOn(Refusal.class::isInstance)
                .hasSize(17)
                .allSatisfy(refusal ->
                        assertThat(((Refusal) refusal).problem()).isEqualTo(PaymentProblem.REFUND_TOO_LARGE));
        assertThat(payment.payments(List.of(order)).getFirst().refunded()).isEqualTo(cny(900));
        assertThat(told("RefundSucceeded")).hasSize(3);
    }

    @Test
    void givesBackOnceWhenAskedTwentyTimesAtOnce() {
        payment.pay(wanted(UUID.randomUUID(), 1_000, null));
        var id = UUID.randomUUID();
        var answers = AtOnce.run(20, _ -> payment.refund(new NewRefund(id, order, cny(1_000), "Came broken")));
        assertThat(answers).containsOnly(answers.getFirst()).first().isInstanceOf(RefundView.class);
        assertThat(told("RefundSucceeded")).hasSize(1);
        assertRefused("refund-differs", () -> payment.refund(new NewRefund(id, order, cny(999), "Came broken")));
    }

    @Test
    void spreadsARefundOverTheCapturesOldestFirst() {
        payment.pay(wanted(UUID.randomUUID(), 500, null));
        payment.pay(wanted(UUID.randomUUID(), 700, "decline"));
        payment.pay(wanted(UUID.randomUUID(), 700, null));
        payment.refund(new NewRefund(UUID.randomUUID(), order, cny(600), "Came broken"));
        assertThat(payment.payments(List.of(order)))
                .extracting(PaymentView::refunded)
                .containsExactly(cny(500), cny(0), cny(100));
        assertRefused(
                "refund-too-large",
                () -> payment.refund(new NewRefund(UUID.randomUUID(), order, cny(601), "Came broken")));
        payment.refund(new NewRefund(UUID.randomUUID(), order, cny(600), "Came broken"));
        assertThat(payment.payments(List.of(order)))
                .extracting(PaymentView::refunded)
                .containsExactly(cny(500), cny(0), cny(700));
    }

    @Test
    void tellsOfWhichPaymentsARefundGoesBackBeforeItIsGiven() {
        var first = payment.pay(wanted(UUID.randomUUID(), 500, null));
        clock.advance(Duration.ofSeconds(1));
        var second = payment.authorise(wanted(UUID.randomUUID(), 700, null));
        payment.capture(new NewCapture(UUID.randomUUID(), second.id(), cny(300)));
        clock.advance(Duration.ofSeconds(1));
        var third = payment.pay(wanted(UUID.randomUUID(), 200, null));
        payment.refund(new NewRefund(UUID.randomUUID(), order, cny(100), "Came broken"));

        var parts = payment.previewRefund(new RefundPreview(order, cny(750)));
        assertThat(parts)
                .extracting(RefundPart::paymentId, RefundPart::amount)
                .containsExactly(tuple(first.id(), cny(400)), tuple(second.id(), cny(300)), tuple(third.id(), cny(50)));
        assertRefused("refund-too-large", () -> payment.previewRefund(new RefundPreview(order, cny(901))));
        payment.refund(new NewRefund(UUID.randomUUID(), order, cny(750), "Came broken"));
        assertThat(payment.payments(List.of(order)))
                .extracting(PaymentView::refunded)
                .containsExactly(cny(500), cny(300), cny(50));
    }

    @Test
    void givesNothingBackThatWasNotCaptured() {
        payment.pay(wanted(UUID.randomUUID(), 500, "pending"));
        assertRefused(
                "refund-too-large",
                () -> payment.refund(new NewRefund(UUID.randomUUID(), order, cny(1), "Came broken")));
        assertRefused(
                "refund-too-large",
                () -> payment.refund(new NewRefund(UUID.randomUUID(), UUID.randomUUID(), cny(1), "Came broken")));
        assertRefused(
                "invalid-request",
                () -> payment.refund(new NewRefund(UUID.randomUUID(), order, cny(0), "Came broken")));
        assertRefused(
                "refund-too-large",
                () -> payment.refund(new NewRefund(UUID.randomUUID(), order, Money.of(1, "EUR"), "Came broken")));
    }

    @Test
    void refusesARefundIdThatAnotherOrderUsed() {
        var refund = UUID.randomUUID();
        payment.pay(wanted(UUID.randomUUID(), 500, null));
        payment.refund(new NewRefund(refund, order, cny(100), "Came broken"));
        var other = UUID.randomUUID();
        payment.pay(new NewPayment(UUID.randomUUID(), other, "K2", cny(500), "sandbox", null));
        assertRefused("refund-differs", () -> payment.refund(new NewRefund(refund, other, cny(100), "Came broken")));
        assertThat(payment.payments(List.of(other)).getFirst().refunded()).isEqualTo(cny(0));
    }

    @Test
    void asksARemoteProviderOutsideAnyTransactionAndChargesOnce(FarProvider far, AskUnanswered askUnanswered) {
        var wanted = new NewPayment(UUID.randomUUID(), order, "K1", cny(500), "far", null);
        far.failNext();
        assertThat(payment.pay(wanted).status()).isEqualTo(Status.UNKNOWN);
        assertThat(payment.pay(wanted).status()).isEqualTo(Status.UNKNOWN);
        assertThat(told("PaymentCaptured")).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        Await.until(() -> {
            askUnanswered.run();
            assertThat(payment.pay(wanted).status()).isEqualTo(Status.CAPTURED);
        });
        assertThat(far.charged(wanted.paymentId())).isEqualTo(1);
        assertThat(told("PaymentCaptured")).hasSize(1);

        var refund = new NewRefund(UUID.randomUUID(), order, cny(200), "Came broken");
        far.failNext();
        assertThat(payment.refund(refund).done()).isFalse();
        assertThat(told("RefundSucceeded")).isEmpty();
        assertThat(payment.refund(refund).done()).isTrue();
        payment.refund(refund);
        assertThat(told("RefundSucceeded")).hasSize(1);
        assertThat(far.given(refund.refundId())).isEqualTo(1);
        assertThat(payment.payments(List.of(order)).getFirst().refunded()).isEqualTo(cny(200));
    }

    @Test
    void owesARefundThatItsProviderRefusesUntilItIsGiven(
            FarProvider far, AskUnanswered askUnanswered, Unanswered unanswered) {
        payment.pay(new NewPayment(UUID.randomUUID(), order, "K1", cny(500), "far", null));
        var refund = new NewRefund(UUID.randomUUID(), order, cny(200), "Came broken");
        far.refuse(true);
        try {
            assertThat(payment.refund(refund).done()).isFalse();
            assertThat(unanswered.count().told()).isPositive();
            assertRefused(
                    "refund-too-large",
                    () -> payment.refund(new NewRefund(UUID.randomUUID(), order, cny(301), "Came broken")));
        } finally {
            far.refuse(false);
        }
        clock.advance(Duration.ofMinutes(1));
        Await.until(() -> {
            askUnanswered.run();
            assertThat(told("RefundSucceeded")).hasSize(1);
        });
    }

    @Test
    void givesBackOfThePaymentThatIsNamed() {
        payment.pay(wanted(UUID.randomUUID(), 500, null));
        var second = payment.pay(wanted(UUID.randomUUID(), 700, null));
        payment.refund(new NewRefund(UUID.randomUUID(), order, cny(600), "Paid twice", second.id()));
        assertThat(payment.payments(List.of(order)))
                .extracting(PaymentView::refunded)
                .containsExactly(cny(0), cny(600));
        assertRefused(
                "refund-too-large",
                () -> payment.refund(new NewRefund(UUID.randomUUID(), order, cny(101), "Paid twice", second.id())));
    }

    private NewPayment wanted(UUID id, long minor, String outcome) {
        return new NewPayment(id, order, "K20261122-0001", cny(minor), "sandbox", outcome);
    }

    private static Money cny(long minor) {
        return Money.of(minor, "CNY");
    }

    private List<String> told(String event) {
        return db.sql(
                        "SELECT payload FROM payment.outbox WHERE type = 'payment.' || :event AND key = :key ORDER BY event_id")
                .param("event", event)
                .param("key", order.toString())
                .query(String.class)
                .list();
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
