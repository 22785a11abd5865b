package io.kontor.trade.cart;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.Catalog.Terms;
import io.kontor.catalog.CatalogModule;
import io.kontor.catalog.product.ProductDraft;
import io.kontor.catalog.product.SaveProduct;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which lines are bought now, which wait, and what stands in the way. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class CartChoicesTest {
    @Test
    void ordersWhatIsSelectedAndKeepsTheRest(TestShop shop) {
        var guest = Buyer.guest(shop);
        var skus = List.of(
                Buyer.product(shop, "10.00", 50), Buyer.product(shop, "20.00", 50), Buyer.product(shop, "40.00", 50));
        var cartId = guest.cart();
        skus.forEach(sku -> guest.add(cartId, sku, 1));
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(change(guest, cart, 1, "{\"selected\":false}")
                        .path("totals")
                        .path("total")
                        .path("amount")
                        .asString())
                .isEqualTo("50.00");
        var after = change(guest, cart, 2, "{\"saved\":true}");
        assertThat(after.path("lines").findValuesAsString("selected")).containsExactly("true", "false");
        assertThat(after.path("saved").get(0).path("sku").asString()).isEqualTo(skus.get(2));
        assertThat(after.path("quantity").asInt()).isEqualTo(2);
        var quote = guest.post("/api/store/v1/carts/" + cartId + "/quote", null).json();
        assertThat(quote.path("lines").findValuesAsString("sku")).containsExactly(skus.get(0));

        var order = guest.order(cartId);
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(order.json().path("totals").path("goods").path("amount").asString())
                .isEqualTo("10.00");
        var left = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(left.path("lines").findValuesAsString("sku")).containsExactly(skus.get(1));
        assertThat(left.path("saved").get(0).path("sku").asString()).isEqualTo(skus.get(2));
        assertThat(guest.order(cartId).json().path("type").asString()).isEqualTo("/problems/cart-empty");

        var all = List.of(left.path("lines").get(0).path("id").asString());
        var selected = guest.send("PUT", "/api/store/v1/carts/" + cartId + "/selection", Map.of("lineIds", all));
        assertThat(selected.json().path("lines").get(0).path("selected").asBoolean())
                .isTrue();
        assertThat(change(guest, selected.json().path("saved").get(0), cartId, "{\"saved\":false}")
                        .path("quantity")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void refusesChangesThatAreNone(TestShop shop) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, "10.00", 50), 1);
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        var line = "/api/store/v1/carts/" + cartId + "/lines/"
                + cart.path("lines").get(0).path("id").asString();
        for (var body : List.of(
                "{}",
                "{\"quantity\":0}",
                "{\"quantity\":1000}",
                "{\"quantity\":1.5}",
                "{\"quantity\":\"x\"}",
                "{\"selected\":\"maybe\"}",
                "{\"saved\":[]}",
                "{\"price\":\"0.01\"}")) {
            assertThat(guest.send("PATCH", line, body).status()).as(body).isEqualTo(400);
        }
        for (var body : List.of("{}", "{\"lineIds\":null}", "{\"lineIds\":[null]}", "{\"lineIds\":[\"x\"]}", "[]")) {
            assertThat(guest.send("PUT", "/api/store/v1/carts/" + cartId + "/selection", body)
                            .status())
                    .as(body)
                    .isEqualTo(400);
        }
        var stranger = "/api/store/v1/carts/" + cartId + "/lines/" + UUID.randomUUID();
        assertThat(guest.send("PATCH", stranger, "{\"acceptPrice\":true}").status())
                .isEqualTo(404);
    }

    @Test
    void aChangedPriceIsOrderedOnceItWasSeen(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "10.00", 50);
        var cartId = guest.cartWith(sku, 2);
        Buyer.product(shop, sku, "12.00", 50, true);
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        var problem = cart.path("problems").get(0);
        assertThat(problem.path("code").asString()).isEqualTo("price-changed");
        assertThat(problem.path("remedy").path("action").asString()).isEqualTo("accept-price");
        assertThat(problem.path("remedy").path("text").asString()).isEqualTo("Accept ¥12.00");
        var refused = guest.order(cartId);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/price-changed");
        assertThat(refused.json().path("problems").get(0)).isEqualTo(problem);
        var accepted = change(guest, cart, 0, "{\"acceptPrice\":true}");
        assertThat(accepted.path("problems")).isEmpty();
        assertThat(guest.order(cartId).status()).isEqualTo(201);
    }

    @Test
    void aTotalThatIsRightSaysThatThePriceWasSeen(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "10.00", 50);
        var cartId = guest.cartWith(sku, 2);
        Buyer.product(shop, sku, "9.00", 50, true);
        var wanted = guest.wanted(cartId, "capture");
        wanted.put("expectedTotal", Map.of("amount", "30.00", "currency", "CNY"));
        var old = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(old.status()).isEqualTo(409);
        assertThat(old.json().path("totals").path("total").path("amount").asString())
                .isEqualTo("28.00");
        wanted.put("expectedTotal", Map.of("amount", "28.00", "currency", "CNY"));
        assertThat(guest.place(wanted, UUID.randomUUID().toString()).status()).isEqualTo(201);
    }

    @Test
    void tellsInWhichQuantitiesThingsAreSold(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = limited(shop, 100, new Terms(null, 6, 12, 3, null, null));
        var cartId = guest.cartWith(sku, 1);
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(cart.path("problems").findValuesAsString("code")).containsExactly("below-minimum");
        assertThat(cart.path("problems").get(0).path("remedy").path("quantity").asInt())
                .isEqualTo(6);
        var refused = guest.order(cartId);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/quantity-limited");
        assertThat(refused.json().path("problems")).isEqualTo(cart.path("problems"));
        var many = change(guest, cart, 0, "{\"quantity\":20}");
        assertThat(many.path("problems").findValuesAsString("code")).containsExactly("above-maximum");
        assertThat(many.path("problems").get(0).path("remedy").path("quantity").asInt())
                .isEqualTo(12);
        var between = change(guest, cart, 0, "{\"quantity\":7}");
        assertThat(between.path("problems").findValuesAsString("code")).containsExactly("not-in-step");
        assertThat(between.path("problems")
                        .get(0)
                        .path("remedy")
                        .path("quantity")
                        .asInt())
                .isEqualTo(9);
        assertThat(change(guest, cart, 0, "{\"quantity\":9}").path("problems")).isEmpty();
        assertThat(guest.order(cartId).status()).isEqualTo(201);
    }

    @Test
    void tellsWhatIsGoneAndHowToGoOn(TestShop shop) {
        var guest = Buyer.guest(shop);
        var gone = Buyer.product(shop, "10.00", 50);
        var few = Buyer.product(shop, "10.00", 50);
        var none = Buyer.product(shop, "10.00", 50);
        var cartId = guest.cartWith(gone, 1);
        guest.add(cartId, few, 5);
        guest.add(cartId, none, 1);
        Buyer.product(shop, gone, "10.00", 50, false);
        shop.bean(Inventory.class)
                .count(List.of(
                        new Inventory.Count(few, 2, "stocktaking"), new Inventory.Count(none, 0, "stocktaking")));
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(cart.path("problems").findValuesAsString("code"))
                .containsExactly("not-on-sale", "short-stock", "out-of-stock");
        assertThat(cart.path("problems").findValuesAsString("action"))
                .containsExactly("remove", "set-quantity", "save");
        var refused = guest.order(cartId).json();
        assertThat(refused.path("type").asString()).isEqualTo("/problems/not-on-sale");
        assertThat(refused.path("problems").get(0).path("code").asString()).isEqualTo("not-on-sale");
        change(guest, cart, 0, "{\"selected\":false}");
        var short1 = guest.order(cartId).json();
        assertThat(short1.path("type").asString()).isEqualTo("/problems/out-of-stock");
        assertThat(short1.path("problems").findValuesAsString("code")).containsExactly("short-stock", "out-of-stock");
        change(guest, cart, 1, "{\"quantity\":2}");
        change(guest, cart, 2, "{\"saved\":true}");
        assertThat(guest.order(cartId).status()).isEqualTo(201);
    }

    @Test
    void tellsAChoiceThatIsGoneFromAProductThatIs(TestShop shop) {
        var guest = Buyer.guest(shop);
        var code = Buyer.unique("SHIRT");
        shirt(shop, code, "red", "blue");
        var cartId = guest.cartWith(code + "-red", 1);
        shirt(shop, code, "blue");
        var cart = guest.get("/api/store/v1/carts/" + cartId).json();
        assertThat(cart.path("problems").findValuesAsString("code")).containsExactly("option-gone");
        var refused = guest.order(cartId).json();
        assertThat(refused.path("type").asString()).isEqualTo("/problems/not-on-sale");
        assertThat(refused.path("problems")).isEqualTo(cart.path("problems"));
    }

    private static void shirt(TestShop shop, String code, String... colours) {
        var values = java.util.Arrays.stream(colours)
                .map(colour -> new ProductDraft.Value(colour, Text.of("en", colour), null))
                .toList();
        var variants = java.util.Arrays.stream(colours)
                .map(colour -> new ProductDraft.Variant(
                        code + "-" + colour,
                        Map.of("colour", colour),
                        Money.parse("5.00", "CNY"),
                        null,
                        100,
                        0,
                        null,
                        null))
                .toList();
        shop.bean(SaveProduct.class)
                .save(
                        new ProductDraft(
                                code,
                                null,
                                null,
                                List.of(),
                                Text.of("en", "Shirt"),
                                Text.EMPTY,
                                Text.EMPTY,
                                List.of(new ProductDraft.Option("colour", Text.of("en", "Colour"), values)),
                                variants,
                                List.of(),
                                List.of(),
                                true,
                                null),
                        "test");
    }

    @Test
    void keepsChoicesWhenAGuestSignsIn(TestShop shop) {
        var guest = Buyer.guest(shop);
        var tea = Buyer.product(shop, "10.00", 50);
        var cup = Buyer.product(shop, "10.00", 50);
        var tray = Buyer.product(shop, "10.00", 50);
        var guests = guest.cartWith(tea, 1);
        guest.add(guests, cup, 2);
        guest.add(guests, tray, 1);
        var cart = guest.get("/api/store/v1/carts/" + guests).json();
        change(guest, cart, 0, "{\"selected\":false}");
        change(guest, cart, 2, "{\"saved\":true}");
        var member = Buyer.member(shop);
        var own = member.cartWith(cup, 1);
        change(member, member.get("/api/store/v1/carts/" + own).json(), 0, "{\"saved\":true}");
        var merged = member.get("/api/store/v1/carts/" + guests).json();
        assertThat(merged.path("id").asString()).isEqualTo(own);
        assertThat(merged.path("lines").findValuesAsString("sku")).containsExactly(cup, tea);
        assertThat(merged.path("lines").get(0).path("quantity").asInt()).isEqualTo(2);
        assertThat(merged.path("lines").findValuesAsString("selected")).containsExactly("true", "false");
        assertThat(merged.path("saved").findValuesAsString("sku")).containsExactly(tray);
    }

    @Test
    void oneBuyerGetsNoMoreThanTheirShareHoweverManyTriesComeAtOnce(TestShop shop) {
        var sku = limited(shop, 1_000, new Terms(null, null, null, null, 3, 30));
        var member = Buyer.member(shop);
        var other = Buyer.guest(shop);
        var carts = new ArrayList<String>();
        for (var at = 0; at < 8; at++) {
            carts.add(other.cartWith(sku, 1));
        }
        // All of them give the same phone number and e-mail address.
        var answers = AtOnce.run(carts.size(), at -> other.order(carts.get(at))).stream()
                .map(TestShop.Answer.class::cast)
                .toList();
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(5)
                .allMatch(answer -> answer.json().path("type").asString().equals("/problems/quantity-limited"))
                .allMatch(answer -> answer.json()
                        .path("problems")
                        .get(0)
                        .path("code")
                        .asString()
                        .equals("buyer-limit"));
        assertThat(Buyer.available(shop, sku)).isEqualTo(997);

        var number = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .json();
        other.post(
                "/api/store/v1/orders/" + number.path("number").asString() + "/cancellation",
                Map.of("reason", "changed my mind"),
                "Authorization",
                "Bearer " + number.path("accessToken").asString());
        assertThat(other.order(other.cartWith(sku, 1)).status()).isEqualTo(201);

        var mine = member.cartWith(sku, 4);
        assertThat(member.get("/api/store/v1/carts/" + mine)
                        .json()
                        .path("problems")
                        .get(0)
                        .path("remedy")
                        .path("quantity")
                        .asInt())
                .isEqualTo(3);
        // Too much is refused before anything is held, so that nobody else is told that it is out of stock meanwhile.
        var before = reservations(shop, sku);
        assertThat(member.order(mine).json().path("type").asString()).isEqualTo("/problems/quantity-limited");
        assertThat(reservations(shop, sku)).isEqualTo(before);
    }

    /** What earlier orders gave up may still be released meanwhile; it is not counted. */
    private static long reservations(TestShop shop, String sku) {
        return Buyer.admin(shop)
                .get("/api/admin/v1/stock/" + sku + "/movements?limit=200")
                .json()
                .path("items")
                .valueStream()
                .filter(movement -> movement.path("cause").asString().equals("reservation"))
                .count();
    }

    private static String limited(TestShop shop, int onHand, @Nullable Terms terms) {
        var sku = Buyer.unique("LIMITED");
        shop.bean(SaveProduct.class)
                .save(
                        new ProductDraft(
                                sku,
                                null,
                                null,
                                List.of(),
                                new Text(Map.of("zh", "限购茶", "en", "Rare tea")),
                                Text.EMPTY,
                                Text.EMPTY,
                                List.of(),
                                List.of(new ProductDraft.Variant(
                                        sku, Map.of(), Money.parse("5.00", "CNY"), null, 100, 0, null, null)),
                                List.of(),
                                List.of(),
                                true,
                                null,
                                terms),
                        "test");
        shop.bean(Inventory.class).count(List.of(new Inventory.Count(sku, onHand, "stocktaking")));
        return sku;
    }

    private static JsonNode change(Buyer buyer, JsonNode cart, int at, String body) {
        return change(buyer, cart.path("lines").get(at), cart.path("id").asString(), body);
    }

    private static JsonNode change(Buyer buyer, JsonNode line, String cartId, String body) {
        var answer = buyer.send(
                "PATCH",
                "/api/store/v1/carts/" + cartId + "/lines/" + line.path("id").asString(),
                body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }
}
