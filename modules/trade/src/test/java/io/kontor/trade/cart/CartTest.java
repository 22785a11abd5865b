package io.kontor.trade.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class CartTest {
    @Test
    void addsUpChangesAndRemovesLines(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "12.50", 50);
        var cartId = guest.cartWith(sku, 2);
        var added = guest.add(cartId, sku, 3).json();
        assertThat(added.path("lines").size()).isEqualTo(1);
        assertThat(added.path("quantity").asInt()).isEqualTo(5);
        assertThat(added.path("totals").path("total").path("amount").asString()).isEqualTo("62.50");
        var lineId = added.path("lines").get(0).path("id").asString();
        var line = "/api/store/v1/carts/" + cartId + "/lines/" + lineId;
        assertThat(guest.send("PATCH", line, Map.of("quantity", 4))
                        .json()
                        .path("quantity")
                        .asInt())
                .isEqualTo(4);
        var emptied = guest.send("DELETE", line, null);
        assertThat(emptied.status()).isEqualTo(200);
        assertThat(emptied.json().path("lines").size()).isZero();
        assertThat(guest.send("DELETE", line, null).status()).isEqualTo(404);
    }

    @Test
    void refusesImpossibleQuantitiesAndNeverFails(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "1.00", 5);
        var cartId = guest.cart();
        for (var quantity : List.of(
                "0",
                "-1",
                "1000",
                "2147483648",
                "9223372036854775808",
                "0.1",
                "1e3",
                "\"1e3\"",
                "NaN",
                "null",
                "\"\"",
                "[]",
                "{}",
                "true")) {
            var answer = guest.post(
                    "/api/store/v1/carts/" + cartId + "/lines",
                    "{\"sku\":\"" + sku + "\",\"quantity\":" + quantity + "}");
            assertThat(answer.status()).as(quantity + ": " + answer.body()).isEqualTo(400);
        }
        for (var body : List.of(
                "",
                "[]",
                "null",
                "{}",
                "{\"quantity\":1}",
                "{\"sku\":null,\"quantity\":1}",
                "{\"sku\":\"x\",\"quantity\":1,\"price\":1}",
                "{")) {
            assertThat(guest.post("/api/store/v1/carts/" + cartId + "/lines", body)
                            .status())
                    .as(body)
                    .isIn(400, 404);
        }
        assertThat(guest.get("/api/store/v1/carts/" + cartId)
                        .json()
                        .path("lines")
                        .size())
                .isZero();
    }

    @Test
    void knowsNoUnknownGoodsOrCarts(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cart();
        for (var sku : List.of("NO-SUCH-SKU", "", " ", "\u0000", "x".repeat(5_000), "'; DROP TABLE trade.cart; --")) {
            var answer = guest.add(cartId, sku, 1);
            assertThat(answer.status()).as(sku + answer.body()).isEqualTo(404);
            assertThat(answer.json().path("type").asString()).isEqualTo("/problems/unknown-sku");
        }
        assertThat(guest.add(UUID.randomUUID().toString(), Buyer.product(shop, "1.00", 5), 1)
                        .status())
                .isEqualTo(404);
        assertThat(guest.get("/api/store/v1/carts/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(guest.get("/api/store/v1/carts/nonsense").status()).isEqualTo(400);
    }

    @Test
    void holdsNoMoreThanALineAndACartHaveRoomFor(TestShop shop, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "1.00", 5_000);
        var cartId = guest.cartWith(sku, 999);
        assertThat(guest.add(cartId, sku, 1).json().path("type").asString()).isEqualTo("/problems/quantity-invalid");
        db.sql("""
                        UPDATE trade.cart
                           SET lines = (SELECT jsonb_agg(lines::jsonb -> 0 || jsonb_build_object('lineId', gen_random_uuid(), 'sku', 'GONE-' || n))
                                          FROM generate_series(1, 200) AS n)::text
                         WHERE cart_id = :cartId::uuid
                        """).param("cartId", cartId).update();
        assertThat(guest.add(cartId, Buyer.product(shop, "1.00", 5), 1)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/cart-full");
        assertThat(guest.get("/api/store/v1/carts/" + cartId)
                        .json()
                        .path("lines")
                        .size())
                .isEqualTo(200);
    }

    @Test
    void saysWhatChangedSinceGoodsWereAdded(TestShop shop) {
        var guest = Buyer.guest(shop);
        var dearer = Buyer.product(shop, "10.00", 50);
        var scarce = Buyer.product(shop, "10.00", 3);
        var gone = Buyer.product(shop, "10.00", 5);
        var soldOut = Buyer.product(shop, "10.00", 0);
        var cartId = guest.cartWith(dearer, 1);
        guest.add(cartId, scarce, 4);
        guest.add(cartId, gone, 1);
        guest.add(cartId, soldOut, 1);
        Buyer.product(shop, dearer, "12.00", 50, true);
        Buyer.product(shop, gone, "10.00", 5, false);
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(cart.path("problems").findValuesAsString("code"))
                .containsExactly("price-changed", "short-stock", "not-on-sale", "out-of-stock");
        assertThat(cart.path("problems").get(0).path("message").asString())
                .contains("¥10.00")
                .contains("¥12.00");
        assertThat(cart.path("totals").path("goods").path("amount").asString()).isEqualTo("62.00");
        assertThat(cart.path("lines").size()).isEqualTo(4);
    }

    @Test
    void showsAnAccountsCartToItsAccountOnly(TestShop shop) {
        var lena = Buyer.member(shop);
        var omar = Buyer.member(shop);
        var sku = Buyer.product(shop, "5.00", 50);
        var cartId = lena.cartWith(sku, 1);
        assertThat(lena.cart()).isEqualTo(cartId);
        assertThat(omar.get("/api/store/v1/carts/" + cartId).status()).isEqualTo(404);
        assertThat(Buyer.guest(shop).get("/api/store/v1/carts/" + cartId).status())
                .isEqualTo(404);
        assertThat(Buyer.guest(shop).add(cartId, sku, 1).status()).isEqualTo(404);
        assertThat(omar.add(cartId, sku, 1).status()).isEqualTo(404);
        var line = lena.get("/api/store/v1/carts/" + cartId)
                .json()
                .path("lines")
                .get(0)
                .path("id")
                .asString();
        assertThat(omar.send("DELETE", "/api/store/v1/carts/" + cartId + "/lines/" + line, null)
                        .status())
                .isEqualTo(404);
        assertThat(lena.get("/api/store/v1/carts/" + cartId)
                        .json()
                        .path("quantity")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void adoptsAGuestsCartAtItsFirstTouchBySomebodyWithNone(TestShop shop) {
        var sku = Buyer.product(shop, "5.00", 50);
        var cartId = Buyer.guest(shop).cartWith(sku, 2);
        var lena = Buyer.member(shop);
        assertThat(lena.add(cartId, sku, 1).json().path("quantity").asInt()).isEqualTo(3);
        assertThat(lena.cart()).isEqualTo(cartId);
        assertThat(Buyer.guest(shop).get("/api/store/v1/carts/" + cartId).status())
                .isEqualTo(404);
    }

    @Test
    void mergesAGuestsCartIntoTheAccountsAndKeepsItsIdWorking(TestShop shop) {
        var shared = Buyer.product(shop, "5.00", 50);
        var other = Buyer.product(shop, "7.00", 50);
        var lena = Buyer.member(shop);
        var own = lena.cartWith(shared, 998);
        var guests = Buyer.guest(shop).cartWith(shared, 2);
        Buyer.guest(shop).add(guests, other, 3);
        var merged = lena.get("/api/store/v1/carts/" + guests).json();
        assertThat(merged.path("id").asString()).isEqualTo(own);
        assertThat(merged.path("lines").findValuesAsString("sku")).containsExactly(shared, other);
        assertThat(merged.path("lines").get(0).path("quantity").asInt()).isEqualTo(999);
        assertThat(merged.path("lines").get(1).path("quantity").asInt()).isEqualTo(3);
        assertThat(lena.add(guests, other, 1)
                        .json()
                        .path("lines")
                        .get(1)
                        .path("quantity")
                        .asInt())
                .isEqualTo(4);
        assertThat(Buyer.guest(shop).get("/api/store/v1/carts/" + guests).status())
                .isEqualTo(404);
    }

    @Test
    void forgetsCartsThatNobodyTouches(TestShop shop, CartStore carts, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var idle = guest.cartWith(Buyer.product(shop, "5.00", 50), 1);
        var fresh = guest.cart();
        db.sql("UPDATE trade.cart SET touched_at = '2020-01-01' WHERE cart_id = :id::uuid")
                .param("id", idle)
                .update();
        assertThat(carts.forget(Instant.parse("2021-01-01T00:00:00Z"))).isEqualTo(1);
        assertThat(guest.get("/api/store/v1/carts/" + idle).status()).isEqualTo(404);
        assertThat(guest.get("/api/store/v1/carts/" + fresh).status()).isEqualTo(200);
    }
}
