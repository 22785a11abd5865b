package io.kontor.trade.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.payment.PaymentModule;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.PlaceOrderRequest;
import io.kontor.trade.Trade.Shopper;
import io.kontor.trade.TradeModule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class PlaceOrderTest {
    @Test
    void quotesWhatTheOrderThenCosts(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, "33.33", 10), 2);
        guest.add(cartId, Buyer.product(shop, "0.01", 10), 1);
        var quote = guest.post(
                "/api/store/v1/carts/" + cartId + "/quote",
                Map.of(
                        "address",
                        Map.of("country", "CN", "city", "上海"),
                        "deliveryMethod",
                        "express",
                        "coupons",
                        List.of("SPRING"),
                        "points",
                        5));
        assertThat(quote.status()).as(quote.body()).isEqualTo(200);
        var said = quote.json();
        assertThat(said.path("deliveryMethod").asString()).isEqualTo("express");
        assertThat(said.path("deliveryMethods").findValuesAsString("method")).contains("standard", "express");
        assertThat(said.path("coupons").get(0).path("applied").asBoolean()).isFalse();
        assertThat(said.path("coupons").get(0).path("reason").asString()).isEqualTo("There is no such coupon.");
        assertThat(said.path("lines")
                        .get(0)
                        .path("explanation")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("List price");

        var wanted = new HashMap<>(guest.wanted(cartId, "capture"));
        wanted.put("deliveryMethod", "express");
        wanted.put(
                "expectedTotal",
                Map.of(
                        "amount",
                        said.path("totals").path("total").path("amount").asString(),
                        "currency",
                        "CNY"));
        var order = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(order.json().path("totals")).isEqualTo(said.path("totals"));
        assertThat(order.json().path("lines").findValues("tax"))
                .isEqualTo(said.path("lines").findValues("tax"));
    }

    @Test
    void quotesWithoutAnythingSaidAndRefusesWhatThereIsNot(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, "5.00", 10), 1);
        var path = "/api/store/v1/carts/" + cartId + "/quote";
        assertThat(guest.post(path, null).json().path("deliveryMethod").asString())
                .isEqualTo("standard");
        assertThat(guest.post(path, "{}").status()).isEqualTo(200);
        assertThat(guest.post(path, Map.of("deliveryMethod", "by-horse"))
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/unknown-delivery-method");
        assertThat(guest.post(path, Map.of("points", -1)).status()).isEqualTo(400);
        assertThat(guest.post(path, Map.of("address", Map.of("country", "Atlantis")))
                        .status())
                .isEqualTo(200);
        assertThat(guest.post("/api/store/v1/carts/" + guest.cart() + "/quote", "{}")
                        .json()
                        .path("totals")
                        .path("total")
                        .path("amount")
                        .asString())
                .isEqualTo("0.00");
    }

    @Test
    void keepsThePricesOfTheCatalogueWhateverTheClientSays(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "50.00", 10);
        var cartId = guest.cartWith(sku, 1);
        var wanted = new HashMap<>(guest.wanted(cartId, "capture"));
        wanted.put("total", "0.01");
        assertThat(guest.place(wanted, UUID.randomUUID().toString()).status()).isEqualTo(400);
        wanted.remove("total");
        wanted.put("expectedTotal", Map.of("amount", "0.01", "currency", "CNY"));
        var changed = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.json().path("type").asString()).isEqualTo("/problems/price-changed");
        assertThat(changed.json().path("totals").path("goods").path("amount").asString())
                .isEqualTo("50.00");
        assertThat(Buyer.available(shop, sku)).isEqualTo(10);
    }

    @Test
    void namesEveryFieldThatIsWrong(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, "5.00", 10), 1);
        var wanted = new HashMap<String, Object>(guest.wanted(cartId, "explode"));
        wanted.put("contact", Map.of("email", "nobody"));
        wanted.put("address", Map.of("name", "x".repeat(61), "phone", "call me", "country", "XX", "line1", "a\u0000b"));
        var answer = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("fields").propertyNames())
                .contains(
                        "contact.email",
                        "address.name",
                        "address.phone",
                        "address.country",
                        "address.region",
                        "address.city",
                        "address.line1",
                        "payment.outcome");
        assertThat(guest.place(Map.of("cartId", cartId), UUID.randomUUID().toString())
                        .status())
                .isEqualTo(400);
        assertThat(guest.place("{}", UUID.randomUUID().toString()).status()).isEqualTo(400);
        var gold = new HashMap<>(guest.wanted(cartId, "capture"));
        gold.put("payment", Map.of("method", "gold"));
        assertThat(guest.place(gold, UUID.randomUUID().toString())
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/unknown-payment-method");
        assertThat(guest.post("/api/store/v1/orders", guest.wanted(cartId, "capture"))
                        .status())
                .isEqualTo(400);
        assertThat(guest.place(guest.wanted(cartId, "capture"), "two words").status())
                .isEqualTo(400);
    }

    @Test
    void ordersNothingWhenAnyLineIsShortOrGone(TestShop shop) {
        var guest = Buyer.guest(shop);
        var plenty = Buyer.product(shop, "5.00", 100);
        var scarce = Buyer.product(shop, "5.00", 1);
        var cartId = guest.cartWith(plenty, 2);
        guest.add(cartId, scarce, 2);
        var short1 = guest.order(cartId);
        assertThat(short1.status()).isEqualTo(409);
        assertThat(short1.json().path("type").asString()).isEqualTo("/problems/out-of-stock");
        assertThat(short1.json().path("shortages").get(0).path("sku").asString())
                .isEqualTo(scarce);
        assertThat(Buyer.available(shop, plenty)).isEqualTo(100);

        Buyer.product(shop, scarce, "5.00", 100, false);
        var gone = guest.order(cartId);
        assertThat(gone.json().path("type").asString()).isEqualTo("/problems/not-on-sale");
        assertThat(gone.json().path("skus").get(0).asString()).isEqualTo(scarce);
        assertThat(guest.order(guest.cart()).json().path("type").asString()).isEqualTo("/problems/cart-empty");
        assertThat(guest.order(UUID.randomUUID().toString()).status()).isEqualTo(404);
    }

    @Test
    void takesTheSameKeyForOneOrderHoweverOftenItComesAtOnce(TestShop shop, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "5.00", 100);
        var cartId = guest.cartWith(sku, 1);
        var wanted = guest.wanted(cartId, "capture");
        var key = UUID.randomUUID().toString();
        var answers = AtOnce.run(50, _ -> guest.place(wanted, key)).stream()
                .map(Answer.class::cast)
                .toList();
        assertThat(answers).extracting(Answer::status).containsOnly(201, 409).contains(201);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 409)
                        .map(answer -> answer.json().path("type").asString()))
                .allMatch("/problems/in-progress"::equals);
        var numbers = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.json().path("number").asString())
                .collect(Collectors.toSet());
        assertThat(numbers).hasSize(1);
        assertThat(db.sql("SELECT count(*) FROM trade.order_line WHERE sku = :sku")
                        .param("sku", sku)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(Buyer.available(shop, sku)).isEqualTo(99);

        var replay = guest.place(wanted, key);
        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(guest.read(
                                replay.json().path("number").asString(),
                                replay.json().path("accessToken").asString())
                        .status())
                .isEqualTo(200);
        var other = new HashMap<>(wanted);
        other.put("note", "another");
        assertThat(guest.place(other, key).status()).isEqualTo(422);
    }

    @Test
    void ordersACartOnceWhoeverComesFirst(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "5.00", 100);
        for (var round = 0; round < 5; round++) {
            var before = Buyer.available(shop, sku);
            var cartId = guest.cartWith(sku, 1);
            var answers = AtOnce.run(6, _ -> guest.order(cartId)).stream()
                    .map(Answer.class::cast)
                    .toList();
            assertThat(answers.stream().filter(answer -> answer.status() == 201))
                    .hasSize(1);
            assertThat(answers.stream()
                            .filter(answer -> answer.status() != 201)
                            .map(answer -> answer.json().path("type").asString()))
                    .allMatch("/problems/cart-empty"::equals);
            assertThat(Buyer.available(shop, sku)).isEqualTo(before - 1);
        }
    }

    @Test
    void sellsTenUnitsToTenOfFiftyBuyers(TestShop shop) {
        var sku = Buyer.product(shop, "5.00", 10);
        var carts = AtOnce.run(50, _ -> Buyer.guest(shop).cartWith(sku, 1)).stream()
                .map(String.class::cast)
                .toList();
        var answers = AtOnce.run(50, number -> Buyer.guest(shop).order(carts.get(number))).stream()
                .map(Answer.class::cast)
                .toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(10);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 409)
                        .map(answer -> answer.json().path("type").asString()))
                .hasSize(40)
                .allMatch("/problems/out-of-stock"::equals);
        var numbers = new HashSet<String>();
        answers.stream()
                .filter(answer -> answer.status() == 201)
                .forEach(answer -> numbers.add(answer.json().path("number").asString()));
        assertThat(numbers).hasSize(10);
        assertThat(Buyer.available(shop, sku)).isZero();
    }

    @Test
    void goesOnWhereACrashStoppedTheFirstTry(
            TestShop shop, PlaceOrder placeOrder, Idempotency idempotency, JdbcClient db, JsonMapper json) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "5.00", 100);
        var cartId = guest.cartWith(sku, 3);
        var key = UUID.randomUUID().toString();
        var shopper = new Shopper(Caller.GUEST, Language.EN);
        var body = json.readValue(
                json.writeValueAsString(guest.wanted(cartId, "capture")), CheckoutEndpoint.OrderWanted.class);
        var wanted = new PlaceOrderRequest(
                shopper,
                body.cartId(),
                key,
                body.contact(),
                body.address(),
                body.deliveryMethod(),
                body.payment(),
                null,
                null);
        var form = OrderForm.of(wanted);
        assertThatThrownBy(() -> idempotency.answer("trade", "order", "guest", key, form, Order.class, ticket -> {
                    var order = placeOrder.recorded(form, shopper, ticket);
                    throw new IllegalStateException(
                            "crash after recording " + order.getFirst().number());
                }))
                .hasMessageContaining("crash after recording");
        var recorded = db.sql(
                        "SELECT number, status FROM trade.orders JOIN trade.order_standing USING (order_id) JOIN trade.order_line USING (order_id) WHERE sku = :sku")
                .param("sku", sku)
                .query()
                .singleRow();
        assertThat(recorded.get("status")).isEqualTo("UNPAID");
        assertThat(Buyer.available(shop, sku)).isEqualTo(97);

        assertThatThrownBy(() -> idempotency.answer("trade", "order", "guest", key, form, Order.class, ticket -> {
                    placeOrder.take(placeOrder.recorded(form, shopper, ticket), form, key);
                    throw new IllegalStateException("crash after paying");
                }))
                .hasMessageContaining("crash after paying");

        var repeat = guest.place(guest.wanted(cartId, "capture"), key);
        assertThat(repeat.status()).as(repeat.body()).isEqualTo(201);
        assertThat(repeat.json().path("number").asString()).isEqualTo(recorded.get("number"));
        assertThat(repeat.json().path("status").asString()).isEqualTo("paid");
        assertThat(repeat.json().path("payment").path("status").asString()).isEqualTo("captured");
        assertThat(db.sql("SELECT count(*) FROM payment.payment WHERE order_number = :number")
                        .param("number", recorded.get("number"))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(Buyer.available(shop, sku)).isEqualTo(97);
        assertThat(guest.place(guest.wanted(cartId, "capture"), key).header("Idempotency-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void ordersManyLinesTogether(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "1.00", 1_000);
        var cartId = guest.cartWith(sku, 1);
        for (var more = 0; more < 24; more++) {
            guest.add(cartId, Buyer.product(shop, "1.00", 1_000), 1 + more);
        }
        var order = guest.order(cartId);
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(order.json().path("lines").size()).isEqualTo(25);
    }

    @Test
    void ordersNothingThatNoPaymentCouldTake(TestShop shop) {
        var guest = Buyer.guest(shop);
        var palace = Buyer.product(shop, "9000000.00", 999);
        var cartId = guest.cartWith(palace, 999);
        assertThat(guest.post("/api/store/v1/carts/" + cartId + "/quote", "{}").status())
                .isEqualTo(200);
        assertThat(guest.order(cartId).status()).isEqualTo(400);
        assertThat(Buyer.available(shop, palace)).isEqualTo(999);
    }
}
