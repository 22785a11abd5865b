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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a shopper is offered, told and charged for delivery, by where it goes. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class DeliveryChoiceTest {
    private final TestShop shop;
    private final Buyer guest;
    private final Buyer staff;

    DeliveryChoiceTest(TestShop shop) {
        this.shop = shop;
        this.guest = Buyer.guest(shop);
        this.staff = Buyer.staff(shop, "orders.read", "orders.write");
    }

    @Test
    void explainsThePriceOfADeliveryAndChargesJustThat() {
        var method = addMethod();
        var cart = guest.cartWith(Buyer.product(shop, "20.00", 50), 7);
        var quote = quote(cart, "上海市", "202150", method);
        var choice = choice(quote, method);
        // Seven of 400 g: two kilograms of the tier, two further units of 500 g; free; and an island.
        assertThat(choice.path("price").path("amount").asString()).isEqualTo("7.00");
        assertThat(choice.path("explanation").findValuesAsString("text"))
                .containsExactly("Delta, up to 2 kg", "2 × 500 g more", "Free from ¥120.00", "Remote area");
        assertThat(choice.path("explanation")
                        .valueStream()
                        .map(step -> step.path("amount").path("amount").asString()))
                .containsExactly("6.00", "3.00", "-9.00", "7.00");
        assertThat(quote.path("totals").path("delivery").path("amount").asString())
                .isEqualTo("7.00");

        var order = guest.place(wanted(cart, method, "上海市", "202150"), key());
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(order.json().path("totals").path("delivery").path("amount").asString())
                .isEqualTo("7.00");
        assertThat(order.json().path("totals").path("total").path("amount").asString())
                .isEqualTo("147.00");
    }

    @Test
    void bulkyGoodsPayForTheRoomTheyTake() {
        var method = addMethod(Map.of("basis", "VOLUME"));
        // Three of 1.5 l: two litres of the tier, five further units of half a litre.
        var cart = guest.cartWith(Buyer.product(shop, "20.00", 50), 3);
        var quote = quote(cart, "上海市", "200030", method);
        assertThat(choice(quote, method).path("explanation").findValuesAsString("text"))
                .containsExactly("Delta, up to 2 l", "5 × 500 cm³ more");
        assertThat(quote.path("totals").path("delivery").path("amount").asString())
                .isEqualTo("13.50");
        var order = guest.place(wanted(cart, method, "上海市", "200030"), key());
        assertThat(order.status()).as(order.body()).isEqualTo(201);
        assertThat(order.json().path("totals").path("total").path("amount").asString())
                .isEqualTo("73.50");

        var tooLarge = guest.cartWith(Buyer.product(shop, "20.00", 50), 2);
        var refused = guest.place(wanted(tooLarge, method, "江苏", null), key());
        assertThat(refused.json().path("type").asString()).as(refused.body()).isEqualTo("/problems/not-delivered");
        assertThat(refused.json().path("reason").asString()).isEqualTo("too-much");
    }

    @Test
    void aMethodThatDoesNotGoThereIsNotOfferedAndRefused() {
        var method = addMethod();
        var cart = guest.cartWith(Buyer.product(shop, "20.00", 50), 1);
        var quote = quote(cart, "青海省", null, method);
        assertThat(quote.path("deliveryMethods").findValuesAsString("method"))
                .contains("standard")
                .doesNotContain(method);
        assertThat(quote.path("deliveryMethod").asString()).isEqualTo("standard");
        assertThat(quote.path("withheld").valueStream()).anySatisfy(one -> {
            assertThat(one.path("method").asString()).isEqualTo(method);
            assertThat(one.path("reason").asString()).isEqualTo("Does not go to this address");
        });

        var refused = guest.place(wanted(cart, method, "青海省", null), key());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/not-delivered");
        assertThat(refused.json().path("reason").asString()).isEqualTo("no-zone");
        assertThat(refused.json().path("deliveryMethods").toString()).contains("standard");
        var unknown = guest.place(wanted(cart, "balloon", "青海省", null), key());
        assertThat(unknown.json().path("type").asString()).isEqualTo("/problems/unknown-delivery-method");
    }

    @Test
    void goodsAreRefusedThatAreTooHeavyForAMethod() {
        var method = addMethod();
        var cart = guest.cartWith(Buyer.product(shop, "1.00", 900), 101);
        var refused = guest.place(wanted(cart, method, "江苏", null), key());
        assertThat(refused.json().path("type").asString()).as(refused.body()).isEqualTo("/problems/not-delivered");
        assertThat(refused.json().path("reason").asString()).isEqualTo("too-much");
    }

    private String key() {
        return UUID.randomUUID().toString();
    }

    private JsonNode quote(String cart, String region, String postcode, String method) {
        var address = new HashMap<String, Object>(Map.of("country", "CN", "region", region));
        if (postcode != null) {
            address.put("postcode", postcode);
        }
        var answer = guest.post(
                "/api/store/v1/carts/" + cart + "/quote", Map.of("address", address, "deliveryMethod", method));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode choice(JsonNode quote, String method) {
        return quote.path("deliveryMethods")
                .valueStream()
                .filter(one -> one.path("method").asString().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> wanted(String cart, String method, String region, String postcode) {
        var wanted = guest.wanted(cart, "capture");
        var address = new HashMap<>((Map<String, Object>) castMap(wanted.get("address")));
        address.put("region", region);
        address.put("postcode", postcode);
        wanted.put("address", address);
        wanted.put("deliveryMethod", method);
        return wanted;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> castMap(Object map) {
        return (Map<String, Object>) map;
    }

    /** Goes to the delta of the Yangtze with two kilograms at 6.00 and no further in Jiangsu; islands cost more. */
    private String addMethod() {
        return addMethod(Map.of());
    }

    private String addMethod(Map<String, Object> otherwise) {
        var code = Buyer.unique("delta").toLowerCase(java.util.Locale.ROOT);
        var zone = new HashMap<String, Object>(Map.of(
                "name",
                both("长三角", "Delta"),
                "areas",
                List.of(area(List.of("上海", "江苏"), List.of())),
                "basis",
                "WEIGHT",
                "tiers",
                List.of(Map.of("upTo", 2_000, "price", cny("6.00"))),
                "further",
                Map.of("step", 500, "price", cny("1.50")),
                "freeFrom",
                cny("120.00"),
                "remoteAreas",
                List.of(area(List.of(), List.of("2021"))),
                "remoteSurcharge",
                cny("7.00")));
        zone.putAll(otherwise);
        var heavy = new HashMap<>(zone);
        heavy.put("areas", List.of(area(List.of("江苏"), List.of())));
        heavy.put("name", both("江苏", "Jiangsu"));
        heavy.remove("further");
        var method = new HashMap<String, Object>(Map.of(
                "code",
                code,
                "kind",
                "DELIVERY",
                "name",
                both("长三角快送", "Delta express"),
                "description",
                both("次日达", "Next day"),
                "currency",
                "CNY",
                "zones",
                List.of(heavy, zone),
                "daysMin",
                1,
                "daysMax",
                1,
                "position",
                30,
                "active",
                true));
        var answer = staff.post("/api/admin/v1/delivery-methods", method);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return code;
    }

    private static Map<String, Object> area(List<String> regions, List<String> postcodes) {
        return Map.of("country", "CN", "regions", regions, "postcodes", postcodes);
    }

    private static Map<String, String> both(String zh, String en) {
        return Map.of("zh", zh, "en", en);
    }

    private static Map<String, String> cny(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }
}
