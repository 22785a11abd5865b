package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ReturnedLine;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.TakeBack;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** At which location goods come in, come back, are counted and are waited for. */
@KontorTest(InventoryModule.class)
class PlaceOfGoodsTest {
    private static final String STAFF = "Bearer staff:inventory.read,inventory.write";

    private final Inventory inventory;
    private final JdbcClient db;
    private final TestShop shop;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final UUID order = UUID.randomUUID();

    PlaceOfGoodsTest(Inventory inventory, JdbcClient db, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.shop = shop;
    }

    @BeforeEach
    void openTheSouth() {
        var south = Map.of("nameZh", "南仓", "nameEn", "South", "priority", 200, "enabled", true);
        assertThat(shop.send("PUT", "/api/admin/v1/stock/locations/south", south, "Authorization", STAFF)
                        .status())
                .isEqualTo(204);
        assertThat(inventory.places()).extracting(Inventory.Place::code).contains("main", "south");
    }

    @Test
    void whatIsCountedIsCountedWhereItIsSaid() {
        inventory.count(List.of(new Count(teapot, 4, "stocktaking", "south")));
        assertThat(onHand()).isEqualTo(Map.of("south", 4));
        inventory.count(List.of(new Count(teapot, 2, "stocktaking")));
        assertThat(onHand()).isEqualTo(Map.of("south", 4, "main", 2));
        assertThatThrownBy(() -> inventory.count(List.of(new Count(teapot, 2, "stocktaking", "nowhere"))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo("location-not-found"));
        Books.assertBalanced(db);
    }

    @Test
    void goodsComeBackWhereTheyWereShippedFromUnlessItIsSaidWhere() {
        inventory.count(List.of(new Count(teapot, 5, "stocktaking", "south")));
        sell(5);
        takeBack(1, order, null);
        assertThat(onHand()).isEqualTo(Map.of("south", 1));
        takeBack(1, order, "main");
        takeBack(1, null, null);
        assertThat(onHand()).isEqualTo(Map.of("south", 1, "main", 2));
        assertThatThrownBy(() -> takeBack(1, order, "nowhere"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo("location-not-found"));
        Books.assertBalanced(db);
    }

    @Test
    void whatIsWaitedForMayComeAnywhere() {
        inventory.count(List.of(new Count(teapot, 2, "stocktaking")));
        inventory.count(List.of(new Count(teapot, 1, "stocktaking", "south")));
        shop.send(
                "PUT",
                "/api/admin/v1/stock/" + teapot + "/policy",
                Map.of("kind", "BACK_ORDER", "most", 2, "days", 5),
                "Authorization",
                STAFF);
        assertThat(((Granted) reserve(5)).promises()).hasSize(1);
        inventory.commit(List.of(order));
        receive("south", 1);
        receive("main", 1);
        Await.until(() -> inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 5)))));
        assertThat(onHand()).isEqualTo(Map.of("south", 0, "main", 0));
        Books.assertBalanced(db);
    }

    @Test
    void aMovementLeadsToWhatItCameFrom() {
        var receipt = receive("south", 3);
        assertThat(document(receipt).path("kind").asString()).isEqualTo("receipt");
        assertThat(document(receipt).path("location").asString()).isEqualTo("south");
        assertThat(document(receipt).path("lines").get(0).path("quantity").asInt())
                .isEqualTo(3);
        var shipment = sell(2);
        assertThat(document(shipment).path("orderId").asString()).isEqualTo(order.toString());
        assertThat(document(order).path("kind").asString()).isEqualTo("order");
        assertThat(document(takeBack(1, order, null)).path("kind").asString()).isEqualTo("return");
        assertThat(shop.get("/api/admin/v1/stock/documents/" + UUID.randomUUID(), "Authorization", STAFF)
                        .status())
                .isEqualTo(404);
    }

    private JsonNode document(UUID id) {
        return shop.get("/api/admin/v1/stock/documents/" + id, "Authorization", STAFF)
                .json();
    }

    private Inventory.Reservation reserve(int units) {
        return inventory.reserve(new ReserveStock(order, List.of(new Line(teapot, units)), Duration.ofHours(1)));
    }

    private UUID sell(int units) {
        reserve(units);
        inventory.commit(List.of(order));
        var shipment = UUID.randomUUID();
        inventory.ship(new ShipStock(shipment, order, List.of(new Line(teapot, units))));
        return shipment;
    }

    private UUID takeBack(int units, @Nullable UUID orderId, @Nullable String location) {
        var returnId = UUID.randomUUID();
        inventory.takeBack(new TakeBack(returnId, List.of(new ReturnedLine(teapot, units, 0)), orderId, location));
        return returnId;
    }

    private UUID receive(String location, int units) {
        var id = UUID.randomUUID();
        var lines = List.of(Map.of("sku", teapot, "quantity", units));
        shop.post(
                "/api/admin/v1/stock/documents",
                Map.of("documentId", id, "kind", "RECEIPT", "location", location, "lines", lines),
                "Authorization",
                STAFF);
        return id;
    }

    private Map<String, Integer> onHand() {
        var onHand = new HashMap<String, Integer>();
        db.sql("SELECT location, on_hand FROM inventory.stock WHERE sku = :sku")
                .param("sku", teapot)
                .query((row, _) -> onHand.put(row.getString(1), row.getInt(2)))
                .list();
        return onHand;
    }
}
