package io.kontor.trade.checkout;

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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** In a shop of its own: its tax table holds for everybody in it. */
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
class ExplainedOrderTest {
    @Test
    void tellsEveryCentAlikeInQuoteOrderAndBackOffice(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, Buyer.unique("SEASON"), "22.22", 50, true), 3);
        guest.add(cartId, Buyer.product(shop, "10.01", 50), 1);
        var quote = guest.post("/api/store/v1/carts/" + cartId + "/quote", Map.of("coupons", List.of("DEAR", "NONE")));
        assertThat(quote.status()).as(quote.body()).isEqualTo(200);
        assertThat(codes(quote.json().path("explanation")))
                .containsExactly("list-price", "season", "whole", "delivery", "post");
        assertThat(quote.json().path("notApplied").get(0).path("reason").asString())
                .isEqualTo("no-such-coupon");
        assertThat(quote.json().path("notApplied").get(1).path("reason").asString())
                .isEqualTo("below-minimum");
        assertThat(quote.json().path("notApplied").get(1).path("text").asString())
                .contains("¥");
        assertThat(quote.json().path("coupons").get(0).path("applied").asBoolean())
                .isFalse();
        addsUp(quote.json());

        var placed = guest.order(cartId);
        assertThat(placed.status()).as(placed.body()).isEqualTo(201);
        assertThat(placed.json().path("totals")).isEqualTo(quote.json().path("totals"));
        var number = placed.json().path("number").asString();
        var read =
                guest.read(number, placed.json().path("accessToken").asString()).json();
        assertThat(read.path("explanation")).isEqualTo(quote.json().path("explanation"));
        addsUp(read);

        var staff = Buyer.admin(shop).get("/api/admin/v1/orders/" + number).json();
        assertThat(staff.path("explanation")).isEqualTo(quote.json().path("explanation"));
        assertThat(staff.path("lines").get(0).path("explanation"))
                .isEqualTo(read.path("lines").get(0).path("explanation"));
    }

    @Test
    void theCartTellsWhatRulesTakeOffBeforeTheDeliveryIsKnown(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, Buyer.unique("SEASON"), "40.00", 50, true), 1);
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(codes(cart.path("explanation"))).containsExactly("list-price", "season", "whole");
        assertThat(sum(cart.path("explanation")))
                .isEqualByComparingTo(amount(cart.path("totals").path("total")));
        var line = cart.path("lines").get(0);
        assertThat(sum(line.path("explanation"))).isEqualByComparingTo(amount(line.path("total")));
        var plain = guest.get("/api/store/v1/carts/" + guest.cartWith(Buyer.product(shop, "40.00", 50), 1));
        assertThat(plain.body()).doesNotContain("explanation", "terms", "taxAdded");
    }

    @Test
    void anOrderTakesTheCouponsOfItsQuote(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, Buyer.unique("SEASON"), "40.00", 50, true), 1);
        var coupons = List.of("TENTH", "DEAR");
        var quote = guest.post("/api/store/v1/carts/" + cartId + "/quote", Map.of("coupons", coupons))
                .json();
        assertThat(quote.path("coupons").findValuesAsString("applied")).containsExactly("true", "false");
        var wanted = guest.wanted(cartId, "capture");
        wanted.put("coupons", List.of("x".repeat(65)));
        assertThat(guest.place(wanted, UUID.randomUUID().toString()).status()).isEqualTo(400);
        wanted.put("coupons", coupons);
        wanted.put("expectedTotal", quote.path("totals").path("total"));
        var order = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        var number = order.json().path("number").asString();
        var read =
                guest.read(number, order.json().path("accessToken").asString()).json();
        assertThat(codes(read.path("explanation"))).contains("TENTH");
        assertThat(read.path("notApplied").get(0).path("code").asString()).isEqualTo("DEAR");
        addsUp(read);
    }

    @Test
    void leavesOutOfAPlainOrderWhatItsAmountsSay(TestShop shop, org.springframework.jdbc.core.simple.JdbcClient db) {
        var guest = Buyer.guest(shop);
        var order =
                guest.order(guest.cartWith(Buyer.product(shop, "12.00", 50), 2)).json();
        var id = UUID.fromString(order.path("id").asString());
        assertThat(db.sql("SELECT explanation IS NULL FROM trade.orders WHERE order_id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(db.sql("SELECT explanation FROM trade.order_line WHERE order_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single())
                .isEqualTo("{\"taxMillionths\":130000}");
    }

    @Test
    void addsTaxWhereTheTableSaysSo(TestShop shop) {
        var admin = Buyer.admin(shop);
        put(admin, "standard", "US", "", "0", true);
        put(admin, "standard", "US", "New York", "8.875", false);
        put(admin, "delivery", "US", "New York", "4", false);
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, "50.00", 50), 1);
        var quote = quoteIn(guest, cartId, "US", "new york");
        assertThat(quote.path("totals").path("taxAdded").path("amount").asString())
                .isEqualTo("4.84");
        assertThat(quote.path("totals").path("total").path("amount").asString()).isEqualTo("64.84");
        assertThat(quote.path("taxes").findValuesAsString("percent")).containsExactly("8.875", "4");
        addsUp(quote);
        assertThat(quoteIn(guest, cartId, "US", "Ohio")
                        .path("totals")
                        .path("tax")
                        .path("amount")
                        .asString())
                .isEqualTo("0.00");
        assertThat(quoteIn(guest, cartId, "CN", "上海")
                        .path("totals")
                        .path("tax")
                        .path("amount")
                        .asString())
                .isEqualTo("6.90");

        var wanted = guest.wanted(cartId, "capture");
        var address = new LinkedHashMap<>((Map<?, ?>) wanted.get("address"));
        var there = new LinkedHashMap<String, Object>();
        address.forEach((key, value) -> there.put(String.valueOf(key), value));
        there.put("country", "US");
        there.put("region", "New York");
        wanted.put("address", there);
        wanted.put("expectedTotal", Map.of("amount", "60.00", "currency", "CNY"));
        var changed = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.json().path("totals").path("total").path("amount").asString())
                .isEqualTo("64.84");
        wanted.put("expectedTotal", Map.of("amount", "64.84", "currency", "CNY"));
        var order = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        addsUp(guest.read(
                        order.json().path("number").asString(),
                        order.json().path("accessToken").asString())
                .json());

        for (var rate : admin.get("/api/admin/v1/tax-rates").json().path("items")) {
            assertThat(admin.send(
                                    "DELETE",
                                    "/api/admin/v1/tax-rates/" + rate.path("id").asString(),
                                    null)
                            .status())
                    .isEqualTo(204);
        }
        assertThat(quoteIn(guest, guest.cartWith(Buyer.product(shop, "50.00", 50), 1), "US", "New York")
                        .path("totals")
                        .path("tax")
                        .path("amount")
                        .asString())
                .isEqualTo("6.90");
    }

    @Test
    void refusesRatesThatAreNone(TestShop shop) {
        var admin = Buyer.admin(shop);
        for (var wrong : List.of(
                "{}",
                "{\"taxClass\":\"A b\",\"percent\":\"1\",\"included\":true}",
                "{\"taxClass\":\"a\",\"percent\":\"101\",\"included\":true}",
                "{\"taxClass\":\"a\",\"percent\":\"1.00001\",\"included\":true}",
                "{\"taxClass\":\"a\",\"percent\":\"-1\",\"included\":true}",
                "{\"taxClass\":\"a\",\"percent\":\"1e1\",\"included\":true}",
                "{\"taxClass\":\"a\",\"percent\":\"1\"}",
                "{\"taxClass\":\"a\",\"percent\":\"1\",\"included\":true,\"country\":\"ZZ\"}",
                "{\"taxClass\":\"a\",\"percent\":\"1\",\"included\":true,\"region\":\"Bavaria\"}",
                "{\"taxClass\":\"a\",\"percent\":\"1\",\"included\":true,\"country\":\"DE\",\"region\":\""
                        + "x".repeat(61) + "\"}")) {
            var answer = admin.send("PUT", "/api/admin/v1/tax-rates", wrong);
            assertThat(answer.status()).as(wrong + answer.body()).isEqualTo(400);
        }
        assertThat(admin.send("DELETE", "/api/admin/v1/tax-rates/" + UUID.randomUUID(), null)
                        .status())
                .isEqualTo(404);
    }

    private static void put(
            Buyer admin, String taxClass, String country, String region, String percent, boolean included) {
        var answer = admin.send(
                "PUT",
                "/api/admin/v1/tax-rates",
                Map.of(
                        "taxClass",
                        taxClass,
                        "country",
                        country,
                        "region",
                        region,
                        "percent",
                        percent,
                        "included",
                        included));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private static JsonNode quoteIn(Buyer guest, String cartId, String country, String region) {
        var address = Map.of("country", country, "region", region);
        var quote = guest.post("/api/store/v1/carts/" + cartId + "/quote", Map.of("address", address));
        assertThat(quote.status()).as(quote.body()).isEqualTo(200);
        return quote.json();
    }

    /** Every line's explanation sums to what is paid for it, these to the total, and the order's own explanation too. */
    private static void addsUp(JsonNode told) {
        var paid = BigDecimal.ZERO;
        for (var line : told.path("lines")) {
            assertThat(sum(line.path("explanation"))).isEqualByComparingTo(amount(line.path("paid")));
            paid = paid.add(amount(line.path("paid")));
        }
        assertThat(paid).isEqualByComparingTo(amount(told.path("totals").path("total")));
        assertThat(sum(told.path("explanation"))).isEqualByComparingTo(paid);
        assertThat(sum(told.path("taxes")))
                .isEqualByComparingTo(amount(told.path("totals").path("tax")));
    }

    private static BigDecimal sum(JsonNode steps) {
        var sum = BigDecimal.ZERO;
        for (var step : steps) {
            sum = sum.add(amount(step.path("amount")));
        }
        return sum;
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asString());
    }

    private static List<String> codes(JsonNode steps) {
        var codes = new ArrayList<String>();
        steps.forEach(step -> codes.add(step.path("code").asString()));
        return codes;
    }
}
