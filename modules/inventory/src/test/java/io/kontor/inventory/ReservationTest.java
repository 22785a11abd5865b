package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(InventoryModule.class)
class ReservationTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Inventory inventory;
    private final JdbcClient db;
    private final MovableClock clock;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final String cup = "CUP-" + UUID.randomUUID();
    private final UUID order = UUID.randomUUID();

    ReservationTest(Inventory inventory, JdbcClient db, MovableClock clock) {
        this.inventory = inventory;
        this.db = db;
        this.clock = clock;
    }

    @BeforeEach
    void count() {
        inventory.count(List.of(new Count(teapot, 5, "stocktaking"), new Count(cup, 150, "stocktaking")));
    }

    @Test
    void takesAllLinesOff() {
        var answer = inventory.reserve(wanted(order, new Line(teapot, 2), new Line(cup, 10)));
        assertThat(answer).isInstanceOf(Granted.class);
        assertThat(available(teapot)).isEqualTo(3);
        assertThat(available(cup)).isEqualTo(140);
        assertBalanced();
    }

    @Test
    void takesNothingWhenOneLineIsShortAndNamesEveryShortSku() {
        var answer = inventory.reserve(wanted(order, new Line(teapot, 6), new Line(cup, 1), new Line("UNKNOWN", 1)));
        assertThat(answer).isEqualTo(new Denied(List.of(new Shortage(teapot, 6, 5), new Shortage("UNKNOWN", 1, 0))));
        assertThat(available(cup)).isEqualTo(150);
        assertBalanced();
    }

    @Test
    void givesTheFirstAnswerAgain() {
        var first = inventory.reserve(wanted(order, new Line(teapot, 5)));
        var second = inventory.reserve(wanted(order, new Line(teapot, 5)));
        assertThat(second).isEqualTo(first);
        inventory.commit(List.of(order));
        assertThat(inventory.reserve(wanted(order, new Line(teapot, 5)))).isEqualTo(first);
        assertThat(available(teapot)).isZero();
        assertBalanced();
    }

    @Test
    void refusesOtherGoodsForTheSameOrder() {
        inventory.reserve(wanted(order, new Line(teapot, 1)));
        assertRefused("reservation-differs", () -> inventory.reserve(wanted(order, new Line(teapot, 2))));
        assertRefused("reservation-differs", () -> inventory.reserve(wanted(order, new Line(cup, 1))));
        assertThat(available(teapot)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_000_000, 999_999_999, Integer.MAX_VALUE})
    void refusesQuantitiesOutOfRange(int quantity) {
        assertRefused("invalid-request", () -> inventory.reserve(wanted(order, new Line(teapot, quantity))));
    }

    @Test
    void refusesWhatIsNotARequest() {
        assertRefused("invalid-request", () -> inventory.reserve(wanted(order)));
        assertRefused(
                "invalid-request", () -> inventory.reserve(wanted(order, new Line(teapot, 1), new Line(teapot, 1))));
        assertRefused("invalid-request", () -> inventory.reserve(wanted(order, new Line("", 1))));
        assertRefused(
                "invalid-request",
                () -> inventory.reserve(new ReserveStock(order, List.of(new Line(teapot, 1)), Duration.ofSeconds(59))));
        assertRefused(
                "invalid-request",
                () -> inventory.reserve(new ReserveStock(order, List.of(new Line(teapot, 1)), Duration.ofHours(25))));
        var tooMany = Stream.iterate(0, i -> i + 1)
                .limit(201)
                .map(i -> new Line("S" + i, 1))
                .toArray(Line[]::new);
        assertRefused("invalid-request", () -> inventory.reserve(wanted(order, tooMany)));
    }

    @Test
    void takesTheLargestQuantityThereIs() {
        inventory.count(List.of(new Count(teapot, 999_999_999, "stocktaking")));
        assertThat(inventory.reserve(wanted(order, new Line(teapot, 999_999)))).isInstanceOf(Granted.class);
        assertThat(available(teapot)).isEqualTo(999_000_000);
    }

    @Test
    void releasesOnce() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        inventory.release(List.of(order, UUID.randomUUID()));
        inventory.release(List.of(order));
        assertThat(available(teapot)).isEqualTo(5);
        assertBalanced();
    }

    @Test
    void reservesAnewAfterARelease() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        inventory.release(List.of(order));
        assertThat(inventory.reserve(wanted(order, new Line(teapot, 4)))).isInstanceOf(Granted.class);
        assertThat(available(teapot)).isEqualTo(1);
        assertBalanced();
    }

    @Test
    void givesBackWhatNobodyCommittedInTime() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        clock.advance(QUARTER);
        Await.until(() -> assertThat(available(teapot)).isEqualTo(5));
        assertBalanced();
    }

    @Test
    void sellsOverdueStockToTheNextAtOnce() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        clock.advance(QUARTER);
        assertThat(inventory.reserve(wanted(UUID.randomUUID(), new Line(teapot, 5))))
                .isInstanceOf(Granted.class);
        assertBalanced();
    }

    @Test
    void keepsWhatWasCommitted() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        inventory.commit(List.of(order));
        clock.advance(QUARTER);
        assertThat(inventory.reserve(wanted(UUID.randomUUID(), new Line(teapot, 1))))
                .isEqualTo(new Denied(List.of(new Shortage(teapot, 1, 0))));
    }

    @Test
    void takesGoodsAgainThatExpiredBeforeTheCommit() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        expire();
        inventory.commit(List.of(order));
        assertThat(available(teapot)).isZero();
        assertThat(status(order)).isEqualTo("COMMITTED");
        assertBalanced();
    }

    @Test
    void keepsTheClaimOfAnOrderWhoseGoodsAreGone() {
        inventory.reserve(wanted(order, new Line(teapot, 4), new Line(cup, 1)));
        expire();
        inventory.reserve(wanted(UUID.randomUUID(), new Line(teapot, 3)));
        inventory.commit(List.of(order));
        inventory.commit(List.of(order));
        assertThat(status(order)).isEqualTo("SHORT");
        assertThat(available(teapot)).isZero();
        assertThat(told("StockRanShort", order.toString()))
                .hasSize(1)
                .first()
                .asString()
                .contains("\"wanted\":4,\"available\":2");
        assertBalanced();

        inventory.count(List.of(new Count(teapot, 20, "delivery")));
        Await.until(() -> assertThat(status(order)).isEqualTo("COMMITTED"));
        assertThat(available(teapot)).isEqualTo(13);
        assertBalanced();
    }

    @Test
    void shipsInPartsAndEachShipmentOnce() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        inventory.commit(List.of(order));
        var parcel = new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 2)));
        inventory.ship(parcel);
        inventory.ship(parcel);
        assertThat(onHand(teapot)).isEqualTo(3);
        inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 3))));
        assertThat(onHand(teapot)).isZero();
        assertRefused(
                "not-reserved",
                () -> inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 1)))));
        assertRefused(
                "shipment-differs",
                () -> inventory.ship(new ShipStock(parcel.shipmentId(), order, List.of(new Line(teapot, 1)))));
        assertBalanced();
    }

    @Test
    void givesBackOnlyWhatHasNotShipped() {
        inventory.reserve(wanted(order, new Line(teapot, 5)));
        inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 2))));
        inventory.release(List.of(order));
        assertThat(available(teapot)).isEqualTo(3);
        assertRefused("reservation-differs", () -> inventory.reserve(wanted(order, new Line(teapot, 1))));
        assertBalanced();
    }

    @Test
    void shipsNothingForAnOrderNobodyKnows() {
        assertRefused(
                "not-reserved",
                () -> inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(new Line(teapot, 1)))));
        assertThat(onHand(teapot)).isEqualTo(5);
    }

    @Test
    void tellsOnlyWhatShoppersSeeDifferently() {
        inventory.reserve(wanted(order, new Line(teapot, 1), new Line(cup, 51)));
        inventory.reserve(wanted(UUID.randomUUID(), new Line(cup, 1)));
        inventory.release(List.of(order));
        assertThat(told("StockChanged", teapot)).map(this::number).containsExactly(5, 4, 5);
        assertThat(told("StockChanged", cup)).map(this::number).containsExactly(99, 98, 99);
    }

    private int number(String event) {
        return Integer.parseInt(event.replaceAll(".*\"available\":(\\d+).*", "$1"));
    }

    private void expire() {
        clock.advance(QUARTER);
        Await.until(() -> assertThat(status(order)).isEqualTo("EXPIRED"));
    }

    static ReserveStock wanted(UUID order, Line... lines) {
        return new ReserveStock(order, new ArrayList<>(List.of(lines)), QUARTER);
    }

    private int available(String sku) {
        return inventory.available(List.of(sku)).stream()
                .mapToInt(Availability::available)
                .sum();
    }

    private int onHand(String sku) {
        return db.sql("SELECT on_hand FROM inventory.stock WHERE sku = :sku")
                .param("sku", sku)
                .query(Integer.class)
                .single();
    }

    private String status(UUID order) {
        return db.sql("SELECT status FROM inventory.reservation WHERE order_id = :id")
                .param("id", order)
                .query(String.class)
                .single();
    }

    private List<String> told(String event, String key) {
        return db.sql(
                        "SELECT payload FROM inventory.outbox WHERE type = 'inventory.' || :event AND key = :key ORDER BY event_id")
                .param("event", event)
                .param("key", key)
                .query(String.class)
                .list();
    }

    private void assertBalanced() {
        Books.assertBalanced(db);
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
