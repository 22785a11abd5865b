package io.kontor.testkit.storm;

import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.testkit.storm.History.Act;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who ships what is paid, and at the telephone takes lines out of orders, adds some, and lowers prices. When no
 * answer comes, the same is sent again with the same key.
 */
public final class StormStaff extends Person {
    private static final String ORDERS = "/api/admin/v1/orders/";

    private final String session;
    private final Shelf shelf;
    private final Work work;

    /** @param session the value of a Cookie header */
    public StormStaff(
            int no,
            long seed,
            TestShop shop,
            String session,
            Shelf shelf,
            Work work,
            History history,
            BooleanSupplier over) {
        super(no, seed, shop, history, over);
        this.session = session;
        this.shelf = shelf;
        this.work = work;
    }

    @Override
    public void run() {
        while (!isOver()) {
            var toChange = work.toChange().poll();
            if (toChange != null) {
                read(toChange).ifPresent(this::change);
            }
            var toShip = work.toShip().poll();
            if (toShip != null) {
                ship(toShip);
            } else if (toChange == null) {
                breathe();
            }
        }
    }

    private void ship(String number) {
        var key = key();
        untilAnswered(() -> exchange(
                Act.SHIP,
                number,
                Map.of(),
                "POST",
                ORDERS + number + "/shipments",
                Map.of("carrier", "SF Express", "trackingNumber", "SF" + no + key.substring(0, 8)),
                "Cookie",
                session,
                "Idempotency-Key",
                key));
    }

    private Optional<JsonNode> read(String number) {
        return exchange(Act.BROWSE, number, Map.of(), "GET", ORDERS + number, null, "Cookie", session)
                .filter(answer -> answer.status() == 200)
                .map(Answer::json);
    }

    private void change(JsonNode order) {
        var lines = new TreeMap<String, Integer>();
        order.path("lines")
                .forEach(line -> lines.put(
                        line.path("sku").asString(), line.path("quantity").asInt()));
        if (order.path("status").asString().equals("unpaid") && random.nextBoolean()) {
            reprice(order, lines);
            return;
        }
        var sku = random.nextBoolean()
                ? lines.firstKey()
                : shelf.skus().get(random.nextInt(shelf.skus().size()));
        var quantity = random.nextInt(4);
        if (quantity == 0) {
            lines.remove(sku);
        } else {
            lines.put(sku, quantity);
        }
        send(
                order,
                "line-changes",
                lines,
                Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity)), "reason", "asked on the phone"));
    }

    private void reprice(JsonNode order, Map<String, Integer> lines) {
        var line = order.path("lines").path(0);
        var price = line.path("unitPrice");
        var lower = new BigDecimal(price.path("amount").asString()).multiply(new BigDecimal("0.9"));
        send(
                order,
                "price-changes",
                lines,
                Map.of(
                        "lines",
                        List.of(Map.of(
                                "lineId",
                                line.path("lineId").asString(),
                                "unitPrice",
                                Map.of(
                                        "amount",
                                        lower.setScale(2, java.math.RoundingMode.DOWN)
                                                .toPlainString(),
                                        "currency",
                                        price.path("currency").asString()))),
                        "reason",
                        "a dent"));
    }

    private void send(JsonNode order, String what, Map<String, Integer> wanted, Object body) {
        var key = key();
        var number = order.path("number").asString();
        untilAnswered(() -> exchange(
                Act.CHANGE,
                number,
                wanted,
                "POST",
                ORDERS + number + "/" + what,
                body,
                "Cookie",
                session,
                "If-Match",
                "\"" + order.path("version").asInt() + "\"",
                "Idempotency-Key",
                key));
    }
}
