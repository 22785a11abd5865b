package io.kontor.trade.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.OrderSearch;
import io.kontor.trade.order.OrderSearch.Search;
import io.kontor.trade.order.OrderStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Orders as a file that staff opens in a spreadsheet. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class ExportOrdersTest {
    private static final String EXPORT = "/api/admin/v1/orders.csv";

    private final TestShop shop;
    private final JdbcClient db;
    private final Buyer guest;
    private final Buyer staff;

    ExportOrdersTest(TestShop shop, JdbcClient db) {
        this.shop = shop;
        this.db = db;
        this.guest = Buyer.guest(shop);
        this.staff = Buyer.staff(shop, "orders.read", "orders.write");
    }

    @Test
    void everyColumnSaysWhatTheOrderSays() {
        var one = Buyer.product(shop, "10.00", 30);
        var other = Buyer.product(shop, "2.50", 30);
        var cart = guest.cartWith(one, 2);
        guest.add(cart, other, 3);
        var wanted = guest.wanted(cart, "capture");
        wanted.put("note", "请放门口, \"谢谢\"\n=1+1");
        var order = place(wanted);
        var list = "order,carrier,tracking,sku,quantity\n" + number(order) + ",DHL,D1," + one + ",1\n";
        staff.post("/api/admin/v1/shipping-lists", Map.of("csv", list));
        var placed = db.sql("SELECT placed_at FROM trade.orders WHERE number = :number")
                .param("number", number(order))
                .query(Instant.class)
                .single();
        var delivery = order.path("totals").path("delivery").path("amount").asString();
        var total = order.path("totals").path("total").path("amount").asString();
        var head = number(order) + ",Partly shipped," + placed
                + ",王小明,13800138000,lena@example.com,CN 上海 上海 徐汇 衡山路 1 号 200031,Standard delivery,";
        var tail = "," + delivery + "," + total + ",CNY,\"请放门口, \"\"谢谢\"\"\n=1+1\"\r\n";
        assertThat(export("lang=en&q=" + number(order)))
                .isEqualTo(
                        "\uFEFFOrder,Status,Placed (UTC),Recipient,Phone,E-mail,Address,Delivery,SKU,Product,Quantity,Shipped,"
                                + "Unit price,Line total,Delivery fee (order),Order total,Currency,Buyer’s note\r\n"
                                + head
                                + one + ",Red teapot,2,1,10.00,20.00" + tail + head + other
                                + ",Red teapot,3,0,2.50,7.50" + tail);
        assertThat(export("lang=zh&q=" + number(order)))
                .startsWith("\uFEFF订单号,状态,下单时间（UTC）,收件人,手机,邮箱,地址,配送方式,SKU,商品,数量,已发,")
                .contains(number(order) + ",部分发货,", ",红茶壶,2,1,");
    }

    @Test
    void aFileThatTakesLongerThanFiveMinutesIsBrokenOff() throws IOException {
        var order = order(Buyer.product(shop, "10.00", 30));
        assertThat(written(order, Duration.ofMinutes(5))).contains(number(order));
        assertThatThrownBy(() -> written(order, Duration.ofMinutes(5).plusMillis(1)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refused -> assertThat(refused.problem()).isEqualTo(TradeProblem.EXPORT_TOO_LARGE));
    }

    /** @param step by which the clock goes on between two looks at it */
    private String written(JsonNode order, Duration step) throws IOException {
        var clock = new Clock() {
            private Instant now = Instant.now();

            @Override
            public Instant instant() {
                now = now.plus(step);
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        var out = new ByteArrayOutputStream();
        var search = new Search(number(order), null, "", null, null, 1, null);
        new ExportOrders(shop.bean(OrderSearch.class), clock).write(search, Language.EN, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatABuyerWroteIsNeverAFormula() {
        var sku = Buyer.product(shop, "10.00", 30);
        var wanted = guest.wanted(guest.cartWith(sku, 1), "capture");
        wanted.put("note", "=HYPERLINK(\"http://evil\")");
        @SuppressWarnings("unchecked")
        var address = new java.util.LinkedHashMap<>((Map<String, Object>) wanted.get("address"));
        address.put("name", "＝cmd|' /C calc'!A0");
        wanted.put("address", address);
        assertThat(export("q=" + number(place(wanted))))
                .contains(",'＝cmd|' /C calc'!A0,", ",\"'=HYPERLINK(\"\"http://evil\"\")\"\r\n");
    }

    @Test
    void theFiltersOfTheListHoldForTheExport() {
        var sku = Buyer.product(shop, "10.00", 30);
        var old = order(sku);
        var cancelled = order(sku);
        var tagged = order(sku);
        staff.post("/api/admin/v1/orders/" + number(cancelled) + "/cancellation", Map.of("reason", "no stock"));
        staff.put("/api/admin/v1/orders/" + number(tagged) + "/tags", Map.of("tags", List.of("Gift " + sku)));
        for (var table : List.of("orders", "order_standing")) {
            db.sql(
                            "UPDATE trade.%s SET placed_at = placed_at - interval '40 days' WHERE order_id = (SELECT order_id FROM trade.orders WHERE number = :number)"
                                    .formatted(table))
                    .param("number", number(old))
                    .update();
        }
        var day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(39, ChronoUnit.DAYS);
        for (var filter : List.of(
                "q=" + sku,
                "q=" + number(tagged).substring(0, 13),
                "q=" + sku + "&status=cancelled",
                "q=" + sku + "&status=paid",
                "tag=gift%20" + sku,
                "q=" + sku + "&to=" + day,
                "q=" + sku + "&from=" + day,
                "q=" + sku + "&status=paid&from=" + day,
                "q=nobody-has-this")) {
            assertThat(numbers(export(filter)))
                    .as(filter)
                    .isEqualTo(staff.get("/api/admin/v1/orders?" + filter)
                            .json()
                            .path("items")
                            .findValuesAsString("number"));
        }
        assertThat(numbers(export("q=" + sku + "&to=" + day))).containsExactly(number(old));
        assertThat(numbers(export("q=" + sku + "&status=cancelled"))).containsExactly(number(cancelled));
        assertThat(staff.get(EXPORT + "?status=lost").status()).isEqualTo(400);
        assertThat(staff.get(EXPORT + "?from=soon").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"JPY,1000,2000,2500", "CNY,10.00,20.00,25.00", "KWD,1.000,2.000,2.500"})
    void amountsHaveTheDecimalsOfTheirCurrency(String currency, String price, String line, String total) {
        var order = place(guest.wanted(guest.cartWith(Buyer.product(shop, "10.00", 30), 2), "capture"));
        db.sql("""
                        UPDATE trade.orders SET currency = :currency, total_minor = 2500, delivery_minor = 500
                         WHERE number = :number
                        """).param("currency", currency).param("number", number(order)).update();
        assertThat(export("q=" + number(order)))
                .contains(",2,0," + price + "," + line + ",")
                .contains("," + total + "," + currency + ",");
    }

    @Test
    void pagesFollowOneAnotherWithoutALossAndAreNeverAllHeld() {
        var sku = Buyer.product(shop, "10.00", 30);
        var first = order(sku);
        copy(first, 1_203, 1);
        var numbers = numbers(export("q=" + sku));
        assertThat(numbers).hasSize(1_204).doesNotHaveDuplicates().contains(number(first));
    }

    @Test
    void moreThanOneFileHoldsIsRefused() {
        var sku = Buyer.product(shop, "10.00", 30);
        for (var at = 0; at < 3; at++) {
            order(sku);
        }
        var exportOrders = shop.bean(ExportOrders.class);
        var paid = new Search(sku, OrderStatus.PAID, "", null, null, 1, null);
        exportOrders.refuseMore(paid, 3);
        assertThatThrownBy(() -> exportOrders.refuseMore(paid, 2))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.is(TradeProblem.EXPORT_TOO_LARGE)).isTrue();
                    assertThat(refusal.extensions()).containsEntry("max", 2);
                })
                .hasMessage("At most 2 orders go into one file. Export them in parts, by time.");
        exportOrders.refuseMore(new Search(sku, OrderStatus.CANCELLED, "", null, null, 1, null), 2);
    }

    @Test
    void anExportThatFailsOnTheWayIsBrokenOffAndNotTakenForAWholeOne() {
        var sku = Buyer.product(shop, "10.00", 30);
        var first = order(sku);
        copy(first, 600, 3);
        db.sql(
                        "UPDATE trade.order_line SET name = '[]' WHERE order_id = (SELECT order_id FROM trade.orders WHERE number = :number)")
                .param("number", number(first))
                .update();
        assertThatThrownBy(() -> export("q=" + sku)).hasRootCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void onlyStaffWhoMayReadOrdersExportsThem() {
        assertThat(guest.get(EXPORT).status()).isEqualTo(401);
        assertThat(Buyer.staff(shop, "catalog.read").get(EXPORT).status()).isEqualTo(403);
        assertThat(staff.get(EXPORT + "?q=nobody-has-this").header("Content-Disposition"))
                .contains("attachment; filename=\"orders.csv\"");
    }

    /** The same order many times, each a second younger than the one before. */
    private void copy(JsonNode order, int times, int series) {
        db.sql("""
                        WITH source AS (SELECT * FROM trade.orders WHERE number = :number),
                             made AS (
                                 SELECT gen_random_uuid() AS order_id, lpad((:series * 1000000 + n)::text, 14, '0') AS number,
                                        placed_at + make_interval(secs => n) AS placed_at
                                   FROM source, generate_series(1, :times) AS n),
                             orders AS (
                                 INSERT INTO trade.orders
                                 SELECT copied.*
                                   FROM source, made, jsonb_populate_record(NULL::trade.orders, to_jsonb(source) || jsonb_build_object(
                                            'order_id', made.order_id, 'number', made.number, 'placed_at', made.placed_at,
                                            'group_id', made.order_id)) AS copied),
                             standing AS (
                                 INSERT INTO trade.order_standing (order_id, status, status_at, placed_at)
                                 SELECT made.order_id, status, status_at, made.placed_at
                                   FROM source JOIN trade.order_standing AS standing USING (order_id), made)
                        INSERT INTO trade.order_line
                        SELECT copied.*
                          FROM source JOIN trade.order_line AS line USING (order_id), made,
                               jsonb_populate_record(NULL::trade.order_line, to_jsonb(line) || jsonb_build_object(
                                   'order_id', made.order_id, 'line_id', gen_random_uuid())) AS copied
                        """)
                .param("number", number(order))
                .param("series", series)
                .param("times", times)
                .update();
    }

    private String export(String query) {
        var answer = staff.get(EXPORT + "?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> numbers(String csv) {
        return csv.lines().skip(1).map(line -> line.substring(0, 14)).toList();
    }

    private JsonNode order(String sku) {
        return guest.order(guest.cartWith(sku, 1)).json();
    }

    private JsonNode place(Map<String, Object> wanted) {
        return guest.place(wanted, UUID.randomUUID().toString()).json();
    }

    private static String number(JsonNode order) {
        return order.path("number").asString();
    }
}
