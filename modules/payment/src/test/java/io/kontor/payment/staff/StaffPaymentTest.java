package io.kontor.payment.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@KontorTest(value = PaymentModule.class, settings = "kontor.payment.answer-max=400ms")
class StaffPaymentTest {
    private static final String STAFF = "Bearer staff:payments.read,payments.write";
    private static final String PATH = "/api/admin/v1/payments";

    private final Payment payment;
    private final TestShop shop;
    private final MovableClock clock;
    private final UUID order = UUID.randomUUID();

    StaffPaymentTest(Payment payment, TestShop shop, MovableClock clock) {
        this.payment = payment;
        this.shop = shop;
        this.clock = clock;
    }

    @Test
    void listsTheUnknownFirstAndThenTheNewestPageByPage() {
        var unknown = pay("lost");
        var all = new ArrayList<String>();
        for (var outcome : List.of("capture", "decline", "authorise", "pending", "capture")) {
            clock.advance(Duration.ofMillis(5));
            all.add(pay(outcome));
        }
        var expected = new ArrayList<>(List.of(unknown));
        expected.addAll(all.reversed());
        var found = new ArrayList<String>();
        var next = "";
        do {
            var page = get("?orderId=" + order + "&limit=2" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(row -> found.add(row.path("id").asString()));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        assertThat(found).isEqualTo(expected);
        assertThat(get("?limit=5").path("items").get(0).path("status").asString())
                .isEqualTo("unknown");
    }

    @Test
    void filtersByStateMethodAndTime() {
        pay("authorise");
        var declined = pay("decline");
        assertThat(ids(get("?status=declined&orderId=" + order))).containsExactly(declined);
        assertThat(ids(get("?status=captured&orderId=" + order))).isEmpty();
        assertThat(ids(get("?method=gold&orderId=" + order))).isEmpty();
        assertThat(ids(get("?method=sandbox&orderId=" + order))).hasSize(2);
        var later = clock.instant().plusSeconds(1);
        assertThat(ids(get("?from=" + later + "&orderId=" + order))).isEmpty();
        assertThat(ids(get("?to=" + later + "&orderId=" + order))).hasSize(2);
        assertThat(ids(get("?to=" + later + "&status=declined"))).contains(declined);
        assertThat(ids(get("?to=" + later + "&limit=200"))).contains(declined);
        var number = get("/" + declined).path("orderNumber").asString();
        assertThat(ids(get("?limit=200&q=" + number))).contains(declined);
        assertThat(ids(get("?limit=200&q=" + number.substring(0, 1)))).contains(declined);
        assertThat(ids(get("?q=" + number + "x"))).isEmpty();
        assertThat(ids(get("?q=%25"))).isEmpty();
        assertRefused(400, "invalid-request", shop.get(PATH + "?q=" + "1".repeat(41), "Authorization", STAFF));
        assertRefused(400, "invalid-request", shop.get(PATH + "?status=gone", "Authorization", STAFF));
        assertRefused(400, "invalid-request", shop.get(PATH + "?limit=0", "Authorization", STAFF));
        assertRefused(400, "invalid-cursor", shop.get(PATH + "?cursor=x", "Authorization", STAFF));
    }

    @Test
    void findsCapturedOnesHoweverLongAgo() {
        var old = pay("capture");
        clock.advance(Duration.ofDays(500));
        pay("capture");
        var before = clock.instant().minus(Duration.ofDays(499));
        assertThat(ids(get("?status=captured&limit=200&to=" + before))).contains(old);
    }

    @Test
    void capturesPartsAndVoidsTheRest() {
        var id = pay("authorise");
        var shown = get("/" + id);
        assertThat(shown.path("status").asString()).isEqualTo("authorised");
        assertThat(shown.path("capturable").path("amount").asString()).isEqualTo("129.00");
        assertThat(shown.path("voidable").asBoolean()).isTrue();
        var key = UUID.randomUUID().toString();
        var answers = AtOnce.run(10, _ -> post(id, "captures", amount("29.00"), key));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(((Answer) answer).status()).isEqualTo(200));
        shown = get("/" + id);
        assertThat(shown.path("captured").path("amount").asString()).isEqualTo("29.00");
        assertThat(shown.path("captures").size()).isEqualTo(1);
        assertThat(shown.path("captures").get(0).path("who").asString()).isEqualTo("Omar");
        assertThat(post(id, "void", null, null).json().path("status").asString())
                .isEqualTo("captured");
        shown = get("/" + id);
        assertThat(shown.path("voidable").asBoolean()).isFalse();
        assertThat(shown.path("refundable").path("amount").asString()).isEqualTo("29.00");
        assertThat(shown.path("log").findValuesAsString("what")).containsExactly("void", "capture", "charge");
        assertThat(shown.path("log").findValuesAsString("who")).containsExactly("Omar", "Omar", "shop");
        assertRefused(409, "not-capturable", post(id, "captures", amount("1.00"), "another"));
        assertRefused(400, "invalid-request", post(id, "captures", amount("1.00"), null));
    }

    @Test
    void refundsAPartForAReason() {
        var id = pay("capture");
        var key = UUID.randomUUID().toString();
        var body = Map.of("amount", money("29.00"), "reason", "Came broken");
        assertThat(post(id, "refunds", body, key).status()).isEqualTo(200);
        var shown = post(id, "refunds", body, key).json();
        assertThat(shown.path("refunded").path("amount").asString()).isEqualTo("29.00");
        assertThat(shown.path("refunds").size()).isEqualTo(1);
        assertThat(shown.path("refunds").get(0).path("reason").asString()).isEqualTo("Came broken");
        assertThat(shown.path("refunds").get(0).path("who").asString()).isEqualTo("Omar");
        assertRefused(
                409,
                "refund-too-large",
                post(id, "refunds", Map.of("amount", money("100.01"), "reason", "More"), "another"));
        assertRefused(
                400, "invalid-request", post(id, "refunds", Map.of("amount", money("1.00"), "reason", " "), "third"));
    }

    @Test
    void asksTheProviderAgainAndShowsWhatItSaid() {
        var id = pay("broken");
        assertThat(get("/" + id).path("status").asString()).isEqualTo("unknown");
        var shown = post(id, "questions", null, null).json();
        assertThat(shown.path("status").asString()).isEqualTo("captured");
        assertThat(shown.path("log").get(0).path("what").asString()).isEqualTo("query");
        assertThat(shown.path("log").get(0).path("outcome").asString()).isEqualTo("captured");
        assertThat(shown.path("log").get(0).path("who").asString()).isEqualTo("Omar");
        assertThat(shown.path("log").get(1).path("outcome").asString()).isEqualTo("broken");
    }

    @Test
    void knowsNoPaymentNobodyMade() {
        var nobody = UUID.randomUUID();
        assertThat(shop.get(PATH + "/" + nobody, "Authorization", STAFF).status())
                .isEqualTo(404);
        assertThat(post(nobody.toString(), "void", null, null).status()).isEqualTo(404);
        assertThat(post(nobody.toString(), "questions", null, null).status()).isEqualTo(404);
    }

    @Test
    void isForStaffWithThePermission() {
        var id = pay("capture");
        assertThat(shop.get(PATH).status()).isEqualTo(401);
        assertThat(shop.get(PATH, "Authorization", "Bearer staff:orders.read").status())
                .isEqualTo(403);
        assertThat(shop.post(PATH + "/" + id + "/void", null, "Authorization", "Bearer staff:payments.read")
                        .status())
                .isEqualTo(403);
    }

    private String pay(String outcome) {
        var id = UUID.randomUUID();
        payment.pay(new NewPayment(id, order, "K1", Money.of(12_900, "CNY"), "sandbox", outcome));
        return id.toString();
    }

    private JsonNode get(String more) {
        var answer = shop.get(PATH + more, "Authorization", STAFF);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer post(String id, String action, Object body, String key) {
        var headers = new ArrayList<>(List.of("Authorization", STAFF));
        if (key != null) {
            headers.addAll(List.of("Idempotency-Key", key));
        }
        return shop.post(PATH + "/" + id + "/" + action, body, headers.toArray(String[]::new));
    }

    private static Map<String, Object> amount(String amount) {
        return Map.of("amount", money(amount));
    }

    private static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items").findValuesAsString("id");
    }

    private static void assertRefused(int status, String code, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/" + code);
    }
}
