package io.kontor.trade.change;

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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Orders that become too heavy for the way they go: staff is told, and chooses. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class ChangedDeliveryTest {
    private final TestShop shop;
    private Buyer staff;
    private String teapot = "";

    ChangedDeliveryTest(TestShop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void prepare() {
        staff = Buyer.staff(shop, "orders.read", "orders.write", "orders.prices");
        teapot = Buyer.product(shop, "20.00", 50);
    }

    /** Goes by bicycle: one kilogram at 5.00 and no more. A teapot weighs 400 g. */
    private Changed placed(String outcome) {
        return placed(outcome, "WEIGHT", List.of(Map.of("upTo", 1_000, "price", cny("5.00"))));
    }

    private static Map<String, String> cny(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    private Changed placed(String outcome, String basis, List<?> tiers) {
        var code = Buyer.unique("bike").toLowerCase(Locale.ROOT);
        var zone = Map.of(
                "name", Map.of("zh", "全国", "en", "Everywhere"),
                "areas", List.of(Map.of("country", "CN", "regions", List.of(), "postcodes", List.of())),
                "basis", basis,
                "tiers", tiers,
                "remoteAreas", List.of());
        var method = new HashMap<String, Object>(Map.of(
                "code",
                code,
                "kind",
                "DELIVERY",
                "name",
                Map.of("zh", "单车", "en", "Bicycle"),
                "description",
                Map.of("zh", "当日达", "en", "Today"),
                "currency",
                "CNY",
                "zones",
                List.of(zone),
                "daysMin",
                1,
                "daysMax",
                1,
                "position",
                30,
                "active",
                true));
        var added = staff.post("/api/admin/v1/delivery-methods", method);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        var guest = Buyer.guest(shop);
        var wanted = guest.wanted(guest.cartWith(teapot, 2), outcome);
        wanted.put("deliveryMethod", code);
        var answer = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Changed(shop, staff, guest, answer.json());
    }

    private Answer change(Changed order, int quantity, Map<String, ?> choice) {
        var body = new HashMap<String, Object>(Changed.body(Map.of(teapot, quantity)));
        body.putAll(choice);
        return order.send(
                "line-changes", body, order.version(), UUID.randomUUID().toString());
    }

    private static void isDone(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String delivery(JsonNode of) {
        return of.path("totals").path("delivery").path("amount").asString();
    }

    @Test
    void aPreviewSaysThatItsMethodDoesNotTakeItAndWhichDo() {
        var order = placed("capture");
        assertThat(order.preview(Map.of(teapot, 1)).json().has("notDelivered")).isFalse();
        var preview = order.preview(Map.of(teapot, 3));
        isDone(preview);
        var not = preview.json().path("notDelivered");
        assertThat(not.path("reason").asString()).isEqualTo("too-much");
        assertThat(not.path("text").asString()).isEqualTo("More than this method takes");
        assertThat(not.path("others").findValuesAsString("code"))
                .contains("standard", "express")
                .doesNotContain(order.seenByBuyer().path("deliveryMethod").asString());
        assertThat(not.path("others").get(0).path("price").path("amount").asString())
                .isEqualTo("12.00");
    }

    @Test
    void nothingChangesUntilStaffChoosesAndThePriceIsKeptDeliberately() {
        var order = placed("capture");
        var before = order.seenByBuyer();
        var refused = change(order, 3, Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/not-delivered");
        assertThat(refused.json().path("reason").asString()).isEqualTo("too-much");
        assertThat(refused.json().path("deliveryMethods").toString()).contains("standard");
        assertThat(change(order, 3, Map.of("deliveryMethod", "no-such-way")).status())
                .isEqualTo(409);
        assertThat(order.seenByBuyer()).isEqualTo(before);

        isDone(change(order, 3, Map.of("keepDelivery", true)));
        assertThat(delivery(order.seenByBuyer())).isEqualTo("5.00");
        assertThat(order.seenByBuyer().path("due").path("amount").asString()).isEqualTo("20.00");
        order.pay("capture");
        order.assertBooks();
    }

    /** A teapot takes a litre and a half, packed. */
    @Test
    void anAdditionThatTakesMoreRoomCostsItsTierAndLessGivesThatBack() {
        var tiers = List.of(Map.of("upTo", 3_000, "price", cny("5.00")), Map.of("upTo", 6_000, "price", cny("8.20")));
        var order = placed("capture", "VOLUME", tiers);
        assertThat(delivery(order.seenByBuyer())).isEqualTo("5.00");
        isDone(change(order, 3, Map.of()));
        assertThat(delivery(order.seenByBuyer())).isEqualTo("8.20");
        assertThat(order.seenByBuyer().path("due").path("amount").asString()).isEqualTo("23.20");
        order.pay("capture");
        order.assertBooks();
        var tooLarge = change(order, 5, Map.of());
        assertThat(tooLarge.status()).isEqualTo(409);
        assertThat(tooLarge.json().path("reason").asString()).isEqualTo("too-much");
        isDone(change(order, 2, Map.of()));
        assertThat(order.total()).isEqualTo("45.00");
        order.assertBooks();
    }

    @Test
    void itGoesAnotherWayForItsPriceAndBackWhenTheAdditionIsTakenBack() {
        var order = placed("capture");
        var before = order.seenByBuyer();
        isDone(change(order, 3, Map.of("deliveryMethod", "express")));
        var then = order.seenByBuyer();
        assertThat(then.path("deliveryMethod").asString()).isEqualTo("express");
        assertThat(then.path("deliveryName").asString()).isEqualTo("Express delivery");
        assertThat(delivery(then)).isEqualTo("28.00");
        assertThat(then.path("due").path("amount").asString()).isEqualTo("43.00");
        order.assertBooks();
        assertThat(order.takeBack().status()).isEqualTo(204);
        var after = order.seenByBuyer();
        for (var what : List.of("deliveryMethod", "deliveryName", "totals", "lines")) {
            assertThat(after.path(what)).isEqualTo(before.path(what));
        }
        order.assertBooks();
    }

    @Test
    void anUnpaidOneIsPaidWithThePriceOfTheOtherWay() {
        var order = placed("decline");
        isDone(change(order, 3, Map.of("deliveryMethod", "standard")));
        assertThat(order.total()).isEqualTo("72.00");
        assertThat(order.pay("capture").json().path("orderStatus").asString()).isEqualTo("paid");
        isDone(change(order, 4, Map.of("deliveryMethod", "standard", "keepDelivery", true)));
        assertThat(delivery(order.seenByBuyer())).isEqualTo("12.00");
        order.pay("capture");
        order.assertBooks();
    }
}
