package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stock at several places: one shop sells it, each place keeps its own books. */
@KontorTest(InventoryModule.class)
class LocationTest {
    private static final String STAFF = "Bearer staff:inventory.read,inventory.write";

    private final Inventory inventory;
    private final JdbcClient db;
    private final TestShop shop;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final String cup = "CUP-" + UUID.randomUUID();

    LocationTest(Inventory inventory, JdbcClient db, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.shop = shop;
    }

    @BeforeEach
    void openTheSouth() {
        assertThat(open("south", true).status()).isEqualTo(204);
    }

    @Test
    void reservesAcrossPlacesAllOrNoneAndWritesAMovementForEach() {
        receive("main", Map.of(teapot, 3));
        receive("south", Map.of(teapot, 2, cup, 5));
        assertThat(available(teapot)).isEqualTo(5);
        var order = UUID.randomUUID();
        var wanted = ReservationTest.wanted(order, new Line(teapot, 5), new Line(cup, 1));
        assertThat(inventory.reserve(wanted)).isInstanceOf(Granted.class).isEqualTo(inventory.reserve(wanted));
        assertThat(moved(order.toString())).containsExactly("CUP south 1", "TEAPOT main 3", "TEAPOT south 2");
        assertThat(inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 1), new Line(cup, 1))))
                .isEqualTo(new Denied(List.of(new Shortage(teapot, 1, 0))));
        assertThat(available(cup)).isEqualTo(4);
        Books.assertBalanced(db);
    }

    @Test
    void shipsFromThePlaceThatHoldsTheGoods() {
        receive("main", Map.of(teapot, 1));
        receive("south", Map.of(teapot, 4));
        var order = UUID.randomUUID();
        inventory.reserve(ReservationTest.wanted(order, new Line(teapot, 5)));
        inventory.commit(List.of(order));
        ship(order, 4);
        assertThat(onHand()).isEqualTo(Map.of("main", 1, "south", 0));
        ship(order, 1);
        assertThat(onHand()).isEqualTo(Map.of("main", 0, "south", 0));
        Books.assertBalanced(db);
    }

    @Test
    void aTransferIsTwoMovementsOfOneDocumentAndNeverTakesWhatIsPromised() {
        receive("main", Map.of(teapot, 5));
        inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 2)));
        var document = UUID.randomUUID();
        var transfer = document(document, "TRANSFER", "main", "south", Map.of(teapot, 3));
        assertThat(book(transfer).status()).isEqualTo(204);
        assertThat(book(transfer).status()).isEqualTo(204);
        assertThat(onHand()).isEqualTo(Map.of("main", 2, "south", 3));
        assertThat(db.sql("SELECT count(*) FROM inventory.movement WHERE document_id = :id AND cause = 'transfer'")
                        .param("id", document.toString())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(problem(book(document(document, "TRANSFER", "main", "south", Map.of(teapot, 1)))))
                .isEqualTo("409 document-differs");
        assertThat(problem(book(document(UUID.randomUUID(), "TRANSFER", "main", "south", Map.of(teapot, 1)))))
                .isEqualTo("409 stock-reserved");
        assertThat(available(teapot)).isEqualTo(3);
        Books.assertBalanced(db);
    }

    @Test
    void twentyTransfersAtOnceTakeOnlyWhatIsThere() {
        receive("main", Map.of(teapot, 10));
        var answers = AtOnce.run(
                20,
                number -> book(number % 2 == 0
                                ? document(UUID.randomUUID(), "TRANSFER", "main", "south", Map.of(teapot, 2))
                                : document(UUID.randomUUID(), "TRANSFER", "south", "main", Map.of(teapot, 2)))
                        .status());
        assertThat(answers)
                .containsAnyOf(204)
                .allSatisfy(status -> assertThat(status).isIn(204, 409));
        assertThat(available(teapot)).isEqualTo(10);
        Books.assertBalanced(db);
    }

    @Test
    void refusesDocumentsThatAreNone() {
        assertThat(problem(book(document(UUID.randomUUID(), "RECEIPT", "nowhere", null, Map.of(teapot, 1)))))
                .isEqualTo("404 location-not-found");
        for (var units : List.of(0, -1, 1_000_000, Integer.MAX_VALUE)) {
            assertThat(problem(book(document(UUID.randomUUID(), "RECEIPT", "main", null, Map.of(teapot, units)))))
                    .isEqualTo("400 invalid-request");
        }
        assertThat(problem(book(document(UUID.randomUUID(), "TRANSFER", "main", "main", Map.of(teapot, 1)))))
                .isEqualTo("400 invalid-request");
        assertThat(problem(book(document(UUID.randomUUID(), "CORRECTION", "main", null, Map.of(teapot, -1)))))
                .isEqualTo("409 stock-reserved");
        assertThat(problem(book(Map.of()))).isEqualTo("400 invalid-request");
        assertThat(problem(open("Bad code", true))).isEqualTo("400 invalid-request");
    }

    @Test
    void keepsSafetyStockBack() {
        receive("main", Map.of(teapot, 5));
        var safety = shop.send(
                "PUT",
                "/api/admin/v1/stock/" + teapot + "/safety",
                Map.of("location", "main", "units", 2),
                "Authorization",
                STAFF);
        assertThat(safety.status()).isEqualTo(204);
        assertThat(available(teapot)).isEqualTo(3);
        assertThat(inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 4))))
                .isEqualTo(new Denied(List.of(new Shortage(teapot, 4, 3))));
        assertThat(inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 3))))
                .isInstanceOf(Granted.class);
    }

    @Test
    void sellsNothingFromAPlaceThatIsClosed() {
        receive("main", Map.of(teapot, 1));
        receive("south", Map.of(teapot, 9));
        assertThat(open("south", false).status()).isEqualTo(204);
        assertThat(available(teapot)).isEqualTo(1);
        assertThat(open("south", true).status()).isEqualTo(204);
        assertThat(available(teapot)).isEqualTo(10);
        assertThat(problem(open("main", true))).isEqualTo("204 ");
    }

    @Test
    void stockTakingBooksTheDifferencesThoughGoodsAreSoldMeanwhile() {
        receive("south", Map.of(teapot, 10, cup, 4));
        var sheet = UUID.randomUUID();
        var sheets = "/api/admin/v1/stock/count-sheets";
        var opened = shop.post(
                sheets,
                Map.of("sheetId", sheet, "location", "south", "skus", List.of(teapot, cup)),
                "Authorization",
                STAFF);
        assertThat(opened.json().path("lines").size()).isEqualTo(2);
        var counts = Map.of("counted", Map.of(teapot, 8));
        shop.send("PUT", sheets + "/" + sheet + "/counts", counts, "Authorization", STAFF);
        var order = UUID.randomUUID();
        inventory.reserve(ReservationTest.wanted(order, new Line(teapot, 3)));
        ship(order, 3);
        var booked = shop.post(sheets + "/" + sheet + "/booking", null, "Authorization", STAFF);
        assertThat(booked.json().path("sheet").path("status").asString()).isEqualTo("BOOKED");
        assertThat(onHand().get("south")).isEqualTo(5);
        assertThat(available(cup)).isEqualTo(4);
        assertThat(problem(shop.post(sheets + "/" + sheet + "/booking", null, "Authorization", STAFF)))
                .isEqualTo("409 count-sheet-closed");
        assertThat(problem(shop.get(sheets + "/" + UUID.randomUUID(), "Authorization", STAFF)))
                .isEqualTo("404 count-sheet-not-found");
        Books.assertBalanced(db);
    }

    /** Every balance can be made again from the movements, step by step, after everything happened at once. */
    @Test
    void theMovementsMakeEveryBalanceAgainAfterAStorm() {
        var seed = new Random().nextLong();
        System.out.println("Storm over two places, seed " + seed);
        var skus = IntStream.range(0, 4)
                .mapToObj(number -> "STORM-" + number + "-" + UUID.randomUUID())
                .toList();
        for (var place : List.of("main", "south")) {
            skus.forEach(sku -> receive(place, Map.of(sku, 20)));
        }
        var ends = AtOnce.run(8, number -> {
            var random = new Random(seed + number);
            var orders = new ArrayList<UUID>();
            for (var step = 0; step < 40; step++) {
                act(random, skus, orders);
            }
            return "done";
        });
        assertThat(ends).as("seed " + seed).containsOnly("done");
        replay(seed);
        Books.assertBalanced(db);
    }

    private void act(Random random, List<String> skus, List<UUID> orders) {
        var order = orders.isEmpty() ? UUID.randomUUID() : orders.get(random.nextInt(orders.size()));
        var sku = skus.get(random.nextInt(skus.size()));
        var units = 1 + random.nextInt(6);
        var from = random.nextBoolean() ? "main" : "south";
        try {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    orders.add(UUID.randomUUID());
                    var other = skus.get((skus.indexOf(sku) + 1) % skus.size());
                    inventory.reserve(
                            ReservationTest.wanted(orders.getLast(), new Line(sku, units), new Line(other, 1)));
                }
                case 3 -> inventory.release(List.of(order));
                case 4 -> inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(sku, 1))));
                case 5 -> book(document(UUID.randomUUID(), "RECEIPT", from, null, Map.of(sku, units)));
                case 6 -> book(document(UUID.randomUUID(), "CORRECTION", from, null, Map.of(sku, -units)));
                default ->
                    book(document(
                            UUID.randomUUID(),
                            "TRANSFER",
                            from,
                            from.equals("main") ? "south" : "main",
                            Map.of(sku, units)));
            }
        } catch (Refusal refused) {
            assertThat(refused.problem()).isEqualTo(InventoryProblem.NOT_RESERVED);
        }
    }

    private record Moved(String sku, String location, int onHandChange, int reservedChange, int onHand, int reserved) {}

    private void replay(long seed) {
        var balances = new HashMap<String, int[]>();
        db.sql("""
                        SELECT sku, location, on_hand_change, reserved_change, on_hand, reserved FROM inventory.movement
                         ORDER BY movement_id
                        """).query(Moved.class).list().forEach(moved -> {
            var balance = balances.computeIfAbsent(moved.sku() + " at " + moved.location(), _ -> new int[2]);
            balance[0] += moved.onHandChange();
            balance[1] += moved.reservedChange();
            assertThat(balance).as("seed %d, %s", seed, moved).containsExactly(moved.onHand(), moved.reserved());
            assertThat(balance[1]).as("seed %d, %s", seed, moved).isBetween(0, balance[0]);
        });
        db.sql("SELECT sku || ' at ' || location AS place, on_hand, reserved FROM inventory.stock")
                .query((row, _) -> Map.entry(row.getString(1), new int[] {row.getInt(2), row.getInt(3)}))
                .list()
                .forEach(stock -> assertThat(balances.getOrDefault(stock.getKey(), new int[2]))
                        .as("seed %d, %s", seed, stock.getKey())
                        .containsExactly(stock.getValue()));
    }

    private Answer open(String code, boolean enabled) {
        return shop.send(
                "PUT",
                "/api/admin/v1/stock/locations/" + code.replace(" ", "%20"),
                Map.of(
                        "nameZh",
                        "仓库",
                        "nameEn",
                        "Warehouse",
                        "country",
                        "CN",
                        "region",
                        "广东",
                        "priority",
                        200,
                        "enabled",
                        enabled),
                "Authorization",
                STAFF);
    }

    private void receive(String location, Map<String, Integer> units) {
        assertThat(book(document(UUID.randomUUID(), "RECEIPT", location, null, units))
                        .status())
                .isEqualTo(204);
    }

    private static Map<String, Object> document(
            UUID id, String kind, String from, @Nullable String to, Map<String, Integer> units) {
        var document = new HashMap<String, Object>(Map.of(
                "documentId",
                id,
                "kind",
                kind,
                "location",
                from,
                "reason",
                "delivery note 7",
                "lines",
                units.entrySet().stream()
                        .map(line -> Map.of("sku", line.getKey(), "quantity", line.getValue()))
                        .toList()));
        if (to != null) {
            document.put("to", to);
        }
        return document;
    }

    private Answer book(Map<String, Object> document) {
        return shop.post("/api/admin/v1/stock/documents", document, "Authorization", STAFF);
    }

    private void ship(UUID order, int units) {
        inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, units))));
    }

    private static String problem(Answer answer) {
        return answer.status()
                + " "
                + (answer.status() == 204
                        ? ""
                        : answer.json().path("type").asString().replace("/problems/", ""));
    }

    private int available(String sku) {
        return inventory.available(List.of(sku)).getFirst().available();
    }

    private Map<String, Integer> onHand() {
        var onHand = new HashMap<String, Integer>();
        db.sql("SELECT location, on_hand FROM inventory.stock WHERE sku = :sku")
                .param("sku", teapot)
                .query((row, _) -> onHand.put(row.getString(1), row.getInt(2)))
                .list();
        return onHand;
    }

    private List<String> moved(String document) {
        return db.sql("""
                        SELECT split_part(sku, '-', 1) || ' ' || location || ' ' || reserved_change FROM inventory.movement
                         WHERE document_id = :id ORDER BY 1
                        """).param("id", document).query(String.class).list();
    }
}
