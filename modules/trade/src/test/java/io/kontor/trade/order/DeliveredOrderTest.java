package io.kontor.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two parcels of one order, from the house to the door. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class DeliveredOrderTest {
    private final TestShop shop;
    private final Buyer guest;
    private final Buyer staff;

    DeliveredOrderTest(TestShop shop) {
        this.shop = shop;
        this.guest = Buyer.guest(shop);
        this.staff = Buyer.staff(shop, "orders.read", "orders.write");
    }

    @Test
    void anOrderIsDeliveredWithTheLastOfItsParcels() {
        var sku = Buyer.product(shop, "20.00", 9);
        var order = guest.order(guest.cartWith(sku, 3)).json();
        var first = ship(order, sku, 2, "SF1");
        arrive(first);
        assertThat(read(order).path("status").asString()).isEqualTo("partially-shipped");

        var second = ship(order, sku, 1, "SF2");
        enter(second, "IN_TRANSIT", "Hangzhou");
        assertThat(read(order).path("status").asString()).isEqualTo("shipped");
        arrive(second);
        Await.until(() -> assertThat(read(order).path("status").asString()).isEqualTo("delivered"));

        var seen = read(order);
        assertThat(seen.path("receivable").asBoolean()).isTrue();
        assertThat(seen.path("timeline").findValuesAsString("code")).endsWith("delivered");
        assertThat(seen.path("shipments").findValuesAsString("status")).startsWith("delivered");
        assertThat(seen.path("shipments").get(1).path("events").findValuesAsString("status"))
                .containsExactly("in-transit", "delivered");
        assertThat(seen.path("shipments")
                        .get(1)
                        .path("events")
                        .get(0)
                        .path("place")
                        .asString())
                .isEqualTo("Hangzhou");
        var received = guest.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/receipt",
                null,
                "Authorization",
                "Bearer " + order.path("accessToken").asString());
        assertThat(received.json().path("status").asString()).isEqualTo("received");
    }

    private String ship(JsonNode order, String sku, int quantity, String trackingNumber) {
        var answer = staff.post(
                "/api/admin/v1/orders/" + order.path("number").asString() + "/shipments",
                Map.of(
                        "carrier",
                        "SF Express",
                        "trackingNumber",
                        trackingNumber,
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", quantity))),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("shipmentId").asString();
    }

    private void arrive(String shipmentId) {
        enter(shipmentId, "DELIVERED", "");
    }

    private void enter(String shipmentId, String status, String place) {
        var answer = staff.post(
                "/api/admin/v1/shipments/" + shipmentId + "/tracking-events",
                Map.of("eventId", status, "status", status, "place", place));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private JsonNode read(JsonNode order) {
        return guest.read(
                        order.path("number").asString(),
                        order.path("accessToken").asString())
                .json();
    }
}
