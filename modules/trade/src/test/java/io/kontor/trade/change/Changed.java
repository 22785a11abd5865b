package io.kontor.trade.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.payment.Payment;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** An order that staff changes, and what must be true of it at any time. */
final class Changed {
    private final TestShop shop;
    final Buyer staff;
    final Buyer buyer;
    final String number;
    final String token;
    final UUID id;

    Changed(TestShop shop, Buyer staff, Buyer buyer, JsonNode order) {
        this.shop = shop;
        this.staff = staff;
        this.buyer = buyer;
        this.number = order.path("number").asString();
        this.token = order.path("accessToken").asString();
        this.id = UUID.fromString(order.path("id").asString());
    }

    /** @param outcome of its payment; {@code decline} leaves it unpaid */
    static Changed placed(TestShop shop, Buyer staff, String sku, int quantity, String outcome) {
        var guest = Buyer.guest(shop);
        var answer = guest.place(
                guest.wanted(guest.cartWith(sku, quantity), outcome),
                UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Changed(shop, staff, guest, answer.json());
    }

    private String path() {
        return "/api/admin/v1/orders/" + number;
    }

    JsonNode seenByStaff() {
        return staff.get(path()).json();
    }

    JsonNode seenByBuyer() {
        return buyer.read(number, token).json();
    }

    String version() {
        return "\"" + seenByStaff().path("version").asInt() + "\"";
    }

    Answer lines(Map<String, ?> quantities) {
        return send(
                "line-changes", body(quantities), version(), UUID.randomUUID().toString());
    }

    static Map<String, Object> body(Map<String, ?> quantities) {
        return Map.of(
                "lines",
                quantities.entrySet().stream()
                        .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
                        .toList(),
                "reason",
                "asked on the phone");
    }

    Answer preview(Map<String, ?> quantities) {
        return staff.post(path() + "/line-changes/previews", body(quantities));
    }

    Answer price(String unitPrice) {
        return send(
                "price-changes",
                priceBody(unitPrice),
                version(),
                UUID.randomUUID().toString());
    }

    Map<String, Object> priceBody(String unitPrice) {
        var lineId = seenByStaff().path("lines").get(0).path("lineId").asString();
        return Map.of(
                "lines",
                List.of(Map.of("lineId", lineId, "unitPrice", Map.of("amount", unitPrice, "currency", "CNY"))),
                "reason",
                "a dent");
    }

    Answer deduct(String amount) {
        return send(
                "price-changes",
                Map.of("deduction", Map.of("amount", amount, "currency", "CNY"), "reason", "late"),
                version(),
                UUID.randomUUID().toString());
    }

    Answer send(String what, Object body, String version, String key) {
        return staff.send("POST", path() + "/" + what, body, "If-Match", version, "Idempotency-Key", key);
    }

    Answer pay(String outcome) {
        return buyer.post(
                "/api/store/v1/orders/" + number + "/payments",
                Map.of("method", "sandbox", "outcome", outcome),
                "Authorization",
                "Bearer " + token,
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    Answer ship() {
        return staff.post(path() + "/shipments", Map.of("carrier", "zto", "trackingNumber", Buyer.unique("Z")));
    }

    Answer shipSome(String sku, int quantity) {
        return staff.post(
                path() + "/shipments",
                Map.of(
                        "carrier",
                        "zto",
                        "trackingNumber",
                        Buyer.unique("Z"),
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", quantity))));
    }

    Answer takeBack() {
        return staff.post(path() + "/addition/withdrawal", null);
    }

    String total() {
        return seenByBuyer().path("totals").path("total").path("amount").asString();
    }

    /** The lines sum to the totals, and what is reserved is what is wanted. */
    void assertSums() {
        Await.until(() -> {
            sums();
            assertThat(reserved()).isEqualTo(wanted());
        });
    }

    private Map<String, Object> sums() {
        var db = shop.bean(JdbcClient.class);
        var order = db.sql("""
                        SELECT o.total_minor, o.goods_minor, o.discount_minor, o.delivery_minor, o.tax_minor, s.status,
                               coalesce(o.paid_minor, o.total_minor) AS paid,
                               (SELECT count(*) FROM trade.refund_owed r WHERE r.order_id = o.order_id) AS owed,
                               sum(l.price_minor * l.quantity) AS goods, sum(l.discount_minor) AS discount,
                               sum(l.delivery_share_minor) AS delivery, sum(l.tax_minor) AS tax, sum(l.total_minor) AS total
                          FROM trade.orders o JOIN trade.order_standing s USING (order_id) JOIN trade.order_line l USING (order_id)
                         WHERE order_id = :id GROUP BY o.order_id, s.status
                        """).param("id", id).query().singleRow();
        assertThat(order.get("goods").toString())
                .isEqualTo(order.get("goods_minor").toString());
        assertThat(order.get("discount").toString())
                .isEqualTo(order.get("discount_minor").toString());
        assertThat(order.get("delivery").toString())
                .isEqualTo(order.get("delivery_minor").toString());
        assertThat(order.get("tax").toString()).isEqualTo(order.get("tax_minor").toString());
        var total = ((Number) order.get("total_minor")).longValue();
        assertThat(((Number) order.get("total")).longValue() + ((Number) order.get("delivery")).longValue())
                .isEqualTo(total);
        assertThat(((Number) order.get("owed")).longValue()).isZero();
        return order;
    }

    /** The lines sum to the totals, no more went back than came, and once nothing is due just what it costs was kept. */
    void assertBooks() {
        Await.until(() -> {
            var order = sums();
            var captured = 0L;
            var refunded = 0L;
            for (var one : shop.bean(Payment.class).payments(List.of(id))) {
                assertThat(one.refunded().compareTo(one.captured())).isLessThanOrEqualTo(0);
                captured += one.captured().minor();
                refunded += one.refunded().minor();
            }
            var kept = switch (order.get("status").toString()) {
                case "UNPAID", "CANCELLED" -> 0L;
                default -> ((Number) order.get("paid")).longValue();
            };
            assertThat(captured - refunded).isEqualTo(kept);
            assertThat(reserved()).isEqualTo(wanted());
        });
    }

    private Map<String, Integer> wanted() {
        var wanted = new HashMap<String, Integer>();
        seenByStaff()
                .path("lines")
                .forEach(line -> wanted.put(
                        line.path("sku").asString(), line.path("quantity").asInt()));
        return seenByStaff().path("status").asString().equals("cancelled") ? Map.of() : wanted;
    }

    private Map<String, Integer> reserved() {
        var reserved = new HashMap<String, Integer>();
        shop.bean(JdbcClient.class)
                .sql(
                        "SELECT sku, sum(held + shipped)::int AS units FROM inventory.reservation_line WHERE order_id = :id AND held + shipped > 0 GROUP BY sku")
                .param("id", id)
                .query(row -> {
                    reserved.put(row.getString("sku"), row.getInt("units"));
                });
        return reserved;
    }

    List<String> told() {
        return seenByStaff().path("timeline").findValuesAsString("what");
    }
}
