package io.kontor.trade.order;

import static io.kontor.trade.order.PaymentTest.act;
import static io.kontor.trade.order.PaymentTest.codes;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Three merchants' goods in one checkout: the house's and two others'. */
@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class
        },
        settings = "kontor.trade.vat-percent=13.00")
class OrderGroupTest {
    private static final UUID SECOND = UUID.randomUUID();
    private static final UUID THIRD = UUID.randomUUID();

    /** What stands in the carts of these tests: a SKU of each merchant. */
    private record Goods(List<String> skus) {
        static Goods of(TestShop shop, int third) {
            return new Goods(List.of(
                    Buyer.product(shop, Buyer.unique("SEASON"), "22.22", 50, true),
                    Buyer.productOf(shop, SECOND, Buyer.unique("CUP"), "10.01", 50),
                    Buyer.productOf(shop, THIRD, Buyer.unique("SPOON"), "5.55", third)));
        }

        String cart(Buyer buyer) {
            var cartId = buyer.cartWith(skus.get(0), 3);
            buyer.add(cartId, skus.get(1), 2);
            buyer.add(cartId, skus.get(2), 1);
            return cartId;
        }
    }

    @Test
    void makesAnOrderForEachMerchantThatSumToWhatIsPaid(TestShop shop, Payment payment) {
        var admin = Buyer.admin(shop);
        assertThat(admin.send(
                                "PUT",
                                "/api/admin/v1/tax-rates",
                                Map.of(
                                        "taxClass",
                                        "standard",
                                        "country",
                                        "US",
                                        "region",
                                        "New York",
                                        "percent",
                                        "8.875",
                                        "included",
                                        false))
                        .status())
                .isEqualTo(204);
        for (var country : List.of("CN", "US")) {
            var guest = Buyer.guest(shop);
            var cartId = Goods.of(shop, 50).cart(guest);
            var wanted = guest.wanted(cartId, "capture");
            var address = new LinkedHashMap<Object, Object>((Map<?, ?>) wanted.get("address"));
            address.put("country", country);
            address.put("region", country.equals("US") ? "New York" : "上海");
            wanted.put("address", address);
            var quote = guest.post(
                            "/api/store/v1/carts/" + cartId + "/quote",
                            Map.of("address", address, "deliveryMethod", "standard"))
                    .json();
            assertThat(quote.path("orders").findValuesAsString("merchant"))
                    .containsExactly("Kontor", "Merchant 2", "Merchant 3");
            wanted.put("expectedTotal", quote.path("totals").path("total"));
            var placed = guest.place(wanted, UUID.randomUUID().toString());
            assertThat(placed.status()).as(placed.body()).isEqualTo(201);
            var orders = sisters(guest, placed.json());
            assertThat(orders).hasSize(3);
            assertThat(orders).allMatch(order -> order.path("status").asString().equals("paid"));
            for (var field : List.of("goods", "discount", "delivery", "tax", "total")) {
                assertThat(orders.stream()
                                .map(order -> money(order.path("totals").path(field)))
                                .reduce(Money::plus))
                        .as(field)
                        .contains(money(quote.path("totals").path(field)));
            }
            for (var at = 0; at < 3; at++) {
                assertThat(orders.get(at).path("totals"))
                        .isEqualTo(quote.path("orders").get(at).path("totals"));
                assertThat(orders.get(at).path("lines")).hasSize(1);
                explains(orders.get(at));
            }
            assertThat(money(placed.json().path("group").path("total")))
                    .isEqualTo(money(quote.path("totals").path("total")));
            assertThat(paid(payment, placed.json()).amount())
                    .isEqualTo(money(quote.path("totals").path("total")));
        }
    }

    @Test
    void oneMerchantsGoodsAreAnOrderAsEver(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.productOf(shop, SECOND, Buyer.unique("CUP"), "10.01", 50), 2);
        assertThat(guest.post("/api/store/v1/carts/" + cartId + "/quote", Map.of())
                        .json()
                        .has("orders"))
                .isFalse();
        var order = guest.order(cartId).json();
        assertThat(order.has("group")).isFalse();
        assertThat(order.path("status").asString()).isEqualTo("paid");
    }

    @Test
    void isPaidOnceByACallbackThatComesTwice(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var placed = placed(shop, guest, "callback-twice");
        Await.until(() -> assertThat(sisters(guest, placed)).allSatisfy(order -> {
            assertThat(order.path("status").asString()).isEqualTo("paid");
            assertThat(codes(order)).containsOnlyOnce("paid");
        }));
        assertThat(paid(payment, placed).refunded().isZero()).isTrue();
    }

    @Test
    void leavesOutWhatWasCancelledBeforeItIsPaid(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var placed = placed(shop, guest, "decline");
        var orders = sisters(guest, placed);
        assertThat(act(guest, orders.get(1), "cancellation", null).status()).isEqualTo(200);
        var due = total(orders.get(0)).plus(total(orders.get(2)));
        assertThat(money(PaymentTest.read(guest, orders.get(2)).path("group").path("due")))
                .isEqualTo(due);
        var answer = pay(guest, orders.get(2), "capture");
        assertThat(answer.json().path("orderStatus").asString()).isEqualTo("paid");
        assertThat(statuses(guest, placed)).containsExactly("paid", "cancelled", "paid");
        var paid = paid(payment, placed);
        assertThat(paid.amount()).isEqualTo(due);
        assertThat(paid.refunded().isZero()).isTrue();
        assertThat(pay(guest, orders.get(0), "capture").json().path("type").asString())
                .isEqualTo("/problems/not-payable");
    }

    @Test
    void givesBackWhatACancelledOrderHadOfAPaymentUnderWay(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var placed = placed(shop, guest, "pending");
        var orders = sisters(guest, placed);
        assertThat(act(guest, orders.getFirst(), "cancellation", null).status()).isEqualTo(200);
        decide(shop, placed);
        Await.until(() -> {
            assertThat(statuses(guest, placed)).containsExactly("cancelled", "paid", "paid");
            assertThat(paid(payment, placed).refunded()).isEqualTo(total(orders.getFirst()));
            assertThat(codes(PaymentTest.read(guest, orders.getFirst()))).contains("refunded");
        });
        assertThat(codes(PaymentTest.read(guest, orders.get(1)))).doesNotContain("refunded");
    }

    @Test
    void givesBackExactlyWhatTheCancelledOneCost(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var placed = placed(shop, guest, "capture");
        var orders = sisters(guest, placed);
        assertThat(act(guest, orders.get(1), "cancellation", null).status()).isEqualTo(200);
        Await.until(() -> assertThat(paid(payment, placed).refunded()).isEqualTo(total(orders.get(1))));
        assertThat(statuses(guest, placed)).containsExactly("paid", "cancelled", "paid");

        // What staff gives back by hand is gone: the last one gets what is left.
        var byHand = Money.of(100, "CNY");
        var paid = paid(payment, placed);
        payment.refund(new Payment.NewRefund(UUID.randomUUID(), paid.orderId(), byHand, "Goodwill", paid.id()));
        for (var order : List.of(orders.get(0), orders.get(2))) {
            assertThat(act(guest, order, "cancellation", null).status()).isEqualTo(200);
        }
        Await.until(() -> assertThat(paid(payment, placed).refunded()).isEqualTo(paid.amount()));
        assertThat(statuses(guest, placed)).containsOnly("cancelled");
    }

    @Test
    void isCancelledWholeWhenItsTimeIsUpAndMoneyThatComesLaterGoesBack(
            TestShop shop, Payment payment, JdbcClient db, CancelUnpaidOrders cancelUnpaidOrders) {
        var guest = Buyer.guest(shop);
        var goods = Goods.of(shop, 50);
        var placed = place(guest, goods.cart(guest), "pending");
        assertThat(sisters(guest, placed).stream()
                        .map(order -> order.path("payBefore").asString())
                        .distinct())
                .hasSize(1);
        db.sql("UPDATE trade.orders SET pay_before = placed_at WHERE group_id = :groupId")
                .param("groupId", groupId(placed))
                .update();
        cancelUnpaidOrders.run();
        assertThat(statuses(guest, placed)).containsOnly("cancelled");
        decide(shop, placed);
        Await.until(() -> {
            var paid = paid(payment, placed);
            assertThat(paid.refunded()).isEqualTo(paid.amount());
            assertThat(goods.skus()).allMatch(sku -> Buyer.available(shop, sku) == 50);
            assertThat(sisters(guest, placed)).allMatch(order -> codes(order).contains("refunded"));
        });
    }

    @Test
    void letsHeldMoneyGoWhenAllOfItIsCancelled(TestShop shop, Payment payment) {
        var guest = Buyer.guest(shop);
        var placed = placed(shop, guest, "authorise");
        var held = payments(payment, placed).getFirst();
        var part = Money.of(100, "CNY");
        payment.capture(new Payment.NewCapture(UUID.randomUUID(), held.id(), part));
        for (var order : sisters(guest, placed)) {
            assertThat(act(guest, order, "cancellation", null).status()).isEqualTo(200);
        }
        Await.until(() -> {
            var now = payments(payment, placed).getFirst();
            assertThat(now.captured()).isEqualTo(part);
            assertThat(now.refunded()).isEqualTo(part);
        });
    }

    @Test
    void holdsNothingWhenOneOfThemIsShort(TestShop shop, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var goods = Goods.of(shop, 0);
        var cartId = guest.cartWith(goods.skus().get(0), 3);
        guest.add(cartId, goods.skus().get(1), 2);
        var third = Buyer.productOf(shop, THIRD, Buyer.unique("SPOON"), "5.55", 1);
        guest.add(cartId, third, 1);
        var other = Buyer.guest(shop);
        assertThat(other.order(other.cartWith(third, 1)).status()).isEqualTo(201);
        var key = UUID.randomUUID().toString();
        var refused = guest.place(guest.wanted(cartId, "capture"), key);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/out-of-stock");
        assertThat(goods.skus().subList(0, 2)).allMatch(sku -> Buyer.available(shop, sku) == 50);
        assertThat(lines(db, goods.skus())).isZero();

        shop.bean(io.kontor.inventory.Inventory.class)
                .count(List.of(new io.kontor.inventory.Inventory.Count(third, 5, "stocktaking")));
        var again = guest.place(guest.wanted(cartId, "capture"), key);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(statuses(guest, again.json())).containsOnly("paid").hasSize(3);
    }

    @Test
    void isPlacedOnceByTheSameKeyTwentyTimesAtOnce(TestShop shop, JdbcClient db, Payment payment) {
        var guest = Buyer.guest(shop);
        var goods = Goods.of(shop, 50);
        var cartId = goods.cart(guest);
        var key = UUID.randomUUID().toString();
        var wanted = guest.wanted(cartId, "capture");
        var answers = AtOnce.run(20, _ -> guest.place(wanted, key)).stream()
                .map(Answer.class::cast)
                .toList();
        assertThat(answers).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(lines(db, goods.skus())).isEqualTo(3);
        var again = guest.place(wanted, key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> groupId(answer.json()))
                        .collect(Collectors.toSet()))
                .containsExactly(groupId(again.json()));
        assertThat(payments(payment, again.json())).hasSize(1);
        assertThat(Buyer.available(shop, goods.skus().getFirst())).isEqualTo(47);
    }

    @Test
    void isShippedOrderByOrder(TestShop shop) {
        var guest = Buyer.guest(shop);
        var admin = Buyer.admin(shop);
        var placed = placed(shop, guest, "capture");
        var second = sisters(guest, placed).get(1).path("number").asString();
        assertThat(admin.post(
                                "/api/admin/v1/orders/" + second + "/shipments",
                                Map.of("carrier", "sf-express", "trackingNumber", "SF2"))
                        .status())
                .isEqualTo(201);
        assertThat(statuses(guest, placed)).containsExactly("paid", "shipped", "paid");
    }

    @Test
    void isSeenWithItsSistersByBuyerAndStaff(TestShop shop) {
        var member = Buyer.member(shop);
        var placed = placed(shop, member, "capture");
        var numbers = placed.path("group").path("orders").findValuesAsString("number");
        assertThat(numbers).hasSize(3).first().isEqualTo(placed.path("number").asString());
        for (var row : member.get("/api/store/v1/me/orders").json().path("items")) {
            assertThat(strings(row.path("paidWith")))
                    .hasSize(2)
                    .isSubsetOf(numbers)
                    .doesNotContain(row.path("number").asString());
        }
        var admin = Buyer.admin(shop);
        var row = admin.get("/api/admin/v1/orders?q=" + numbers.get(2))
                .json()
                .path("items")
                .get(0);
        assertThat(strings(row.path("paidWith"))).containsExactly(numbers.get(0), numbers.get(1));
        var seen = admin.get("/api/admin/v1/orders/" + numbers.get(2)).json();
        assertThat(seen.path("group").path("orders").findValuesAsString("number"))
                .isEqualTo(numbers);
        assertThat(seen.path("payments")).hasSize(1);
    }

    static JsonNode placed(TestShop shop, Buyer buyer, String outcome) {
        return place(buyer, Goods.of(shop, 50).cart(buyer), outcome);
    }

    private static JsonNode place(Buyer buyer, String cartId, String outcome) {
        var answer =
                buyer.place(buyer.wanted(cartId, outcome), UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /** All orders of the group, read with the token of the one that was answered. */
    static List<JsonNode> sisters(Buyer buyer, JsonNode order) {
        var sisters = new ArrayList<JsonNode>();
        for (var one : order.path("group").path("orders")) {
            var read = buyer.read(
                    one.path("number").asString(), order.path("accessToken").asString());
            assertThat(read.status()).as(read.body()).isEqualTo(200);
            sisters.add(read.json());
        }
        return sisters;
    }

    static List<String> statuses(Buyer buyer, JsonNode order) {
        return sisters(buyer, order).stream()
                .map(one -> one.path("status").asString())
                .toList();
    }

    private static void explains(JsonNode order) {
        var steps = new ArrayList<Money>();
        order.path("explanation").forEach(step -> steps.add(money(step.path("amount"))));
        assertThat(steps.stream().reduce(Money::plus)).contains(total(order));
        var taxes = new ArrayList<Money>();
        order.path("taxes").forEach(tax -> taxes.add(money(tax.path("amount"))));
        assertThat(taxes.stream().reduce(Money::plus))
                .contains(money(order.path("totals").path("tax")));
    }

    static Answer pay(Buyer buyer, JsonNode order, String outcome) {
        return buyer.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/payments",
                Map.of("method", "sandbox", "outcome", outcome),
                "Authorization",
                "Bearer " + order.path("accessToken").asString(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    static void decide(TestShop shop, JsonNode order) {
        var answer = shop.exchange(
                order.path("payment").path("nextAction").path("url").asString(),
                request -> request.POST(HttpRequest.BodyPublishers.ofString("decision=capture"))
                        .header("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    static UUID groupId(JsonNode order) {
        return UUID.fromString(order.path("group").path("id").asString());
    }

    static List<PaymentView> payments(Payment payment, JsonNode order) {
        return payment.payments(List.of(groupId(order)));
    }

    /** The one payment that was captured. */
    private static PaymentView paid(Payment payment, JsonNode order) {
        var captured = payments(payment, order).stream()
                .filter(one -> one.status() == Payment.Status.CAPTURED)
                .toList();
        assertThat(captured).hasSize(1);
        return captured.getFirst();
    }

    private static @Nullable Long lines(JdbcClient db, List<String> skus) {
        return db.sql("SELECT count(*) FROM trade.order_line WHERE sku = ANY(:skus)")
                .param("skus", skus.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    static Money total(JsonNode order) {
        return money(order.path("totals").path("total"));
    }

    static Money money(JsonNode amount) {
        return Money.parse(
                amount.path("amount").asString(), amount.path("currency").asString());
    }

    private static List<String> strings(JsonNode texts) {
        var strings = new ArrayList<String>();
        texts.forEach(text -> strings.add(text.asString()));
        return strings;
    }
}
