package io.kontor.trade.checkout;

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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is ordered before it is there, from the cart to the parcel. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class BackOrderTest {
    private final TestShop shop;
    private final Buyer staff;
    private final Buyer guest;
    private final LocalDate promised;

    BackOrderTest(TestShop shop) {
        this.shop = shop;
        this.staff = Buyer.admin(shop);
        this.guest = Buyer.guest(shop);
        this.promised = LocalDate.ofInstant(shop.bean(Clock.class).instant(), ZoneId.of("Asia/Shanghai"))
                .plusDays(30);
    }

    @Test
    void theDayThatWasPromisedGoesFromTheCartToTheOrderAndItShipsOnceItIsThere() {
        var sku = Buyer.product(shop, "59.80", 1);
        preOrder(sku, 3);
        var cartId = guest.cartWith(sku, 1);
        assertThat(cartLine(cartId).path("promisedOn").isMissingNode()).isTrue();
        guest.add(cartId, sku, 1);
        assertThat(cartLine(cartId).path("promisedOn").asString()).isEqualTo(promised.toString());
        assertThat(cartLine(cartId).path("available").asInt()).isEqualTo(4);
        var quote = guest.post("/api/store/v1/carts/" + cartId + "/quote", null).json();
        assertThat(quote.path("problems")).isEmpty();
        assertThat(quote.path("lines").get(0).path("promisedOn").asString()).isEqualTo(promised.toString());

        var placed = guest.order(cartId);
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        var order = placed.json();
        assertThat(order.path("lines").get(0).path("promisedOn").asString()).isEqualTo(promised.toString());
        var number = order.path("number").asString();
        var again = guest.read(number, order.path("accessToken").asString()).json();
        assertThat(again.path("lines").get(0).path("promisedOn").asString()).isEqualTo(promised.toString());
        var seen =
                staff.get("/api/admin/v1/orders/" + order.path("id").asString()).json();
        assertThat(seen.path("number").asString()).isEqualTo(number);
        assertThat(seen.path("lines").get(0).path("promisedOn").asString()).isEqualTo(promised.toString());

        assertThat(seen.path("lines").get(0).path("waiting").asInt()).isEqualTo(1);

        var refused = ship(number).json();
        assertThat(refused.path("type").asString()).isEqualTo("/problems/not-there-yet");
        assertThat(refused.path("waiting").get(0).path("sku").asString()).isEqualTo(sku);
        assertThat(refused.path("waiting").get(0).path("units").asInt()).isEqualTo(1);
        assertThat(refused.path("waiting").get(0).path("promisedOn").asString()).isEqualTo(promised.toString());
        assertThat(preview(number).path("problem").asString()).contains("not there yet");
        receive(sku, 1);
        Await.until(() -> assertThat(preview(number).path("outcome").asString()).isEqualTo("ready"));
        assertThat(ship(number).status()).isEqualTo(201);
        assertThat(Buyer.available(shop, sku)).isEqualTo(3);
    }

    @Test
    void whatIsThereShipsBeforeTheRestHasCome() {
        var sku = Buyer.product(shop, "59.80", 2);
        preOrder(sku, 3);
        var number = guest.order(guest.cartWith(sku, 3)).json().path("number").asString();
        assertThat(ship(number, Map.of("sku", sku, "quantity", 3))
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/not-there-yet");
        assertThat(ship(number, Map.of("sku", sku, "quantity", 2)).status()).isEqualTo(201);
        var line =
                staff.get("/api/admin/v1/orders/" + number).json().path("lines").get(0);
        assertThat(line.path("shipped").asInt()).isEqualTo(2);
        assertThat(line.path("waiting").asInt()).isEqualTo(1);
        assertThat(ship(number).json().path("type").asString()).isEqualTo("/problems/not-there-yet");
        receive(sku, 1);
        Await.until(() -> assertThat(ship(number).status()).isEqualTo(201));
    }

    @Test
    void moreThanMayBePromisedIsOutOfStock() {
        var sku = Buyer.product(shop, "59.80", 1);
        preOrder(sku, 2);
        var cartId = guest.cartWith(sku, 4);
        var line = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(line.path("problems").get(0).path("code").asString()).isEqualTo("short-stock");
        assertThat(line.path("problems").get(0).path("remedy").path("quantity").asInt())
                .isEqualTo(3);
        assertThat(guest.order(cartId).json().path("type").asString()).isEqualTo("/problems/out-of-stock");
    }

    @Test
    void aCancelledOrderGivesItsPlaceToOthers() {
        var sku = Buyer.product(shop, "59.80", 0);
        preOrder(sku, 1);
        var order = guest.order(guest.cartWith(sku, 1)).json();
        assertThat(Buyer.available(shop, sku)).isZero();
        guest.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/cancellation",
                Map.of("reason", "changed my mind"),
                "Authorization",
                "Bearer " + order.path("accessToken").asString());
        Await.until(() -> assertThat(Buyer.available(shop, sku)).isEqualTo(1));
    }

    private JsonNode cartLine(String cartId) {
        return guest.get("/api/store/v1/carts/" + cartId).json().path("lines").get(0);
    }

    private void preOrder(String sku, int most) {
        var answer = staff.put(
                "/api/admin/v1/stock/" + sku + "/policy",
                Map.of("kind", "PRE_ORDER", "most", most, "on", promised.toString()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private void receive(String sku, int units) {
        staff.post(
                "/api/admin/v1/stock/documents",
                Map.of(
                        "documentId",
                        UUID.randomUUID(),
                        "kind",
                        "RECEIPT",
                        "location",
                        "main",
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", units))));
    }

    private JsonNode preview(String number) {
        return staff.post(
                        "/api/admin/v1/shipping-lists/previews",
                        Map.of("csv", "order,carrier,tracking number\n" + number + ",SF Express,SF100200300\n"))
                .json()
                .path("items")
                .get(0);
    }

    private TestShop.Answer ship(String number, Map<String, Object> line) {
        return staff.post(
                "/api/admin/v1/orders/" + number + "/shipments",
                Map.of("carrier", "SF Express", "trackingNumber", "SF100", "lines", List.of(line)),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    private TestShop.Answer ship(String number) {
        return staff.post(
                "/api/admin/v1/orders/" + number + "/shipments",
                Map.of("carrier", "SF Express", "trackingNumber", "SF100200300"),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }
}
