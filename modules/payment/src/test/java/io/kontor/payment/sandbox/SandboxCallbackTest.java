package io.kontor.payment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentModule;
import io.kontor.payment.sandbox.SandboxSignatures.Notice;
import io.kontor.payment.sandbox.SandboxSignatures.SignedNotice;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(PaymentModule.class)
class SandboxCallbackTest {
    private static final Money PRICE = Money.of(12_900, "CNY");

    private final Payment payment;
    private final SandboxSignatures signatures;
    private final JdbcClient db;
    private final TestShop shop;
    private final MovableClock clock;
    private final UUID order = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();

    SandboxCallbackTest(
            Payment payment, SandboxSignatures signatures, JdbcClient db, TestShop shop, MovableClock clock) {
        this.payment = payment;
        this.signatures = signatures;
        this.db = db;
        this.shop = shop;
        this.clock = clock;
    }

    @BeforeEach
    void waitForTheShopper() {
        payment.pay(new NewPayment(id, order, "K1", PRICE, "sandbox", "pending"));
    }

    @Test
    void capturesByASignedCallback() {
        var answer = send(signed(id, order, PRICE, "capture"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("applied").asBoolean()).isTrue();
        assertThat(status()).isEqualTo(Status.CAPTURED);
        assertThat(told("PaymentCaptured")).isEqualTo(1);
        assertThat(verdicts(id)).containsExactly("APPLIED");
    }

    @Test
    void appliesOneOfAHundredAtOnce() {
        var signed = signed(id, order, PRICE, "capture");
        var answers = AtOnce.run(100, _ -> send(signed));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(((Answer) answer).status()).isEqualTo(200));
        assertThat(answers)
                .filteredOn(answer -> ((Answer) answer).json().path("applied").asBoolean())
                .hasSize(1);
        assertThat(told("PaymentCaptured")).isEqualTo(1);
        assertThat(verdicts(id)).hasSize(100).containsOnlyOnce("APPLIED");
    }

    @Test
    void refusesAndKeepsAForgedOne() {
        var signed = signed(id, order, PRICE, "capture");
        assertRefused(403, "callback-forged", new SignedNotice(signed.body(), signed.timestamp(), "forged"));
        assertRefused(
                403,
                "callback-forged",
                new SignedNotice(signed.body().replace("129.00", "0.01"), signed.timestamp(), signed.signature()));
        assertRefused(
                403,
                "callback-forged",
                new SignedNotice(
                        signed.body(), String.valueOf(Long.parseLong(signed.timestamp()) + 1), signed.signature()));
        assertRefused(
                403,
                "callback-forged",
                new SignedNotice("\u0000" + "x".repeat(100_000), signed.timestamp(), signed.signature()));
        assertThat(shop.post("/api/payment/callbacks/sandbox", null).status()).isEqualTo(403);
        assertThat(lastVerdict()).isEqualTo("FORGED");
        assertThat(status()).isEqualTo(Status.PENDING);
    }

    @Test
    void refusesAndKeepsAnOldOne() {
        var signed = signed(id, order, PRICE, "capture");
        clock.advance(Duration.ofSeconds(302));
        assertRefused(403, "callback-too-old", signed);
        assertThat(verdicts(id)).containsExactly("TOO_OLD");
        assertRefused(
                403,
                "callback-too-old",
                signatures.sign(
                        Notice.of(id, order, PRICE, "capture"), clock.instant().plusSeconds(310)));
        assertThat(status()).isEqualTo(Status.PENDING);
        assertThat(send(signed(id, order, PRICE, "capture")).status()).isEqualTo(200);
    }

    @Test
    void refusesAndKeepsWhatDoesNotFit() {
        assertRefused(409, "callback-mismatched", signed(id, order, Money.of(1, "CNY"), "capture"));
        assertRefused(409, "callback-mismatched", signed(id, order, Money.of(12_900, "EUR"), "capture"));
        assertRefused(409, "callback-mismatched", signed(id, UUID.randomUUID(), PRICE, "capture"));
        assertRefused(
                409,
                "callback-mismatched",
                signatures.sign(new Notice(id, order, PRICE, "another-shop", "capture"), clock.instant()));
        assertThat(verdicts(id)).containsExactly("MISMATCHED", "MISMATCHED", "MISMATCHED", "MISMATCHED");
        var unknown = UUID.randomUUID();
        assertRefused(404, "unknown-payment", signed(unknown, order, PRICE, "capture"));
        assertThat(verdicts(unknown)).containsExactly("UNKNOWN_PAYMENT");
        assertThat(status()).isEqualTo(Status.PENDING);
    }

    @Test
    void refusesACallbackForAnotherOrdersPayment() {
        var otherOrder = UUID.randomUUID();
        var other = UUID.randomUUID();
        payment.pay(new NewPayment(other, otherOrder, "K2", PRICE, "sandbox", "pending"));
        assertRefused(409, "callback-mismatched", signed(other, order, PRICE, "capture"));
        assertRefused(409, "callback-mismatched", signed(id, otherOrder, PRICE, "capture"));
        assertThat(payment.payments(List.of(order, otherOrder))).allMatch(one -> one.status() == Status.PENDING);
    }

    @Test
    void comesToTheSameInWhateverOrderTheyCome() {
        var capture = signed(id, order, PRICE, "capture");
        var decline = signed(id, order, PRICE, "decline");
        AtOnce.run(100, number -> send(number % 2 == 0 ? capture : decline));
        assertThat(status()).isEqualTo(Status.CAPTURED);
        assertThat(told("PaymentCaptured")).isEqualTo(1);
        assertThat(told("PaymentDeclined")).isLessThanOrEqualTo(1);
    }

    @Test
    void keepsNoCardNumberOfWhatItCannotBelieve() {
        assertThat(shop.post("/api/payment/callbacks/sandbox", "{\"card\":\"4111 1111 1111 1111\"}")
                        .status())
                .isEqualTo(403);
        assertThat(db.sql("SELECT count(*) FROM payment.callback WHERE body LIKE '%1111 1111%'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void refusesAndKeepsWhatItCannotRead() {
        assertRefused(400, "callback-unreadable", signed(id, order, PRICE, "explode"));
        assertRefused(400, "callback-unreadable", signed(null, order, PRICE, "capture"));
        assertThat(lastVerdict()).isEqualTo("UNREADABLE");
        assertThat(shop.post("/api/payment/callbacks/gold", "{}").status()).isEqualTo(404);
    }

    @Test
    void believesACaptureAfterADeclineAndNoDeclineAfterACapture() {
        assertThat(send(signed(id, order, PRICE, "decline"))
                        .json()
                        .path("applied")
                        .asBoolean())
                .isTrue();
        assertThat(status()).isEqualTo(Status.DECLINED);
        assertThat(send(signed(id, order, PRICE, "capture"))
                        .json()
                        .path("applied")
                        .asBoolean())
                .isTrue();
        assertThat(send(signed(id, order, PRICE, "decline"))
                        .json()
                        .path("applied")
                        .asBoolean())
                .isFalse();
        assertThat(status()).isEqualTo(Status.CAPTURED);
        assertThat(told("PaymentDeclined")).isEqualTo(1);
        assertThat(told("PaymentCaptured")).isEqualTo(1);
        assertThat(verdicts(id)).containsExactly("APPLIED", "APPLIED", "REPEATED");
    }

    @Test
    void letsTheShopperPayOnItsPage() {
        var page = shop.get("/sandbox/payments/" + id + "?lang=en");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("Pay ¥129.00", "Decline", "K1").doesNotContain("payment.sandbox.");
        assertThat(shop.get("/sandbox/payments/" + id + "?lang=zh").body())
                .contains("支付 ¥129.00", "拒绝支付")
                .doesNotContain("payment.sandbox.");

        var answer = decide("capture");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/sandbox/payments/" + id + "?lang=en");
        assertThat(status()).isEqualTo(Status.CAPTURED);
        assertThat(shop.get(answer.header("Location")).body())
                .contains("/en/orders/K1")
                .doesNotContain("<form");
        assertThat(decide("decline").status()).isEqualTo(303);
        assertThat(status()).isEqualTo(Status.CAPTURED);
        assertThat(verdicts(id)).containsExactly("APPLIED");
    }

    @Test
    void speaksTheLanguageOfThePageTheShopperComesFrom() {
        var page = "/sandbox/payments/" + id;
        assertThat(shop.get(page, "Referer", "http://127.0.0.1/zh/checkout", "Accept-Language", "en")
                        .body())
                .contains("<html lang=\"zh-CN\"");
        assertThat(shop.get(page, "Referer", "http://127.0.0.1/en/orders/K1", "Accept-Language", "zh")
                        .body())
                .contains("<html lang=\"en\"");
        assertThat(shop.get(page + "?lang=en", "Referer", "http://127.0.0.1/zh/checkout")
                        .body())
                .contains("<html lang=\"en\"");
        assertThat(shop.get(page, "Referer", "garbage", "Accept-Language", "zh-CN")
                        .body())
                .contains("<html lang=\"zh-CN\"");
    }

    @Test
    void letsTheShopperDeclineAndPayAnew() {
        decide("decline");
        assertThat(status()).isEqualTo(Status.DECLINED);
        assertThat(told("PaymentDeclined")).isEqualTo(1);
        payment.pay(new NewPayment(UUID.randomUUID(), order, "K1", PRICE, "sandbox", null));
        assertThat(told("PaymentCaptured")).isEqualTo(1);
    }

    @Test
    void hasNoPageForAPaymentNobodyKnows() {
        assertThat(shop.get("/sandbox/payments/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(shop.get("/sandbox/payments/abc").status()).isEqualTo(400);
        assertThat(decide("explode").status()).isEqualTo(400);
    }

    private Answer decide(String decision) {
        return shop.send(
                "POST",
                "/sandbox/payments/" + id + "?lang=en",
                "decision=" + decision,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private SignedNotice signed(UUID payment, UUID order, Money amount, String outcome) {
        return signatures.sign(Notice.of(payment, order, amount, outcome), clock.instant());
    }

    private Answer send(SignedNotice signed) {
        return shop.post(
                "/api/payment/callbacks/sandbox",
                signed.body(),
                SandboxSignatures.TIMESTAMP_HEADER,
                signed.timestamp(),
                SandboxSignatures.SIGNATURE_HEADER,
                signed.signature());
    }

    private void assertRefused(int status, String code, SignedNotice signed) {
        var answer = send(signed);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/" + code);
    }

    private Status status() {
        return payment.payments(List.of(order)).getFirst().status();
    }

    private long told(String event) {
        return db.sql("SELECT count(*) FROM payment.outbox WHERE type = 'payment.' || :event AND key = :key")
                .param("event", event)
                .param("key", order.toString())
                .query(Long.class)
                .single();
    }

    private List<String> verdicts(UUID payment) {
        return db.sql("SELECT verdict FROM payment.callback WHERE payment_id = :id ORDER BY callback_id")
                .param("id", payment)
                .query(String.class)
                .list();
    }

    private String lastVerdict() {
        return db.sql("SELECT verdict FROM payment.callback ORDER BY callback_id DESC LIMIT 1")
                .query(String.class)
                .single();
    }
}
