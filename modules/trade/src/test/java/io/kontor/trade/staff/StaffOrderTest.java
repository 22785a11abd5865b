package io.kontor.trade.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.ConfirmReceipts;
import io.kontor.trade.order.OrderStore;
import java.util.HashMap;
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
class StaffOrderTest {
    private static final String ORDERS = "/api/admin/v1/orders";

    @Test
    void shipsAnOrderAndTheBuyerReceivesIt(TestShop shop) {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var order = guest.order(guest.cartWith(sku, 4)).json();
        var shipped = ship(admin, order, Map.of("carrier", "sf-express", "trackingNumber", "SF123"), "one");
        assertThat(shipped.status()).as(shipped.body()).isEqualTo(201);
        assertThat(shipped.json().path("orderStatus").asString()).isEqualTo("shipped");
        assertThat(ship(admin, order, Map.of("carrier", "sf-express", "trackingNumber", "SF123"), "one")
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(ship(admin, order, Map.of("carrier", "sf-express", "trackingNumber", "SF124"), "two")
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/not-shippable");

        var seen = read(guest, order);
        assertThat(seen.path("status").asString()).isEqualTo("shipped");
        assertThat(seen.path("shipments").get(0).path("trackingNumber").asString())
                .isEqualTo("SF123");
        assertThat(seen.path("timeline").get(2).path("actor").asString()).isEqualTo("Staff");
        assertThat(Buyer.available(shop, sku)).isEqualTo(6);
        assertThat(admin.post(path(order) + "/cancellation", Map.of("reason", "Too late"))
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/not-cancellable");

        var receipt = guest.post(
                "/api/store/v1/orders/" + number(order) + "/receipt",
                null,
                "Authorization",
                "Bearer " + order.path("accessToken").asString());
        assertThat(receipt.json().path("status").asString()).isEqualTo("received");
        var told = admin.get(path(order)).json();
        assertThat(told.path("timeline").findValuesAsString("what"))
                .containsExactly("placed", "paid", "shipped", "received");
        assertThat(told.path("timeline").findValuesAsString("who").getFirst()).isEqualTo("buyer");
        assertThat(told.path("shipments").size()).isEqualTo(1);
        assertThat(told.has("accessToken")).isFalse();
    }

    @Test
    void shipsInPartsAndNeverMoreThanWasOrdered(TestShop shop) {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        var pots = Buyer.product(shop, "20.00", 10);
        var cups = Buyer.product(shop, "5.00", 10);
        var cartId = guest.cartWith(pots, 2);
        guest.add(cartId, cups, 4);
        var order = guest.order(cartId).json();
        var first = ship(admin, order, parcel("A1", Map.of("sku", cups, "quantity", 3)), "first");
        assertThat(first.json().path("orderStatus").asString()).as(first.body()).isEqualTo("partially-shipped");
        assertThat(ship(admin, order, parcel("A2", Map.of("sku", cups, "quantity", 2)), "greedy")
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/not-shippable");
        assertThat(ship(admin, order, parcel("A2", Map.of("sku", "OTHER", "quantity", 1)), "wrong")
                        .status())
                .isEqualTo(409);
        assertThat(ship(admin, order, parcel("A2", Map.of("sku", cups, "quantity", 0)), "none")
                        .status())
                .isEqualTo(400);
        assertThat(ship(admin, order, Map.of("carrier", "", "trackingNumber", "A"), "blank")
                        .status())
                .isEqualTo(400);
        var rest = ship(admin, order, Map.of("carrier", "zto", "trackingNumber", "A3"), "rest");
        assertThat(rest.json().path("orderStatus").asString()).as(rest.body()).isEqualTo("shipped");
        assertThat(rest.json().path("lines").findValuesAsString("sku")).containsExactly(pots, cups);
        assertThat(read(guest, order).path("lines").findValuesAsString("shipped"))
                .containsExactly("2", "4");
    }

    @Test
    void shipsOnceWhenTwoShipAtOnceAndNeverWhatIsBeingCancelled(TestShop shop, JdbcClient db) {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        for (var round = 0; round < 5; round++) {
            var sku = Buyer.product(shop, "20.00", 10);
            var order = guest.order(guest.cartWith(sku, 1)).json();
            var answers = AtOnce.run(
                            6,
                            number -> number % 2 == 0
                                    ? ship(
                                            admin,
                                            order,
                                            Map.of("carrier", "zto", "trackingNumber", "N" + number),
                                            "key" + number)
                                    : admin.post(path(order) + "/cancellation", Map.of("reason", "Race")))
                    .stream()
                    .map(Answer.class::cast)
                    .toList();
            assertThat(answers.stream().filter(answer -> answer.status() < 300))
                    .as("%s", answers)
                    .hasSize(1);
            var status = read(guest, order).path("status").asString();
            assertThat(db.sql("SELECT count(*) FROM fulfilment.shipment WHERE order_number = :number")
                            .param("number", number(order))
                            .query(Long.class)
                            .single())
                    .isEqualTo(status.equals("shipped") ? 1L : 0L);
        }
    }

    @Test
    void finishesAParcelWhoseRecordingWasInterrupted(
            TestShop shop,
            JdbcClient db,
            OrderStore orders,
            ShipOrder shipOrder,
            FinishParcels finishParcels,
            Inventory inventory) {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var order = guest.order(guest.cartWith(sku, 2)).json();
        var kept = orders.findByNumber(number(order)).orElseThrow();
        var begun = shipOrder.begin(
                kept,
                new ShipOrder.Parcel("zto", "I1", null),
                UUID.randomUUID(),
                new Actor(Actor.Kind.STAFF, null, "Mia"));
        inventory.ship(
                new Inventory.ShipStock(begun.shipmentId(), kept.orderId(), List.of(new Inventory.Line(sku, 2))));

        assertThat(admin.post(path(order) + "/cancellation", Map.of("reason", "Lost?"))
                        .status())
                .isEqualTo(409);
        finishParcels.run();
        assertThat(read(guest, order).path("status").asString()).isEqualTo("paid");
        db.sql("UPDATE trade.parcel SET begun_at = begun_at - interval '1 minute'")
                .update();
        finishParcels.run();
        var shipped = read(guest, order);
        assertThat(shipped.path("status").asString()).isEqualTo("shipped");
        assertThat(shipped.path("shipments").size()).isEqualTo(1);
        assertThat(db.sql("SELECT count(*) FROM trade.parcel").query(Long.class).single())
                .isZero();
    }

    @Test
    void cancelsWithAReasonThatTheBuyerReads(TestShop shop) {
        var staff = Buyer.staff(shop, "orders.read", "orders.write");
        var guest = Buyer.guest(shop);
        var order =
                guest.order(guest.cartWith(Buyer.product(shop, "20.00", 10), 1)).json();
        assertThat(staff.post(path(order) + "/cancellation", Map.of("reason", " "))
                        .status())
                .isEqualTo(400);
        var cancelled = staff.post(path(order) + "/cancellation", Map.of("reason", "The kiln broke"));
        assertThat(cancelled.json().path("status").asString())
                .as(cancelled.body())
                .isEqualTo("cancelled");
        assertThat(cancelled.json().path("timeline").get(2).path("who").asString())
                .isEqualTo("Mia");
        Await.until(() -> assertThat(
                        read(guest, order).path("payment").path("status").asString())
                .isEqualTo("refunded"));
        assertThat(read(guest, order).path("timeline").get(2).path("text").asString())
                .contains("The kiln broke");
    }

    @Test
    void findsOrdersByWhateverIsKnownOfThem(TestShop shop) {
        var staff = Buyer.staff(shop, "orders.read");
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var wanted = new HashMap<>(guest.wanted(guest.cartWith(sku, 1), "capture"));
        wanted.put("contact", Map.of("email", "Find.Me_" + sku + "@example.com", "phone", "+447700900123"));
        wanted.put(
                "address",
                Map.of(
                        "name",
                        "Zoë " + sku,
                        "phone",
                        "07700 900 456",
                        "country",
                        "GB",
                        "region",
                        "England",
                        "city",
                        "Bath",
                        "line1",
                        "1 High Street"));
        var number = guest.place(wanted, UUID.randomUUID().toString())
                .json()
                .path("number")
                .asString();
        for (var words : List.of(
                number,
                number.substring(0, 13),
                "find.me_" + sku.toLowerCase(),
                "+44 7700 900123",
                "07700900456",
                "Zoë " + sku,
                sku)) {
            var found = staff.get(
                            ORDERS + "?q=" + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8))
                    .json();
            assertThat(found.path("items").findValuesAsString("number"))
                    .as(words)
                    .contains(number);
        }
        for (var words : List.of("%", "_", "find-me_", "\\", "'", "nobody@example.com", "null")) {
            var found = staff.get(
                    ORDERS + "?q=" + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8));
            assertThat(found.status()).as(words).isEqualTo(200);
            assertThat(found.json().path("items").findValuesAsString("number"))
                    .as(words)
                    .doesNotContain(number);
        }
        assertThat(staff.get(ORDERS + "?q=%00").status()).isEqualTo(400);
        assertThat(staff.get(ORDERS + "?status=lost").status()).isEqualTo(400);
        assertThat(staff.get(ORDERS + "?from=yesterday").status()).isEqualTo(400);
        assertThat(staff.get(ORDERS + "?status=paid&from=2020-01-01T00:00:00Z&q=" + sku)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(staff.get(ORDERS + "?to=2020-01-01T00:00:00Z&q=" + sku)
                        .json()
                        .path("items")
                        .size())
                .isZero();
        assertThat(staff.get(ORDERS + "?status=unpaid&q=" + sku)
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void listsOrdersPageByPage(TestShop shop) {
        var staff = Buyer.staff(shop, "orders.read");
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 100);
        for (var more = 0; more < 5; more++) {
            guest.order(guest.cartWith(sku, 1));
        }
        var seen = new java.util.LinkedHashSet<String>();
        var cursor = "";
        do {
            var page = staff.get(ORDERS + "?limit=2&q=" + sku + "&cursor=" + cursor)
                    .json();
            seen.addAll(page.path("items").findValuesAsString("number"));
            cursor = page.path("next").isNull() ? null : page.path("next").asString();
        } while (cursor != null);
        assertThat(seen).hasSize(5);
    }

    @Test
    void countsTheDay(TestShop shop) {
        var staff = Buyer.staff(shop, "orders.read");
        var guest = Buyer.guest(shop);
        var before = staff.get("/api/admin/v1/orders-summary").json();
        guest.order(guest.cartWith(Buyer.product(shop, "200.00", 100), 1));
        guest.place(
                guest.wanted(guest.cartWith(Buyer.product(shop, "200.00", 100), 1), "decline"),
                UUID.randomUUID().toString());
        var after = staff.get("/api/admin/v1/orders-summary").json();
        assertThat(after.path("today").asLong()).isEqualTo(before.path("today").asLong() + 2);
        assertThat(after.path("unpaid").asLong())
                .isEqualTo(before.path("unpaid").asLong() + 1);
        assertThat(after.path("toShip").asLong())
                .isEqualTo(before.path("toShip").asLong() + 1);
        assertThat(amount(after) - amount(before)).isEqualTo(200.0);
    }

    private static double amount(JsonNode summary) {
        return Double.parseDouble(summary.path("revenueToday").path("amount").asString());
    }

    @Test
    void isClosedToWhoeverMayNot(TestShop shop) {
        var order = Buyer.guest(shop)
                .order(Buyer.guest(shop).cartWith(Buyer.product(shop, "20.00", 10), 1))
                .json();
        var reader = Buyer.staff(shop, "orders.read");
        assertThat(reader.get(path(order)).status()).isEqualTo(200);
        assertThat(ship(reader, order, Map.of("carrier", "zto", "trackingNumber", "1"), "no")
                        .status())
                .isEqualTo(403);
        assertThat(reader.post(path(order) + "/cancellation", Map.of("reason", "No"))
                        .status())
                .isEqualTo(403);
        assertThat(Buyer.staff(shop, "catalog.read").get(path(order)).status()).isEqualTo(403);
        assertThat(Buyer.member(shop).get(path(order)).status()).isIn(401, 403);
        assertThat(Buyer.guest(shop).get(ORDERS).status()).isEqualTo(401);
        assertThat(reader.get(ORDERS + "/1").status()).isEqualTo(404);
    }

    @Test
    void takesGoodsAsReceivedAfterTenDays(TestShop shop, JdbcClient db, ConfirmReceipts confirmReceipts) {
        var guest = Buyer.guest(shop);
        var order =
                guest.order(guest.cartWith(Buyer.product(shop, "20.00", 10), 1)).json();
        ship(Buyer.admin(shop), order, Map.of("carrier", "zto", "trackingNumber", "1"), "ship");
        confirmReceipts.run();
        assertThat(read(guest, order).path("status").asString()).isEqualTo("shipped");
        db.sql(
                        "UPDATE trade.order_standing SET placed_at = placed_at - interval '11 days', status_at = status_at - interval '11 days' WHERE order_id = (SELECT order_id FROM trade.orders WHERE number = :number)")
                .param("number", number(order))
                .update();
        confirmReceipts.run();
        var received = read(guest, order);
        assertThat(received.path("status").asString()).isEqualTo("received");
        assertThat(received.path("timeline").get(3).path("text").asString()).startsWith("Nobody said otherwise");
    }

    private static Map<String, Object> parcel(String trackingNumber, Map<String, Object> line) {
        return Map.of("carrier", "zto", "trackingNumber", trackingNumber, "lines", List.of(line));
    }

    private static Answer ship(Buyer staff, JsonNode order, Object parcel, String key) {
        return staff.post(path(order) + "/shipments", parcel, "Idempotency-Key", key);
    }

    private static JsonNode read(Buyer buyer, JsonNode order) {
        return buyer.read(number(order), order.path("accessToken").asString()).json();
    }

    private static String path(JsonNode order) {
        return ORDERS + "/" + number(order);
    }

    private static String number(JsonNode order) {
        return order.path("number").asString();
    }
}
