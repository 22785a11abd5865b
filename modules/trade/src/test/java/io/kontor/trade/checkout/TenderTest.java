package io.kontor.trade.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.RefundNote;
import io.kontor.trade.TradeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Points and gift cards, as {@link FakeRules} take them, from the quote to what goes back. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class TenderTest {
    private static final String CARD = "CARD-2000";

    /** A member's order: three for 22.22, one for 10.01 and the delivery; 5.55 paid by points, 20.00 by a card. */
    private static Answer mixed(Buyer buyer, String cartId, Map<String, ?> more) {
        var wanted = buyer.wanted(cartId, "capture");
        wanted.put("coupons", List.of(CARD));
        wanted.put("points", 555);
        wanted.putAll(more);
        return buyer.place(wanted, UUID.randomUUID().toString());
    }

    /** An order that a gift card pays as far as it goes. */
    private static JsonNode placed(Buyer buyer, String cartId, String outcome, String card) {
        var wanted = buyer.wanted(cartId, outcome);
        wanted.put("coupons", List.of(card));
        return buyer.place(wanted, UUID.randomUUID().toString()).json();
    }

    private static JsonNode seen(Buyer buyer, JsonNode order) {
        return buyer.read(
                        order.path("number").asString(),
                        order.path("accessToken").asString())
                .json();
    }

    private static String cart(TestShop shop, Buyer buyer) {
        var cartId = buyer.cartWith(Buyer.product(shop, "22.22", 50), 3);
        buyer.add(cartId, Buyer.product(shop, "10.01", 50), 1);
        return cartId;
    }

    @Test
    void paysWithPointsAndAGiftCardAndTheRestInMoney(TestShop shop, JdbcClient db) {
        var buyer = Buyer.member(shop);
        var cartId = cart(shop, buyer);
        var quote = buyer.post(
                        "/api/store/v1/carts/" + cartId + "/quote",
                        Map.of("coupons", List.of(CARD, "CARD-0"), "points", 555))
                .json();
        var totals = quote.path("totals");
        assertThat(cents(totals.path("total")) - cents(totals.path("inMoney"))).isEqualTo(2555);
        assertThat(quote.path("coupons").findValuesAsString("applied")).containsExactly("true", "false");
        assertThat(codes(quote.path("explanation"))).containsExactly("list-price", "delivery", "points", CARD);

        // Whoever saw no points and no card is not charged as if they had.
        var other = mixed(buyer, cartId, Map.of("expectedTotal", money(totals.path("total"))));
        assertThat(other.status()).as(other.body()).isEqualTo(409);
        var placed = mixed(buyer, cartId, Map.of("expectedTotal", money(totals.path("inMoney"))));
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        var order = placed.json();
        assertThat(order.path("status").asString()).isEqualTo("paid");
        assertThat(order.path("totals")).isEqualTo(totals);
        assertThat(order.path("payment").path("amount")).isEqualTo(totals.path("inMoney"));
        assertThat(order.path("explanation")).isEqualTo(quote.path("explanation"));
        var paid = 0L;
        for (var line : order.path("lines")) {
            assertThat(sum(line.path("explanation"))).isEqualTo(cents(line.path("paid")));
            paid += cents(line.path("paid"));
        }
        assertThat(paid).isEqualTo(cents(totals.path("inMoney")));
        assertThat(events(shop, db, "OrderPlaced", order).getFirst().path("tenders"))
                .isEqualTo(json(
                        shop,
                        "[{'code':'points','amount':{'amount':'5.55','currency':'CNY'}},"
                                + "{'code':'CARD-2000','amount':{'amount':'20.00','currency':'CNY'}}]"));
        var staff = Buyer.admin(shop)
                .get("/api/admin/v1/orders/" + order.path("number").asString())
                .json();
        assertThat(staff.path("totals")).isEqualTo(totals);
    }

    @Test
    void tellsThatAGuestHasNoPoints(TestShop shop) {
        var guest = Buyer.guest(shop);
        var quote = guest.post("/api/store/v1/carts/" + cart(shop, guest) + "/quote", Map.of("points", 555))
                .json();
        assertThat(quote.path("totals").has("inMoney")).isFalse();
        assertThat(quote.path("notApplied").findValuesAsString("reason")).containsExactly("no-points");
    }

    @Test
    void anOrderThatAGiftCardPaysWhollyWaitsForNoPayment(TestShop shop, JdbcClient db) {
        var buyer = Buyer.guest(shop);
        var sku = Buyer.product(shop, "40.00", 10);
        var wanted = buyer.wanted(buyer.cartWith(sku, 2), "pending");
        wanted.put("coupons", List.of("CARD-100000"));
        var key = UUID.randomUUID().toString();
        var order = buyer.place(wanted, key).json();
        assertThat(order.path("status").asString()).as(order.toString()).isEqualTo("paid");
        assertThat(cents(order.path("totals").path("inMoney"))).isZero();
        assertThat(order.path("payment").isNull()).isTrue();
        assertThat(order.path("payable").asBoolean()).isFalse();
        assertThat(order.path("timeline").findValuesAsString("code")).containsExactly("placed", "paid");
        assertThat(buyer.place(wanted, key).json()).isEqualTo(order);
        assertThat(events(shop, db, "OrderPaid", order)).hasSize(1);
        assertThat(payments(shop, order)).isEmpty();

        var number = order.path("number").asString();
        var cancelled = buyer.post(
                "/api/store/v1/orders/" + number + "/cancellation",
                Map.of("reason", "changed my mind"),
                "Authorization",
                "Bearer " + order.path("accessToken").asString());
        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        Await.until(() -> {
            assertThat(returned(shop, db, order)).containsExactly("CARD-100000 90.00");
            assertThat(Buyer.available(shop, sku)).isEqualTo(10);
            assertThat(seen(buyer, order).path("timeline").findValuesAsString("code"))
                    .containsExactly("placed", "paid", "cancelled", "tender-returned");
        });
        assertThat(payments(shop, order)).isEmpty();
    }

    @Test
    void aCancelledOrderGivesMoneyPointsAndCardBack(TestShop shop, JdbcClient db) {
        var buyer = Buyer.member(shop);
        var order = mixed(buyer, cart(shop, buyer), Map.of()).json();
        var cancelled =
                buyer.post("/api/store/v1/orders/" + order.path("number").asString() + "/cancellation", Map.of());
        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        Await.until(() -> {
            assertThat(returned(shop, db, order)).containsExactly("points 5.55", "CARD-2000 20.00");
            assertThat(payments(shop, order)).allMatch(one -> one.refunded().equals(one.captured()));
            assertThat(payments(shop, order).getFirst().refunded().minor())
                    .isEqualTo(cents(order.path("totals").path("inMoney")));
        });
    }

    @Test
    void noMoreGoesBackToPointsAndCardThanTheyPaid(TestShop shop, JdbcClient db) {
        var buyer = Buyer.member(shop);
        var order = mixed(buyer, cart(shop, buyer), Map.of()).json();
        var number = order.path("number").asString();
        var refundId = UUID.randomUUID();
        for (var repeat = 0; repeat < 2; repeat++) {
            note(shop, refundId, number, 1000, 700);
        }
        assertThat(returned(shop, db, order)).containsExactly("points 5.55", "CARD-2000 1.45");
        note(shop, UUID.randomUUID(), number, 5000, 4000);
        assertThat(returned(shop, db, order)).containsExactly("points 5.55", "CARD-2000 1.45", "CARD-2000 18.55");
        note(shop, UUID.randomUUID(), number, 100, 100);
        assertThat(returned(shop, db, order)).hasSize(3);
    }

    private static void note(TestShop shop, UUID refundId, String number, long total, long tendered) {
        shop.bean(Trade.class)
                .noteRefund(
                        new RefundNote(refundId, number, List.of(), Money.of(total, "CNY"), Money.of(tendered, "CNY")));
    }

    @Test
    void anOrderThatCostsLessGivesBackToItsCardAndWhatIsAddedIsPaidInMoney(TestShop shop, JdbcClient db) {
        var buyer = Buyer.guest(shop);
        var sku = Buyer.product(shop, "40.00", 10);
        var order = placed(buyer, buyer.cartWith(sku, 2), "capture", "CARD-9000");
        assertThat(order.path("status").asString()).as(order.toString()).isEqualTo("paid");
        var less = change(shop, order, sku, 1);
        assertThat(cents(less.path("goesBack"))).isZero();
        assertThat(cents(less.path("due"))).isZero();
        assertThat(returned(shop, db, order)).containsExactly("CARD-9000 40.00");
        assertThat(cents(less.path("totals").path("inMoney"))).isZero();

        // Three are delivered for nothing.
        var more = change(shop, order, sku, 3);
        assertThat(cents(more.path("due"))).isEqualTo(7000);
        var paid = buyer.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/payments",
                Map.of("method", "sandbox", "outcome", "capture"),
                "Authorization",
                "Bearer " + order.path("accessToken").asString(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        assertThat(seen(buyer, order).path("payable").asBoolean()).isFalse();
        assertThat(payments(shop, order).getFirst().captured()).isEqualTo(Money.of(7000, "CNY"));
        var back = change(shop, order, sku, 2);
        assertThat(cents(back.path("goesBack"))).isEqualTo(3000);
        Await.until(
                () -> assertThat(payments(shop, order).getFirst().refunded()).isEqualTo(Money.of(3000, "CNY")));
        assertThat(returned(shop, db, order)).hasSize(1);
    }

    @Test
    void anUnpaidOrderIsPaidOnceItCostsNoMoreThanItsCard(TestShop shop, JdbcClient db) {
        var buyer = Buyer.guest(shop);
        var sku = Buyer.product(shop, "40.00", 10);
        var order = placed(buyer, buyer.cartWith(sku, 2), "decline", "CARD-6000");
        assertThat(order.path("status").asString()).as(order.toString()).isEqualTo("unpaid");
        assertThat(order.path("payment").path("amount").path("amount").asString())
                .isEqualTo("30.00");
        change(shop, order, sku, 1);
        assertThat(seen(buyer, order).path("status").asString()).isEqualTo("paid");
        assertThat(returned(shop, db, order)).containsExactly("CARD-6000 10.00");
    }

    @Test
    void ordersOfSeveralMerchantsShareACardAndGiveBackTheirOwnPart(TestShop shop, JdbcClient db) {
        var buyer = Buyer.guest(shop);
        var cartId = buyer.cartWith(Buyer.product(shop, "30.00", 10), 1);
        buyer.add(cartId, Buyer.productOf(shop, UUID.randomUUID(), Buyer.unique("CUP"), "10.00", 10), 1);
        var first = placed(buyer, cartId, "capture", "CARD-3333");
        assertThat(first.path("status").asString()).as(first.toString()).isEqualTo("paid");
        var token = first.path("accessToken").asString();
        var inMoney = 0L;
        for (var one : first.path("group").path("orders")) {
            inMoney += cents(one.path("inMoney"));
        }
        assertThat(cents(first.path("payment").path("amount"))).isEqualTo(inMoney);
        var second = buyer.read(
                        first.path("group").path("orders").get(1).path("number").asString(), token)
                .json();
        var cancelled = buyer.post(
                "/api/store/v1/orders/" + second.path("number").asString() + "/cancellation",
                Map.of(),
                "Authorization",
                "Bearer " + token);
        assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
        var groupId = UUID.fromString(first.path("group").path("id").asString());
        var totals = second.path("totals");
        Await.until(() -> {
            assertThat(shop.bean(Payment.class)
                            .payments(List.of(groupId))
                            .getFirst()
                            .refunded()
                            .minor())
                    .isEqualTo(cents(totals.path("inMoney")));
            assertThat(returned(shop, db, second))
                    .containsExactly("CARD-3333 "
                            + Money.of(cents(totals.path("total")) - cents(totals.path("inMoney")), "CNY")
                                    .amount());
        });
        assertThat(returned(shop, db, first)).isEmpty();
    }

    private static JsonNode change(TestShop shop, JsonNode order, String sku, int quantity) {
        var staff = Buyer.admin(shop);
        var path = "/api/admin/v1/orders/" + order.path("number").asString();
        var version = staff.get(path).json().path("version").asInt();
        var answer = staff.send(
                "POST",
                path + "/line-changes",
                Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity)), "reason", "asked on the phone"),
                "If-Match",
                "\"" + version + "\"",
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static List<Payment.PaymentView> payments(TestShop shop, JsonNode order) {
        return shop.bean(Payment.class)
                .payments(List.of(UUID.fromString(order.path("id").asString())));
    }

    /** What went back to which, in the order in which it was told. */
    private static List<String> returned(TestShop shop, JdbcClient db, JsonNode order) {
        var told = new ArrayList<String>();
        for (var event : events(shop, db, "TenderReturned", order)) {
            for (var tender : event.path("tenders")) {
                told.add(tender.path("code").asString() + " "
                        + tender.path("amount").path("amount").asString());
            }
        }
        return told;
    }

    private static List<JsonNode> events(TestShop shop, JdbcClient db, String event, JsonNode order) {
        return db
                .sql(
                        "SELECT payload FROM trade.outbox WHERE type = 'trade.' || :event AND key = :key ORDER BY event_id")
                .param("event", event)
                .param("key", order.path("id").asString())
                .query(String.class)
                .list()
                .stream()
                .map(payload -> json(shop, payload))
                .toList();
    }

    private static JsonNode json(TestShop shop, String text) {
        return shop.bean(JsonMapper.class).readTree(text.replace('\'', '"'));
    }

    private static Map<String, String> money(JsonNode money) {
        return Map.of(
                "amount", money.path("amount").asString(),
                "currency", money.path("currency").asString());
    }

    private static List<String> codes(JsonNode steps) {
        return steps.findValuesAsString("code");
    }

    private static long sum(JsonNode steps) {
        var sum = 0L;
        for (var step : steps) {
            sum += cents(step.path("amount"));
        }
        return sum;
    }

    private static long cents(JsonNode money) {
        return Money.parse(money.path("amount").asString(), "CNY").minor();
    }
}
