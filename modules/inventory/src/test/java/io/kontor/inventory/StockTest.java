package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.KnownCallers;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(InventoryModule.class)
class StockTest {
    private static final String STAFF = "Bearer staff:inventory.read,inventory.write";

    private final Inventory inventory;
    private final JdbcClient db;
    private final TestShop shop;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final String cup = "CUP-" + UUID.randomUUID();

    StockTest(Inventory inventory, JdbcClient db, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.shop = shop;
    }

    @Test
    void answersForAThousandSkusAtOnceInTheOrderAsked() {
        inventory.count(List.of(new Count(teapot, 5, "stocktaking")));
        var asked = new ArrayList<>(
                IntStream.range(0, 999).mapToObj(number -> "UNKNOWN-" + number).toList());
        asked.add(500, teapot);
        var answers = inventory.available(asked);
        assertThat(answers).extracting(Availability::sku).containsExactlyElementsOf(asked);
        assertThat(answers.get(500)).isEqualTo(new Availability(teapot, 5));
        assertThat(answers.getFirst().available()).isZero();
        asked.add("ONE-MORE");
        assertRefused("invalid-request", () -> inventory.available(asked));
        assertThat(inventory.available(List.of())).isEmpty();
    }

    @Test
    void refusesACountBelowWhatIsPromisedAndChangesNothing() {
        inventory.count(List.of(new Count(teapot, 5, "stocktaking"), new Count(cup, 5, "stocktaking")));
        inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 3)));
        var answer = shop.post(
                "/api/admin/v1/stock/counts",
                List.of(
                        Map.of("sku", cup, "onHand", 9, "reason", ""),
                        Map.of("sku", teapot, "onHand", 2, "reason", "shelf")),
                "Authorization",
                STAFF);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/stock-reserved");
        assertThat(answer.json().path("skus").get(0).path("sku").asString()).isEqualTo(teapot);
        assertThat(answer.json().path("skus").get(0).path("reserved").asInt()).isEqualTo(3);
        assertThat(available(cup)).isEqualTo(5);
        inventory.count(List.of(new Count(teapot, 3, "stocktaking")));
        assertThat(available(teapot)).isZero();
        Books.assertBalanced(db);
    }

    @Test
    void liftsAnImportToWhatIsPromised() {
        inventory.count(List.of(new Count(teapot, 5, "import")));
        inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 3)));
        inventory.count(List.of(new Count(teapot, 0, "import"), new Count(cup, 8, "import")));
        assertThat(available(teapot)).isZero();
        assertThat(available(cup)).isEqualTo(8);
        Books.assertBalanced(db);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 1_000_000_000, Integer.MAX_VALUE})
    void refusesCountsOutOfRange(int onHand) {
        assertRefused("invalid-request", () -> inventory.count(List.of(new Count(teapot, onHand, "stocktaking"))));
    }

    @Test
    void refusesWhatIsNotACount() {
        assertRefused("invalid-request", () -> inventory.count(List.of()));
        assertRefused(
                "invalid-request", () -> inventory.count(List.of(new Count(teapot, 1, ""), new Count(teapot, 2, ""))));
        assertRefused("invalid-request", () -> inventory.count(List.of(new Count("x".repeat(101), 1, ""))));
        assertRefused("invalid-request", () -> inventory.count(List.of(new Count(teapot, 1, "x".repeat(201)))));
        assertRefused("invalid-request", () -> inventory.count(List.of(new Count("NUL\u0000", 1, ""))));
        assertRefused("invalid-request", () -> inventory.count(List.of(new Count(teapot, 1, "NUL\u0000"))));
        assertRefused("invalid-request", () -> inventory.available(List.of("NUL\u0000")));
        assertThat(shop.get("/api/admin/v1/stock?skus=NUL%00", "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
        assertThat(shop.get("/api/admin/v1/stock?cursor=" + Cursor.of("NUL\u0000"), "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
        assertThat(shop.get("/api/admin/v1/stock/shortages?cursor=" + Cursor.of("a", "b", "c"), "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void writesNoMovementWhenNothingChanged() {
        inventory.count(List.of(new Count(teapot, 5, "stocktaking")));
        inventory.count(List.of(new Count(teapot, 5, "stocktaking")));
        assertThat(movements(teapot, "limit=50").path("items").size()).isEqualTo(1);
    }

    @Test
    void showsStaffEveryMovementPageByPage() {
        var order = UUID.randomUUID();
        var shipment = UUID.randomUUID();
        shop.post(
                "/api/admin/v1/stock/counts",
                List.of(Map.of("sku", teapot, "onHand", 9, "reason", "first delivery")),
                "Authorization",
                STAFF);
        shop.post(
                "/api/admin/v1/stock/counts",
                List.of(Map.of("sku", teapot, "onHand", 8, "reason", "one broke")),
                "Authorization",
                STAFF);
        inventory.reserve(ReservationTest.wanted(order, new Line(teapot, 3)));
        inventory.ship(new ShipStock(shipment, order, List.of(new Line(teapot, 1))));
        inventory.release(List.of(order));

        var first = movements(teapot, "limit=3");
        assertThat(first.path("items")
                        .valueStream()
                        .map(one -> one.path("cause").asString()))
                .containsExactly("release", "shipment", "reservation");
        var release = first.path("items").get(0);
        assertThat(release.path("documentId").asString()).isEqualTo(order.toString());
        assertThat(release.path("reservedChange").asInt()).isEqualTo(-2);
        assertThat(release.path("onHand").asInt()).isEqualTo(7);
        assertThat(release.path("reserved").asInt()).isZero();
        assertThat(first.path("items").get(1).path("documentId").asString()).isEqualTo(shipment.toString());

        var second = movements(teapot, "limit=3&cursor=" + first.path("next").asString());
        assertThat(second.path("items")
                        .valueStream()
                        .map(one -> one.path("cause").asString()))
                .containsExactly("correction", "receipt");
        assertThat(second.path("items").get(0).path("reason").asString()).isEqualTo("one broke");
        assertThat(second.path("items").get(0).path("accountId").asString())
                .isEqualTo(KnownCallers.ACCOUNT_ID.toString());
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(shop.get("/api/admin/v1/stock/" + teapot + "/movements?cursor=garbage", "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
        assertThat(shop.get("/api/admin/v1/stock/" + teapot + "/movements?limit=0", "Authorization", STAFF)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void showsStaffTheStockOfNamedSkusOrOfAllPageByPage() {
        inventory.count(List.of(new Count(teapot, 5, ""), new Count(cup, 7, "")));
        inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 2)));
        var named = shop.get("/api/admin/v1/stock?skus=" + teapot + "," + cup + ",UNKNOWN", "Authorization", STAFF)
                .json();
        assertThat(named.path("items").size()).isEqualTo(2);
        var row = named.path("items").get(1);
        assertThat(row.path("sku").asString()).isEqualTo(teapot);
        assertThat(row.path("onHand").asInt()).isEqualTo(5);
        assertThat(row.path("reserved").asInt()).isEqualTo(2);
        assertThat(row.path("available").asInt()).isEqualTo(3);

        var seen = new ArrayList<String>();
        var page =
                shop.get("/api/admin/v1/stock?limit=1", "Authorization", STAFF).json();
        while (true) {
            page.path("items")
                    .forEach(one -> seen.add(one.path("sku").asString() + " at "
                            + one.path("location").asString()));
            if (page.path("next").isNull()) {
                break;
            }
            page = shop.get(
                            "/api/admin/v1/stock?limit=1&cursor="
                                    + page.path("next").asString(),
                            "Authorization",
                            STAFF)
                    .json();
        }
        assertThat(seen).contains(teapot + " at main", cup + " at main").doesNotHaveDuplicates();
    }

    @Test
    void isForStaffWithThePermission() {
        assertThat(shop.get("/api/admin/v1/stock").status()).isEqualTo(401);
        assertThat(shop.get("/api/admin/v1/stock", "Authorization", "Bearer shopper")
                        .status())
                .isEqualTo(403);
        assertThat(shop.get("/api/admin/v1/stock", "Authorization", "Bearer staff:orders.read")
                        .status())
                .isEqualTo(403);
        assertThat(shop.get("/api/admin/v1/stock/shortages", "Authorization", "Bearer staff:orders.read")
                        .status())
                .isEqualTo(403);
        var counts = List.of(Map.of("sku", teapot, "onHand", 1, "reason", ""));
        assertThat(shop.post("/api/admin/v1/stock/counts", counts, "Authorization", "Bearer staff:inventory.read")
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/api/admin/v1/stock/counts", counts, "Authorization", STAFF)
                        .status())
                .isEqualTo(204);
        assertThat(shop.post("/internal/inventory/availability", List.of(teapot))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void answersTheSameToAnotherProcess() {
        inventory.count(List.of(new Count(teapot, 5, "")));
        var order = UUID.randomUUID();
        var granted = internal(
                "/reservations",
                Map.of("orderId", order, "lines", List.of(Map.of("sku", teapot, "quantity", 5)), "holdFor", "PT15M"));
        assertThat(granted.json().path("@type").asString()).contains("Granted");
        var denied = internal(
                "/reservations",
                Map.of(
                        "orderId",
                        UUID.randomUUID(),
                        "lines",
                        List.of(Map.of("sku", teapot, "quantity", 1)),
                        "holdFor",
                        "PT15M"));
        assertThat(denied.json().path("@type").asString()).contains("Denied");
        assertThat(denied.json().path("shortages").get(0).path("available").asInt())
                .isZero();
        assertThat(internal("/reservations/commits", List.of(order)).status()).isEqualTo(200);
        assertThat(internal("/reservations/releases", List.of(order)).status()).isEqualTo(200);
        assertThat(internal("/availability", List.of(teapot))
                        .json()
                        .get(0)
                        .path("available")
                        .asInt())
                .isEqualTo(5);
        assertThat(internal("/reservations", "{}").status()).isEqualTo(400);
        assertThat(internal("/reservations", "[]").status()).isEqualTo(400);
    }

    private TestShop.Answer internal(String path, Object body) {
        return shop.post("/internal/inventory" + path, body, "X-Kontor-Internal", TestShop.INTERNAL_TOKEN);
    }

    private tools.jackson.databind.JsonNode movements(String sku, String query) {
        return shop.get("/api/admin/v1/stock/" + sku + "/movements?" + query, "Authorization", STAFF)
                .json();
    }

    private int available(String sku) {
        return inventory.available(List.of(sku)).getFirst().available();
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
