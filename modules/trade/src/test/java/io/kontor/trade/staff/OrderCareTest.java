package io.kontor.trade.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Notes, tags and another address, as customer service needs them. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class OrderCareTest {
    private static final String ORDERS = "/api/admin/v1/orders";

    private final TestShop shop;

    OrderCareTest(TestShop shop) {
        this.shop = shop;
    }

    private JsonNode order(Buyer buyer) {
        return buyer.order(buyer.cartWith(Buyer.product(shop, "20.00", 10), 2)).json();
    }

    private static String path(JsonNode order) {
        return ORDERS + "/" + order.path("number").asString();
    }

    private static JsonNode seenBy(Buyer guest, JsonNode order) {
        return guest.get(
                        "/api/store/v1/orders/" + order.path("number").asString(),
                        "Authorization",
                        "Bearer " + order.path("accessToken").asString())
                .json();
    }

    @Test
    void theBuyerReadsAMessageAndNeverAnInternalNote() {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        var order = order(guest);
        var secret = Map.of("text", "Paid late twice\nwatch", "toBuyer", false);
        var first = admin.post(path(order) + "/notes", secret, "Idempotency-Key", "one");
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        var again = admin.post(path(order) + "/notes", secret, "Idempotency-Key", "one");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(admin.post(path(order) + "/notes", Map.of("text", "It leaves on Monday", "toBuyer", true))
                        .status())
                .isEqualTo(201);

        var staffSees = admin.get(path(order)).json().path("timeline");
        assertThat(staffSees.findValuesAsString("what")).containsExactly("placed", "paid", "note", "message");
        assertThat(staffSees.findValuesAsString("detail")).contains("Paid late twice\nwatch", "It leaves on Monday");
        var buyerSees = seenBy(guest, order).path("timeline");
        assertThat(buyerSees.findValuesAsString("code")).containsExactly("placed", "paid", "message");
        assertThat(buyerSees.get(2).path("text").asString()).contains("It leaves on Monday");
        assertThat(seenBy(guest, order).toString()).doesNotContain("Paid late");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "bell\u0007"})
    void aNoteHasWords(String text) {
        var admin = Buyer.admin(shop);
        var order = order(Buyer.guest(shop));
        var answer = admin.post(path(order) + "/notes", Map.of("text", text, "toBuyer", false));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").asString()).isEqualTo("text");
        assertThat(admin.post(path(order) + "/notes", Map.of("text", "x".repeat(1001), "toBuyer", false))
                        .status())
                .isEqualTo(400);
        assertThat(admin.get(path(order)).json().path("timeline").size()).isEqualTo(2);
    }

    @Test
    void ordersAreFoundByTheirTags() {
        var admin = Buyer.admin(shop);
        var order = order(Buyer.guest(shop));
        order(Buyer.guest(shop));
        var tag = Buyer.unique("Gift");
        var set = admin.put(path(order) + "/tags", Map.of("tags", List.of(" " + tag + " ", tag.toUpperCase(), "急单")));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        assertThat(set.json().path("tags").size()).isEqualTo(2);

        var found = admin.get(ORDERS + "?tag=" + tag.toLowerCase()).json().path("items");
        assertThat(found.findValuesAsString("number"))
                .containsExactly(order.path("number").asString());
        assertThat(found.get(0).path("tags").get(0).asString()).isEqualTo(tag);
        assertThat(admin.get(path(order)).json().path("tags").size()).isEqualTo(2);
        assertThat(admin.get("/api/admin/v1/order-tags").body()).contains(tag, "急单");

        assertThat(admin.put(path(order) + "/tags", Map.of("tags", List.of()))
                        .json()
                        .path("tags")
                        .size())
                .isZero();
        assertThat(admin.get(ORDERS + "?tag=" + tag).json().path("items").size())
                .isZero();
        assertThat(admin.put(path(order) + "/tags", Map.of("tags", Collections.nCopies(21, "a")))
                        .status())
                .isEqualTo(400);
        assertThat(admin.put(path(order) + "/tags", Map.of("tags", List.of("x".repeat(31))))
                        .status())
                .isEqualTo(400);
    }

    private static Map<String, Object> address(JsonNode order, String field, String value) {
        var address = new HashMap<String, Object>();
        order.path("address").forEachEntry((name, text) -> address.put(name, text.isNull() ? null : text.asString()));
        address.put(field, value);
        return address;
    }

    @Test
    void anOrderGoesElsewhereInItsRegionUntilItIsShipped() {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        var order = order(guest);
        var was = order.path("address").path("line1").asString();
        var moved = admin.put(path(order) + "/address", address(order, "line1", "88 Nanjing Road"));
        assertThat(moved.status()).as(moved.body()).isEqualTo(204);
        var seen = seenBy(guest, order);
        assertThat(seen.path("address").path("line1").asString()).isEqualTo("88 Nanjing Road");
        assertThat(seen.path("totals")).isEqualTo(order.path("totals"));
        var told = admin.get(path(order)).json().path("timeline");
        assertThat(told.get(2).path("what").asString()).isEqualTo("address-changed");
        assertThat(told.get(2).path("detail").asString()).contains(was);

        assertThat(problem(admin.put(path(order) + "/address", address(order, "region", "Xizang"))))
                .isEqualTo("/problems/address-elsewhere");
        var bad = admin.put(path(order) + "/address", address(order, "phone", "none"));
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("fields").path("address.phone").asString()).isEqualTo("is not a phone number");

        var parcel = Map.of("carrier", "zto", "trackingNumber", "Z1");
        assertThat(admin.post(path(order) + "/shipments", parcel).status()).isEqualTo(201);
        assertThat(problem(admin.put(path(order) + "/address", address(order, "line1", "Too late"))))
                .isEqualTo("/problems/address-fixed");
        assertThat(seenBy(guest, order).path("address").path("line1").asString())
                .isEqualTo("88 Nanjing Road");
    }

    private static Answer move(Buyer buyer, JsonNode order, Object to, String token) {
        return buyer.send(
                "PUT",
                "/api/store/v1/orders/" + order.path("number").asString() + "/address",
                to,
                "Authorization",
                "Bearer " + token);
    }

    @Test
    void buyersSendTheirOwnOrdersElsewhereUntilSomethingIsShipped() {
        var admin = Buyer.admin(shop);
        var guest = Buyer.guest(shop);
        var order = order(guest);
        var token = order.path("accessToken").asString();
        var to = address(order, "line1", "淮海路 2 号");
        assertThat(move(Buyer.guest(shop), order, to, "wrong").status()).isEqualTo(404);
        assertThat(move(Buyer.member(shop), order, to, "").status()).isEqualTo(404);
        var moved = move(guest, order, to, token);
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
        assertThat(moved.json().path("address").path("line1").asString()).isEqualTo("淮海路 2 号");
        assertThat(moved.json().path("totals")).isEqualTo(order.path("totals"));
        assertThat(move(guest, order, to, token).json().path("timeline").size())
                .as("the same again is told once")
                .isEqualTo(3);
        var told = admin.get(path(order)).json().path("timeline").get(2);
        assertThat(told.path("what").asString()).isEqualTo("address-changed");
        assertThat(told.path("who").asString()).isEqualTo("buyer");
        assertThat(told.path("detail").asString()).contains("衡山路 1 号");

        assertThat(problem(move(guest, order, address(order, "region", "西藏"), token)))
                .isEqualTo("/problems/address-elsewhere");
        assertThat(move(guest, order, address(order, "name", " "), token).status())
                .isEqualTo(400);
        var parcel = Map.of(
                "carrier",
                "zto",
                "trackingNumber",
                "Z2",
                "lines",
                List.of(Map.of("sku", order.path("lines").get(0).path("sku").asString(), "quantity", 1)));
        assertThat(admin.post(path(order) + "/shipments", parcel).status()).isEqualTo(201);
        assertThat(problem(move(guest, order, address(order, "line1", "Too late"), token)))
                .isEqualTo("/problems/address-fixed");
        var member = Buyer.member(shop);
        var own = order(member);
        assertThat(member.put(
                                "/api/store/v1/orders/" + own.path("number").asString() + "/address",
                                address(own, "line2", "3 楼"))
                        .status())
                .isEqualTo(200);
    }

    private static String problem(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        return answer.json().path("type").asString();
    }
}
