package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The first sale through the API, from the search box to the received parcel. */
final class Sale {
    static final Map<String, String> ADDRESS = Map.of(
            "name",
            "Lena Wu",
            "phone",
            "13800138000",
            "country",
            "CN",
            "region",
            "上海市",
            "city",
            "上海市",
            "district",
            "徐汇区",
            "line1",
            "淮海中路 1 号",
            "postcode",
            "200030");

    private final TestShop catalogue;
    private final TestShop trade;
    private final TestShop identity;

    /** The processes that run catalog and search, trade, and identity: one and the same, or several. */
    Sale(TestShop catalogue, TestShop trade, TestShop identity) {
        this.catalogue = catalogue;
        this.trade = trade;
        this.identity = identity;
    }

    void make() {
        var sku = findTeapot();
        var before = available(sku);
        var cart = openCart();
        var cartWithLine =
                require(trade.post("/api/store/v1/carts/" + cart + "/lines", Map.of("sku", sku, "quantity", 2)), 200);
        var price = cents(cartWithLine.path("lines").path(0).path("price"));
        assertThat(cents(cartWithLine.path("totals").path("goods"))).isEqualTo(2 * price);

        var quote = require(
                trade.post(
                        "/api/store/v1/carts/" + cart + "/quote",
                        Map.of("address", ADDRESS, "deliveryMethod", "standard")),
                200);
        var order = require(place(cart, UUID.randomUUID().toString()), 201);
        assertThat(order.path("status").asString()).isEqualTo("paid");
        assertThat(order.path("totals").path("total"))
                .isEqualTo(quote.path("totals").path("total"));
        assertThat(order.path("payment").path("status").asString()).isEqualTo("captured");
        var linesSum = 0L;
        for (var line : order.path("lines")) {
            linesSum += cents(line.path("total")) + cents(line.path("deliveryShare"));
        }
        assertThat(linesSum)
                .isIn(
                        cents(order.path("totals").path("total")),
                        cents(order.path("totals").path("total"))
                                + cents(order.path("totals").path("delivery")));
        Await.until(() -> assertThat(available(sku)).isEqualTo(before - 2));

        var number = order.path("number").asString();
        var token = order.path("accessToken").asString();
        assertThat(trade.get("/api/store/v1/orders/" + number).status()).isIn(401, 404);
        assertThat(require(look(number, token), 200).path("number").asString()).isEqualTo(number);

        ship(number);
        assertThat(require(look(number, token), 200).path("status").asString()).isEqualTo("shipped");
        var received = require(
                trade.post("/api/store/v1/orders/" + number + "/receipt", null, "Authorization", "Bearer " + token),
                200);
        assertThat(received.path("status").asString()).isEqualTo("received");
    }

    String findTeapot() {
        var slug = new String[1];
        // The demo shop is loaded and indexed in the background.
        Await.until(() -> {
            var found = require(catalogue.get("/api/store/v1/products?q=teapot&lang=en"), 200)
                    .path("items");
            assertThat(found).isNotEmpty();
            slug[0] = found.path(0).path("slug").asString();
        });
        var product = require(catalogue.get("/api/store/v1/products/" + slug[0]), 200);
        for (var variant : product.path("variants")) {
            if (variant.path("available").asInt() > 3) {
                return variant.path("sku").asString();
            }
        }
        // The tests that share a shop buy the same teapot.
        return restocked(product.path("variants").path(0).path("sku").asString());
    }

    private String restocked(String sku) {
        assertThat(catalogue
                        .post(
                                "/api/admin/v1/stock/counts",
                                List.of(Map.of("sku", sku, "onHand", 1_000)),
                                "Cookie",
                                Members.admin(identity))
                        .status())
                .isEqualTo(204);
        return sku;
    }

    String openCart() {
        return require(trade.post("/api/store/v1/carts", "{}"), 201).path("id").asString();
    }

    TestShop.Answer place(String cart, String key) {
        return trade.post(
                "/api/store/v1/orders",
                Map.of(
                        "cartId",
                        cart,
                        "contact",
                        Map.of("email", "lena@example.com"),
                        "address",
                        ADDRESS,
                        "deliveryMethod",
                        "standard",
                        "payment",
                        Map.of("method", "sandbox")),
                "Idempotency-Key",
                key);
    }

    TestShop.Answer look(String number, String token) {
        return trade.get("/api/store/v1/orders/" + number, "Authorization", "Bearer " + token);
    }

    private void ship(String number) {
        require(
                trade.post(
                        "/api/admin/v1/orders/" + number + "/shipments",
                        Map.of("carrier", "SF Express", "trackingNumber", "SF1234567890"),
                        "Cookie",
                        Members.admin(identity),
                        "Idempotency-Key",
                        UUID.randomUUID().toString()),
                201);
    }

    private int available(String sku) {
        for (var item : require(catalogue.get("/api/store/v1/products?q=teapot&lang=en"), 200)
                .path("items")) {
            var product = require(
                    catalogue.get("/api/store/v1/products/" + item.path("slug").asString()), 200);
            for (var variant : product.path("variants")) {
                if (variant.path("sku").asString().equals(sku)) {
                    return variant.path("available").asInt();
                }
            }
        }
        throw new AssertionError("Nothing has the SKU " + sku);
    }

    static long cents(JsonNode money) {
        return Long.parseLong(money.path("amount").asString().replace(".", ""));
    }

    static JsonNode require(TestShop.Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json();
    }
}
