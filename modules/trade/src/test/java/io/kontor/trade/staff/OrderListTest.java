package io.kontor.trade.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lists that staff brings and takes along. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class OrderListTest {
    private static final String LISTS = "/api/admin/v1/shipping-lists";

    private final TestShop shop;
    private final Buyer guest;
    private final Buyer staff;

    OrderListTest(TestShop shop) {
        this.shop = shop;
        this.guest = Buyer.guest(shop);
        this.staff = Buyer.staff(shop, "orders.read", "orders.write");
    }

    @Test
    void shipsWhatAListNamesAndSaysOfEachRowWhatBecameOfIt() {
        var sku = Buyer.product(shop, "10.00", 30);
        var whole = order(sku, 2);
        var part = order(sku, 3);
        var unpaid = guest.place(
                        guest.wanted(guest.cartWith(sku, 1), "decline"),
                        UUID.randomUUID().toString())
                .json();
        var csv = "订单号;快递公司;快递单号;SKU;数量\r\n" + number(whole) + ";顺丰;'SF1;;\r\n" + number(part) + ";DHL;D1;" + sku
                + ";2\r\n" + number(unpaid) + ";DHL;D2;;\r\n99999999999999;DHL;D3;;\r\n" + number(part) + ";DHL;D4;"
                + sku
                + ";\r\n;DHL;D5;;\r\n" + number(part) + ";UPS;U1;" + sku + ";9\r\n";
        var preview = staff.post(LISTS + "/previews", Map.of("csv", csv)).json();
        assertThat(preview.path("items").findValuesAsString("outcome"))
                .as(preview.toString())
                .containsExactly("ready", "ready", "refused", "refused", "refused", "refused", "refused");
        assertThat(read(whole).path("status").asString()).isEqualTo("paid");

        var shipped = staff.post(LISTS, Map.of("csv", csv)).json();
        assertThat(shipped.path("items").findValuesAsString("outcome"))
                .containsExactly("shipped", "shipped", "refused", "refused", "refused", "refused", "refused");
        assertThat(read(whole).path("status").asString()).isEqualTo("shipped");
        assertThat(read(whole).path("shipments").get(0).path("trackingNumber").asString())
                .isEqualTo("SF1");
        assertThat(read(part).path("status").asString()).isEqualTo("partially-shipped");
        assertThat(read(part).path("lines").get(0).path("shipped").asInt()).isEqualTo(2);

        var again = staff.post(LISTS, Map.of("csv", csv)).json();
        assertThat(again.path("items").findValuesAsString("outcome")).startsWith("shipped-before", "shipped-before");
        assertThat(read(part).path("lines").get(0).path("shipped").asInt()).isEqualTo(2);
    }

    @Test
    void aListSentManyTimesAtOnceShipsEachParcelOnce() {
        var sku = Buyer.product(shop, "10.00", 30);
        var order = order(sku, 9);
        var csv = "order,carrier,tracking number,sku,quantity\n" + number(order) + ",DHL,D9," + sku + ",2\n";
        AtOnce.run(8, _ -> staff.post(LISTS, Map.of("csv", csv)).status());
        assertThat(read(order).path("shipments").size()).isEqualTo(1);
        assertThat(read(order).path("lines").get(0).path("shipped").asInt()).isEqualTo(2);
    }

    @Test
    void rowsOfOneParcelGoTogether() {
        var one = Buyer.product(shop, "10.00", 30);
        var other = Buyer.product(shop, "10.00", 30);
        var cart = guest.cartWith(one, 2);
        guest.add(cart, other, 2);
        var order = guest.order(cart).json();
        var csv = "order,carrier,tracking,sku,quantity\n" + number(order) + ",DHL,D7," + one + ",1\n" + number(order)
                + ",DHL,D7," + other + ",2\n";
        assertThat(staff.post(LISTS, Map.of("csv", csv)).json().path("items").findValuesAsString("outcome"))
                .containsExactly("shipped", "shipped");
        assertThat(read(order).path("shipments").size()).isEqualTo(1);
        assertThat(read(order).path("lines").findValuesAsString("shipped")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order,carrier\n1,DHL",
                "order,carrier,tracking",
                "order,carrier,tracking\n\"1,DHL,2",
                "hello",
                "\u0000"
            })
    void refusesWhatIsNoShippingList(String csv) {
        assertThat(staff.post(LISTS + "/previews", Map.of("csv", csv)).status()).isEqualTo(400);
        assertThat(staff.post(LISTS, Map.of("csv", csv)).status()).isEqualTo(400);
    }

    @Test
    void refusesAListThatIsTooLongOrOfSomebodyWhoMayNotShip() {
        var csv = "order,carrier,tracking\n" + "1,DHL,2\n".repeat(501);
        assertThat(staff.post(LISTS, Map.of("csv", csv)).status()).isEqualTo(400);
        assertThat(Buyer.staff(shop, "orders.read")
                        .post(LISTS, Map.of("csv", "order,carrier,tracking\n1,DHL,2\n"))
                        .status())
                .isEqualTo(403);
    }

    private JsonNode order(String sku, int quantity) {
        return guest.order(guest.cartWith(sku, quantity)).json();
    }

    private static String number(JsonNode order) {
        return order.path("number").asString();
    }

    private JsonNode read(JsonNode order) {
        return guest.read(number(order), order.path("accessToken").asString()).json();
    }
}
