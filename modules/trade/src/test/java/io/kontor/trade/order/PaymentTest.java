package io.kontor.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.PaymentModule;
import io.kontor.payment.unanswered.AskUnanswered;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class PaymentTest {
    @Test
    void isPaidByTheCallbackOfAPendingPayment(TestShop shop) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "pending");
        assertThat(order.path("status").asString()).isEqualTo("unpaid");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("pending");
        assertThat(order.path("payable").asBoolean()).isTrue();
        decide(shop, order.path("payment").path("nextAction").path("url").asString(), "capture");
        Await.until(() -> {
            var paid = read(guest, order);
            assertThat(paid.path("status").asString()).isEqualTo("paid");
            assertThat(paid.path("payment").path("status").asString()).isEqualTo("captured");
            assertThat(codes(paid)).containsExactly("placed", "payment-pending", "paid");
        });
    }

    @Test
    void canBePaidAgainAfterADecline(TestShop shop) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "decline");
        assertThat(order.path("status").asString()).isEqualTo("unpaid");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("declined");
        assertThat(order.path("payment").path("declineReason").asString()).isNotEmpty();
        var key = UUID.randomUUID().toString();
        var again = pay(guest, order, key, "decline");
        assertThat(again.status()).as(again.body()).isEqualTo(200);
        assertThat(again.json().path("status").asString()).isEqualTo("declined");
        var paid = pay(guest, order, UUID.randomUUID().toString(), "capture");
        assertThat(paid.json().path("status").asString()).isEqualTo("captured");
        assertThat(paid.json().path("orderStatus").asString()).isEqualTo("paid");
        assertThat(codes(read(guest, order))).containsExactly("placed", "payment-declined", "payment-declined", "paid");
        assertThat(read(guest, order).path("timeline").path(1).path("text").asString())
                .isEqualTo("The payment was declined. You can pay again.");
        assertThat(pay(guest, order, UUID.randomUUID().toString(), "capture")
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/not-payable");
    }

    @Test
    void takesOnePaymentForOneKey(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "decline");
        var key = UUID.randomUUID().toString();
        var answers = AtOnce.run(8, _ -> pay(guest, order, key, "capture")).stream()
                .map(Answer.class::cast)
                .toList();
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(pay(guest, order, key, "capture").json().path("status").asString())
                .isEqualTo("captured");
        assertThat(captured(payment, order)).isEqualTo(1);
    }

    @Test
    void returnsWhatASecondPaymentCaptured(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "pending");
        var pending = order.path("payment").path("nextAction").path("url").asString();
        pay(guest, order, UUID.randomUUID().toString(), "capture");
        decide(shop, pending, "capture");
        Await.until(() -> {
            var payments =
                    payment.payments(List.of(UUID.fromString(order.path("id").asString())));
            assertThat(payments).hasSize(2).allMatch(one -> one.status() == Payment.Status.CAPTURED);
            assertThat(payments.stream().filter(one -> one.refunded().equals(one.amount())))
                    .hasSize(1);
            assertThat(codes(read(guest, order))).contains("refunded");
        });
        assertThat(read(guest, order).path("status").asString()).isEqualTo("paid");
    }

    @Test
    void anOrderWithPartOfItsMoneySaysWhatIsDueAndIsPaidByTheRest(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "authorise");
        var total =
                Money.parse(order.path("totals").path("total").path("amount").asString(), "CNY");
        var orderId = UUID.fromString(order.path("id").asString());
        var held = payment.payments(List.of(orderId)).getFirst();
        payment.capture(new NewCapture(UUID.randomUUID(), held.id(), Money.of(700, "CNY")));
        payment.capture(new NewCapture(UUID.randomUUID(), held.id(), Money.of(300, "CNY")));
        var waiting = read(guest, order);
        assertThat(waiting.path("status").asString()).isEqualTo("unpaid");
        assertThat(waiting.path("captured").path("amount").asString()).isEqualTo("10.00");
        var due = total.minus(Money.of(1_000, "CNY"));
        assertThat(waiting.path("due").path("amount").asString()).isEqualTo(due.amount());

        // What was held besides is let go, and the rest is asked for.
        assertThat(pay(guest, order, UUID.randomUUID().toString(), "decline").status())
                .isEqualTo(200);
        var paid = pay(guest, order, UUID.randomUUID().toString(), "capture");
        assertThat(payment.payments(List.of(orderId)).getLast().amount()).isEqualTo(due);
        assertThat(paid.json().path("orderStatus").asString()).isEqualTo("paid");
        assertThat(payment.payments(List.of(orderId)).stream()
                        .map(one -> one.captured().minus(one.refunded()))
                        .reduce(Money.zero(total.currency()), Money::plus))
                .isEqualTo(total);
        assertThat(read(guest, order).path("captured").isMissingNode()).isTrue();
        // It can be given back to the last cent, the oldest payment first.
        act(guest, order, "cancellation", null);
        Await.until(() -> assertThat(payment.payments(List.of(orderId)))
                .allMatch(one -> one.captured().equals(one.refunded())));
    }

    @Test
    void staffCapturesTheRestOfAPartAndTheOrderIsPaid(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "authorise");
        var orderId = UUID.fromString(order.path("id").asString());
        var held = payment.payments(List.of(orderId)).getFirst();
        payment.capture(new NewCapture(UUID.randomUUID(), held.id(), Money.of(700, "CNY")));
        assertThat(read(guest, order).path("status").asString()).isEqualTo("unpaid");
        payment.capture(
                new NewCapture(UUID.randomUUID(), held.id(), held.amount().minus(Money.of(700, "CNY"))));
        Await.until(
                () -> assertThat(read(guest, order).path("status").asString()).isEqualTo("paid"));
    }

    @Test
    void saysThatAPendingPaymentWasDeclined(TestShop shop) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "pending");
        decide(shop, order.path("payment").path("nextAction").path("url").asString(), "decline");
        Await.until(() ->
                assertThat(codes(read(guest, order))).containsExactly("placed", "payment-pending", "payment-declined"));
        assertThat(read(guest, order).path("payable").asBoolean()).isTrue();
    }

    @Test
    void returnsTheMoneyAndTheStockOfACancelledOrder(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var order = guest.order(guest.cartWith(sku, 4)).json();
        assertThat(Buyer.available(shop, sku)).isEqualTo(6);
        var cancelled = act(guest, order, "cancellation", Map.of("reason", "Changed my mind"));
        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        assertThat(cancelled.json().path("status").asString()).isEqualTo("cancelled");
        Await.until(() -> {
            var now = read(guest, order);
            assertThat(now.path("payment").path("status").asString()).isEqualTo("refunded");
            assertThat(codes(now)).containsExactly("placed", "paid", "cancelled", "refunded");
            assertThat(Buyer.available(shop, sku)).isEqualTo(10);
        });
        assertThat(read(guest, order).path("timeline").get(2).path("text").asString())
                .contains("Changed my mind");
        assertThat(act(guest, order, "cancellation", null).json().path("type").asString())
                .isEqualTo("/problems/not-cancellable");
        assertThat(act(guest, order, "receipt", null).json().path("type").asString())
                .isEqualTo("/problems/not-shipped");
    }

    @Test
    void returnsMoneyThatArrivesAfterTheCancellation(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "pending");
        assertThat(act(guest, order, "cancellation", null).status()).isEqualTo(200);
        decide(shop, order.path("payment").path("nextAction").path("url").asString(), "capture");
        Await.until(() -> {
            var now = read(guest, order);
            assertThat(now.path("status").asString()).isEqualTo("cancelled");
            assertThat(now.path("payment").path("status").asString()).isEqualTo("refunded");
            assertThat(codes(now)).contains("refunded");
        });
        assertThat(captured(payment, order)).isEqualTo(1);
    }

    @Test
    void isPaidByAPaymentWhoseOutcomeIsFoundOutLater(TestShop shop, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "broken");
        assertThat(order.path("status").asString()).isEqualTo("unpaid");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("unknown");
        askNow(shop, db, order);
        Await.until(() -> {
            var paid = read(guest, order);
            assertThat(paid.path("status").asString()).isEqualTo("paid");
            assertThat(codes(paid)).containsExactly("placed", "payment-pending", "paid");
        });
    }

    @Test
    void canBePaidAnewWhenTheProviderNeverHeardOfThePayment(TestShop shop, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "lost");
        // The first question could still be under way, until nobody waits for its answer any more.
        db.sql("UPDATE payment.payment SET created_at = created_at - interval '1 minute' WHERE order_id = :id::uuid")
                .param("id", order.path("id").asString())
                .update();
        askNow(shop, db, order);
        Await.until(() ->
                assertThat(codes(read(guest, order))).containsExactly("placed", "payment-pending", "payment-voided"));
        var again = pay(guest, order, UUID.randomUUID().toString(), "capture").json();
        assertThat(again.path("orderStatus").asString()).isEqualTo("paid");
    }

    @Test
    void letsHeldMoneyGoAndReturnsWhatWasCapturedWhenItIsCancelled(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "authorise");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("authorised");
        var held = payments(payment, order).getFirst();
        var part = Money.of(100, "CNY");
        payment.capture(new Payment.NewCapture(UUID.randomUUID(), held.id(), part));
        assertThat(act(guest, order, "cancellation", null).status()).isEqualTo(200);
        Await.until(() -> {
            var now = payments(payment, order).getFirst();
            assertThat(now.status()).isEqualTo(Payment.Status.CAPTURED);
            assertThat(now.captured()).isEqualTo(part);
            assertThat(now.refunded()).isEqualTo(part);
            assertThat(codes(read(guest, order)))
                    .contains("payment-authorised", "payment-captured", "cancelled", "payment-voided", "refunded");
        });
    }

    @Test
    void isPaidOnceAllThatIsHeldIsCaptured(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var order = placed(shop, guest, "authorise");
        var held = payments(payment, order).getFirst();
        var part = Money.of(100, "CNY");
        payment.capture(new Payment.NewCapture(UUID.randomUUID(), held.id(), part));
        payment.capture(new Payment.NewCapture(
                UUID.randomUUID(), held.id(), held.amount().minus(part)));
        Await.until(
                () -> assertThat(read(guest, order).path("status").asString()).isEqualTo("paid"));
    }

    private static void askNow(TestShop shop, JdbcClient db, JsonNode order) {
        db.sql("UPDATE payment.payment SET ask_at = created_at WHERE order_id = :id::uuid")
                .param("id", order.path("id").asString())
                .update();
        shop.bean(AskUnanswered.class).run();
    }

    private static List<Payment.PaymentView> payments(Payment payment, JsonNode order) {
        return payment.payments(List.of(UUID.fromString(order.path("id").asString())));
    }

    @Test
    void makesThePaidGoodsReservationFirm(TestShop shop, JdbcClient db) {
        var order = placed(shop, Buyer.guest(shop), "capture");
        Await.until(() -> assertThat(db.sql("SELECT status FROM inventory.reservation WHERE order_id = :id::uuid")
                        .param("id", order.path("id").asString())
                        .query(String.class)
                        .single())
                .isEqualTo("COMMITTED"));
    }

    static JsonNode placed(TestShop shop, Buyer buyer, String outcome) {
        var cartId = buyer.cartWith(Buyer.product(shop, "20.00", 10), 2);
        var answer =
                buyer.place(buyer.wanted(cartId, outcome), UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    static JsonNode read(Buyer buyer, JsonNode order) {
        return buyer.read(
                        order.path("number").asString(),
                        order.path("accessToken").asString())
                .json();
    }

    static Answer act(Buyer buyer, JsonNode order, String action, Object body) {
        return buyer.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/" + action,
                body,
                "Authorization",
                "Bearer " + order.path("accessToken").asString());
    }

    private static Answer pay(Buyer buyer, JsonNode order, String key, String outcome) {
        return buyer.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/payments",
                Map.of("method", "sandbox", "outcome", outcome),
                "Authorization",
                "Bearer " + order.path("accessToken").asString(),
                "Idempotency-Key",
                key);
    }

    static void decide(TestShop shop, String url, String decision) {
        var answer = shop.exchange(
                url,
                request -> request.POST(HttpRequest.BodyPublishers.ofString("decision=" + decision))
                        .header("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    static List<String> codes(JsonNode order) {
        return order.path("timeline").findValuesAsString("code");
    }

    private static long captured(Payment payment, JsonNode order) {
        return payment.payments(List.of(UUID.fromString(order.path("id").asString()))).stream()
                .filter(one -> one.status() == Payment.Status.CAPTURED)
                .count();
    }
}
