package io.kontor.trade.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An order that its buyer fetches, from the checkout to the counter. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class PickUpOrderTest {
    private static final String POINTS = "/api/admin/v1/pick-up-points";

    private final TestShop shop;
    private final JdbcClient db;
    private final Buyer guest;
    private final Buyer staff;

    PickUpOrderTest(TestShop shop, JdbcClient db) {
        this.shop = shop;
        this.db = db;
        this.guest = Buyer.guest(shop);
        this.staff = Buyer.staff(shop, "orders.read", "orders.write");
    }

    /** The shop under test is shared: others want to see two methods. */
    @AfterEach
    void close() {
        db.sql("UPDATE fulfilment.pick_up_point SET active = false, version = version + 1")
                .update();
    }

    @Test
    void isHandedOverAgainstTheCodeThatTheShopperSees() {
        var sku = Buyer.product(shop, "20.00", 5);
        var order = order(sku, openPoint());
        assertThat(order.path("totals").path("delivery").path("amount").asString())
                .isEqualTo("0.00");
        assertThat(order.path("deliveryName").asString()).isEqualTo("Pick-up · Xuhui store");
        assertThat(read(order).path("pickUp").path("code").isString()).isFalse();
        assertThat(handOver(order, "000000").status()).isEqualTo(409);

        assertThat(ready(order).status()).isEqualTo(200);
        var code = read(order).path("pickUp").path("code").asString();
        assertThat(code).matches("\\d{6}");
        assertThat(ready(order).status()).isEqualTo(200);
        assertThat(read(order).path("pickUp").path("code").asString()).isEqualTo(code);
        var seen = staff.get("/api/admin/v1/orders/" + number(order));
        assertThat(seen.body()).doesNotContain(code);
        assertThat(seen.json().path("pickUp").path("readyAt").isString()).isTrue();

        assertThat(handOver(order, code.substring(0, 3) + " " + code.substring(3))
                        .status())
                .isEqualTo(200);
        Await.until(() -> assertThat(read(order).path("status").asString()).isEqualTo("delivered"));
        assertThat(read(order).path("pickUp").path("handedAt").isString()).isTrue();
        assertThat(read(order).path("timeline").findValuesAsString("code"))
                .containsExactly("placed", "paid", "pick-up-ready", "shipped", "delivered");
        assertThat(Buyer.available(shop, sku)).isEqualTo(4);
        assertThat(handOver(order, code).status()).isEqualTo(200);
        assertThat(Buyer.available(shop, sku)).isEqualTo(4);
    }

    @Test
    void refusesWrongCodesAndLocksAfterFive() {
        var order = order(Buyer.product(shop, "20.00", 5), openPoint());
        ready(order);
        var code = read(order).path("pickUp").path("code").asString();
        var wrong = code.equals("123456") ? "654321" : "123456";
        for (var left = 4; left >= 0; left--) {
            var refused = handOver(order, wrong);
            assertThat(refused.json().path("type").asString()).isEqualTo("/problems/wrong-code");
            assertThat(refused.json().path("triesLeft").asInt()).isEqualTo(left);
        }
        assertThat(handOver(order, code).status()).isEqualTo(429);
        assertThat(read(order).path("status").asString()).isEqualTo("paid");
        db.sql("UPDATE fulfilment.pick_up SET locked_until = now() - interval '1 second' WHERE order_number = :number")
                .param("number", number(order))
                .update();
        assertThat(handOver(order, code).status()).isEqualTo(200);
    }

    @Test
    void isHandedOverOnceHoweverManyTryAtOnce() {
        var sku = Buyer.product(shop, "20.00", 5);
        var order = order(sku, openPoint());
        ready(order);
        var code = read(order).path("pickUp").path("code").asString();
        AtOnce.run(8, _ -> handOver(order, code).status());
        Await.until(() -> assertThat(handOver(order, code).status()).isEqualTo(200));
        assertThat(Buyer.available(shop, sku)).isEqualTo(4);
        assertThat(read(order).path("shipments").size()).isEqualTo(1);
    }

    @Test
    void onlyAPaidPickUpCanBeMadeReady() {
        var sku = Buyer.product(shop, "20.00", 5);
        var delivered = guest.order(guest.cartWith(sku, 1)).json();
        assertThat(ready(delivered).json().path("type").asString()).isEqualTo("/problems/not-a-pick-up");
        var wanted = guest.wanted(guest.cartWith(sku, 1), "decline");
        wanted.put("deliveryMethod", openPoint());
        var unpaid = guest.place(wanted, UUID.randomUUID().toString()).json();
        assertThat(ready(unpaid).json().path("type").asString()).isEqualTo("/problems/not-shippable");
        assertThat(Buyer.staff(shop, "orders.read")
                        .post("/api/admin/v1/orders/" + number(unpaid) + "/pick-up/readiness", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(staff.post("/api/admin/v1/orders/99999999999999/pick-up/readiness", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPointThatIsClosedIsNoChoice() {
        var method = openPoint();
        close();
        var wanted = guest.wanted(guest.cartWith(Buyer.product(shop, "20.00", 5), 1), "capture");
        wanted.put("deliveryMethod", method);
        assertThat(guest.place(wanted, UUID.randomUUID().toString()).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code=X",
                "code=",
                "name.zh=",
                "name.en=",
                "address.en=",
                "hours.zh=",
                "phone=abc",
                "position=-1",
                "code=a-code-that-is-too-long"
            })
    void refusesWhatIsNotAPoint(String difference) {
        var point = point("corner");
        var key = difference.substring(0, difference.indexOf('='));
        var value = difference.substring(key.length() + 1);
        if (key.contains(".")) {
            var words = new HashMap<>(Map.of("zh", "甲", "en", "A"));
            words.put(key.substring(key.indexOf('.') + 1), value);
            point.put(key.substring(0, key.indexOf('.')), words);
        } else {
            point.put(key, value);
        }
        assertThat(staff.post(POINTS, point).status()).isEqualTo(400);
    }

    @Test
    void aPointIsChangedOnTheVersionThatWasSeen() {
        var code = Buyer.unique("p").toLowerCase(java.util.Locale.ROOT).substring(0, 10);
        var point = point(code);
        assertThat(staff.post(POINTS, point).status()).isEqualTo(201);
        assertThat(staff.post(POINTS, point).status()).isEqualTo(409);
        var etag = staff.get(POINTS + "/" + code).header("ETag");
        point.put("phone", "021-1111");
        assertThat(staff.send("PUT", POINTS + "/" + code, point, "If-Match", etag)
                        .status())
                .isEqualTo(200);
        assertThat(staff.send("PUT", POINTS + "/" + code, point, "If-Match", etag)
                        .status())
                .isEqualTo(412);
        assertThat(staff.send("PUT", POINTS + "/" + code, point).status()).isEqualTo(428);
        assertThat(staff.get(POINTS + "/nowhere").status()).isEqualTo(404);
    }

    private TestShop.Answer ready(JsonNode order) {
        return staff.post("/api/admin/v1/orders/" + number(order) + "/pick-up/readiness", Map.of());
    }

    private TestShop.Answer handOver(JsonNode order, String code) {
        return staff.post("/api/admin/v1/orders/" + number(order) + "/pick-up/hand-over", Map.of("code", code));
    }

    /** A point of its own, and the method of delivery that leads there. */
    private String openPoint() {
        var method = new HashMap<String, Object>(Map.of(
                "code",
                "pick-up",
                "kind",
                "PICK_UP",
                "name",
                both("到店自提", "Pick-up"),
                "description",
                both("到店自提", "Pick-up"),
                "currency",
                "CNY",
                "zones",
                List.of(),
                "daysMin",
                0,
                "daysMax",
                1,
                "position",
                40,
                "active",
                true));
        var added = staff.post("/api/admin/v1/delivery-methods", method);
        assertThat(added.status()).as(added.body()).isIn(201, 409);
        var code = "x" + UUID.randomUUID().toString().substring(0, 8);
        var point = staff.post(POINTS, point(code));
        assertThat(point.status()).as(point.body()).isEqualTo(201);
        return "pick-up:" + code;
    }

    private static Map<String, Object> point(String code) {
        return new HashMap<>(Map.of(
                "code",
                code,
                "name",
                both("徐汇店", "Xuhui store"),
                "address",
                both("衡山路 1 号", "1 Hengshan Road"),
                "hours",
                both("每天 10:00 至 20:00", "10 to 8 every day"),
                "phone",
                "021-64310000",
                "position",
                1,
                "active",
                true));
    }

    private JsonNode order(String sku, String method) {
        var wanted = guest.wanted(guest.cartWith(sku, 1), "capture");
        wanted.put("deliveryMethod", method);
        var answer = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private static String number(JsonNode order) {
        return order.path("number").asString();
    }

    private JsonNode read(JsonNode order) {
        return guest.read(number(order), order.path("accessToken").asString()).json();
    }

    private static Map<String, String> both(String zh, String en) {
        return Map.of("zh", zh, "en", en);
    }
}
