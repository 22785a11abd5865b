package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(InventoryModule.class)
class ContentionTest {
    private final Inventory inventory;
    private final JdbcClient db;
    private final MovableClock clock;
    private final TestShop shop;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final String cup = "CUP-" + UUID.randomUUID();

    ContentionTest(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.clock = clock;
        this.shop = shop;
    }

    @Test
    void sellsExactlyFiftyOfFiftyToTwoHundred() {
        inventory.count(List.of(new Count(teapot, 50, "stocktaking")));
        var answers =
                AtOnce.run(200, _ -> inventory.reserve(ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 1))));
        assertThat(answers).filteredOn(Granted.class::isInstance).hasSize(50);
        assertThat(answers).filteredOn(Denied.class::isInstance).hasSize(150);
        assertThat(available(teapot)).isZero();
        Books.assertBalanced(db);
    }

    @Test
    void neverLetsOrdersInOppositeOrderWaitForEachOther() {
        inventory.count(List.of(new Count(teapot, 1_000, "stocktaking"), new Count(cup, 1_000, "stocktaking")));
        var answers = AtOnce.run(
                100,
                number -> inventory.reserve(
                        number % 2 == 0
                                ? ReservationTest.wanted(UUID.randomUUID(), new Line(teapot, 1), new Line(cup, 1))
                                : ReservationTest.wanted(UUID.randomUUID(), new Line(cup, 1), new Line(teapot, 1))));
        assertThat(answers).hasSize(100).allSatisfy(answer -> assertThat(answer).isInstanceOf(Granted.class));
        assertThat(available(teapot)).isEqualTo(900);
        assertThat(available(cup)).isEqualTo(900);
    }

    @Test
    void reservesOnceForOneOrderAskedFiftyTimesAtOnce() {
        inventory.count(List.of(new Count(teapot, 10, "stocktaking")));
        var order = UUID.randomUUID();
        var answers = AtOnce.run(50, _ -> inventory.reserve(ReservationTest.wanted(order, new Line(teapot, 7))));
        assertThat(answers).containsOnly(answers.getFirst()).first().isInstanceOf(Granted.class);
        assertThat(available(teapot)).isEqualTo(3);
        Books.assertBalanced(db);
    }

    @Test
    void commitsReleasesAndShipsOnceEachWhenAskedTwentyTimesAtOnce() {
        inventory.count(List.of(new Count(teapot, 10, "stocktaking")));
        var kept = UUID.randomUUID();
        var left = UUID.randomUUID();
        inventory.reserve(ReservationTest.wanted(kept, new Line(teapot, 4)));
        inventory.reserve(ReservationTest.wanted(left, new Line(teapot, 4)));
        var parcel = new ShipStock(UUID.randomUUID(), kept, List.of(new Line(teapot, 4)));
        var answers = AtOnce.run(60, number -> {
            switch (number % 3) {
                case 0 -> inventory.commit(List.of(kept));
                case 1 -> inventory.release(List.of(left));
                default -> inventory.ship(parcel);
            }
            return "done";
        });
        assertThat(answers).containsOnly("done");
        assertThat(available(teapot)).isEqualTo(6);
        Books.assertBalanced(db);
    }

    @Test
    void neverOversellsFromTwoProcessesOnOneDatabase() {
        inventory.count(List.of(new Count(teapot, 50, "stocktaking")));
        var second = SecondProcess.of(shop, clock);
        try {
            var both = List.of(inventory, second.bean(Inventory.class));
            var sameOrder = UUID.randomUUID();
            var answers = AtOnce.run(
                    120,
                    number -> both.get(number % 2)
                            .reserve(new ReserveStock(
                                    number < 10 ? sameOrder : UUID.randomUUID(),
                                    List.of(new Line(teapot, 1)),
                                    Duration.ofHours(24))));
            var granted = answers.stream()
                    .filter(Granted.class::isInstance)
                    .map(Granted.class::cast)
                    .toList();
            assertThat(granted.stream().map(Granted::orderId).distinct()).hasSize(50);
            assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOfAny(Granted.class, Denied.class));
            assertThat(both.get(1).available(List.of(teapot))).containsExactly(new Availability(teapot, 0));
        } finally {
            second.stop();
        }
        Books.assertBalanced(db);
    }

    /** Many threads do whatever comes, each from its own seed; whatever happens, the books balance. */
    @Test
    void keepsItsBooksThroughARandomHistory() {
        var seed = new Random().nextLong();
        System.out.println("Random history, seed " + seed);
        var skus = IntStream.range(0, 5)
                .mapToObj(number -> "RANDOM-" + number + "-" + UUID.randomUUID())
                .toList();
        inventory.count(
                skus.stream().map(sku -> new Count(sku, 20, "stocktaking")).toList());
        var answers = AtOnce.run(8, number -> {
            var random = new Random(seed + number);
            var orders = new ArrayList<UUID>();
            for (var step = 0; step < 60; step++) {
                act(random, skus, orders);
            }
            return "done";
        });
        assertThat(answers).as("seed " + seed).containsOnly("done");
        Books.assertBalanced(db);
    }

    private void act(Random random, List<String> skus, List<UUID> orders) {
        var order = orders.isEmpty() ? UUID.randomUUID() : orders.get(random.nextInt(orders.size()));
        var lines = skus.stream()
                .filter(_ -> random.nextBoolean())
                .map(sku -> new Line(sku, 1 + random.nextInt(4)))
                .toList();
        var some = lines.isEmpty() ? List.of(new Line(skus.getFirst(), 1)) : lines;
        try {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> {
                    orders.add(UUID.randomUUID());
                    inventory.reserve(ReservationTest.wanted(orders.getLast(), some.toArray(Line[]::new)));
                }
                case 3 -> inventory.commit(List.of(order));
                case 4 -> inventory.release(List.of(order));
                case 5 -> inventory.ship(new ShipStock(UUID.randomUUID(), order, some));
                case 6 ->
                    inventory.count(some.stream()
                            .map(line -> new Count(line.sku(), random.nextInt(40), "stocktaking"))
                            .toList());
                case 7 ->
                    inventory.count(some.stream()
                            .map(line -> new Count(line.sku(), random.nextInt(40), "import"))
                            .toList());
                default -> clock.advance(Duration.ofSeconds(random.nextInt(200)));
            }
        } catch (Refusal refused) {
            assertThat(refused.problem()).isIn(InventoryProblem.NOT_RESERVED, InventoryProblem.STOCK_RESERVED);
        }
    }

    private int available(String sku) {
        return inventory.available(List.of(sku)).getFirst().available();
    }
}
