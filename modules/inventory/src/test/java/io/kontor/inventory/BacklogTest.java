package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Later;
import io.kontor.inventory.Inventory.Limit;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.Reservation.Limited;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.Inventory.Waiting;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sold beyond what is there: promised, capped, owed in the order of age, and never a negative stock. */
@KontorTest(InventoryModule.class)
class BacklogTest extends BacklogCase {
    BacklogTest(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        super(inventory, db, clock, shop);
    }

    @Test
    void takesWhatIsThereFirstAndThenUpToTheCap() {
        stock(3);
        backOrder(5, 10);
        assertThat(available()).isEqualTo(new Availability(teapot, 8, 3, new Later(false, today().plusDays(10))));
        assertThat(promises(reserve(order, 4))).containsExactly(new Promise(teapot, 1, today().plusDays(10)));
        assertThat(available()).isEqualTo(new Availability(teapot, 4, 0, new Later(false, today().plusDays(10))));
        assertThat(reserve(UUID.randomUUID(), 5)).isEqualTo(new Denied(List.of(new Shortage(teapot, 5, 4))));
        assertThat(promises(reserve(UUID.randomUUID(), 4))).hasSize(1);
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
        assertThat(owed()).isEqualTo(5);
        Books.assertBalanced(db);
    }

    @Test
    void whatHasNeverBeenThereCanBeOrderedBefore() {
        var out = today().plusDays(40);
        preOrder(2, out);
        assertThat(available()).isEqualTo(new Availability(teapot, 2, 0, new Later(true, out)));
        var answer = reserve(order, 2);
        assertThat(promises(answer)).containsExactly(new Promise(teapot, 2, out));
        assertThat(reserve(order, 2)).isEqualTo(answer);
        assertThat(reserve(UUID.randomUUID(), 1)).isInstanceOf(Denied.class);
        Books.assertBalanced(db);
    }

    @Test
    void anOrderThatIsGivenUpWaitsForNothingAndOneWhoseGoodsAreGoneWaitsWithoutADay() {
        backOrder(5, 10);
        reserve(order, 2);
        inventory.release(List.of(order));
        assertThat(inventory.waitingFor(List.of(order))).isEmpty();

        var late = UUID.randomUUID();
        policy("""
                {"kind": "NONE", "most": 0}""");
        stock(3);
        reserve(late, 3);
        clock.advance(Duration.ofHours(1));
        assertThat(reserve(UUID.randomUUID(), 2)).isInstanceOf(Granted.class);
        inventory.commit(List.of(late));
        assertThat(inventory.waitingFor(List.of(late))).containsExactly(new Waiting(late, teapot, 2, null));
    }

    @Test
    void cannotBeShippedBeforeItComesAndIsFilledThenInTheOrderOfAge() {
        backOrder(5, 10);
        var younger = UUID.randomUUID();
        reserve(order, 2);
        clock.advance(Duration.ofSeconds(1));
        reserve(younger, 2);
        var day = today().plusDays(10);
        assertThat(inventory.waitingFor(List.of(younger, order, UUID.randomUUID())))
                .containsExactlyInAnyOrder(new Waiting(order, teapot, 2, day), new Waiting(younger, teapot, 2, day));
        inventory.commit(List.of(younger, order));
        assertRefused("not-reserved", () -> ship(order, 1));
        receive(3);
        Await.until(() -> assertThat(owed()).isEqualTo(1));
        assertThat(inventory.waitingFor(List.of(younger, order))).containsExactly(new Waiting(younger, teapot, 1, day));
        ship(order, 2);
        assertRefused("not-reserved", () -> ship(younger, 2));
        ship(younger, 1);
        receive(2);
        Await.until(() -> assertThat(owed()).isZero());
        ship(younger, 1);
        assertThat(inventory.waitingFor(List.of(younger, order))).isEmpty();
        assertThat(available()).isEqualTo(new Availability(teapot, 6, 1, new Later(false, today().plusDays(10))));
        Books.assertBalanced(db);
    }

    @Test
    void whatComesIsNotSoldToOthersWhileSomebodyWaits() {
        backOrder(5, 10);
        reserve(order, 3);
        stock(4);
        assertThat(available().inStock()).isEqualTo(1);
        assertThat(promises(reserve(UUID.randomUUID(), 1))).isEmpty();
        assertThat(promises(reserve(UUID.randomUUID(), 1))).hasSize(1);
        inventory.commit(List.of(order));
        Await.until(() -> assertThat(owed()).isEqualTo(1));
        ship(order, 3);
        Books.assertBalanced(db);
    }

    @Test
    void aClaimGoesWithItsOrder() {
        stock(1);
        backOrder(5, 10);
        reserve(order, 4);
        inventory.release(List.of(order));
        assertThat(owed()).isZero();
        assertThat(available().available()).isEqualTo(6);
        assertThat(promises(reserve(order, 6))).hasSize(1);
        clock.advance(HALF_HOUR);
        Await.until(() -> assertThat(owed()).isZero());
        assertThat(available().inStock()).isEqualTo(1);
        Books.assertBalanced(db);
    }

    @Test
    void whoPaysTooLateWaitsUnderThePolicyToo() {
        stock(1);
        backOrder(2, 10);
        reserve(order, 2);
        clock.advance(HALF_HOUR);
        Await.until(() -> assertThat(owed()).isZero());
        inventory.commit(List.of(order));
        assertThat(owed()).isEqualTo(1);
        assertThat(available().available()).isEqualTo(1);
        receive(1);
        Await.until(() -> assertThat(owed()).isZero());
        ship(order, 2);
        Books.assertBalanced(db);
    }

    @Test
    void safetyStockAndTheLimitsOfABuyerHold() {
        stock(5);
        shop.send(
                "PUT",
                "/api/admin/v1/stock/" + teapot + "/safety",
                Map.of("location", "main", "units", 2),
                "Authorization",
                STAFF);
        backOrder(40, 10);
        assertThat(available()).isEqualTo(new Availability(teapot, 43, 3, new Later(false, today().plusDays(10))));
        var bot = UUID.randomUUID();
        assertThat(reserve(UUID.randomUUID(), 20, bot)).isInstanceOf(Granted.class);
        assertThat(reserve(UUID.randomUUID(), 1, bot)).isEqualTo(new Limited(List.of(new Limit(teapot, 1, 20, 20))));
        assertThat(owed()).isEqualTo(17);
        Books.assertBalanced(db);
    }

    @Test
    void neverSellsOneUnitBeyondTheCapFromTwoProcesses() {
        stock(10);
        backOrder(25, 10);
        var second = SecondProcess.of(shop, clock);
        try {
            var both = List.of(inventory, second.bean(Inventory.class));
            var answers = AtOnce.run(
                    160,
                    number -> both.get(number % 2)
                            .reserve(new ReserveStock(
                                    UUID.randomUUID(), List.of(new Line(teapot, 1)), Duration.ofHours(24))));
            var granted = answers.stream()
                    .filter(Granted.class::isInstance)
                    .map(Granted.class::cast)
                    .toList();
            assertThat(granted).hasSize(35);
            assertThat(granted.stream().mapToInt(one -> one.promises().size()).sum())
                    .isEqualTo(25);
        } finally {
            second.stop();
        }
        assertThat(owed()).isEqualTo(25);
        Books.assertBalanced(db);
    }

    /** Whatever happens in whatever order, what is sold, held and free is what came, and no more is owed than may be. */
    @Test
    void keepsItsPromisesThroughARandomHistory() {
        var seed = new Random().nextLong();
        System.out.println("Random backlog, seed " + seed);
        var cup = "CUP-" + UUID.randomUUID();
        stock(4);
        backOrder(6, 10);
        policy(cup, """
                {"kind": "PRE_ORDER", "most": 9, "on": "%s"}""".formatted(today().plusDays(300)));
        var answers = AtOnce.run(6, number -> {
            var random = new Random(seed + number);
            var orders = new ArrayList<UUID>();
            for (var step = 0; step < 50; step++) {
                act(random, List.of(teapot, cup), orders);
                assertThat(owed()).isBetween(0, 6);
                assertThat(owed(cup)).isBetween(0, 9);
            }
            return "done";
        });
        assertThat(answers).as("seed " + seed).containsOnly("done");
        Books.assertBalanced(db);
    }

    private void act(Random random, List<String> skus, List<UUID> orders) {
        var known = orders.isEmpty() ? UUID.randomUUID() : orders.get(random.nextInt(orders.size()));
        var lines = skus.stream()
                .filter(_ -> random.nextInt(3) > 0)
                .map(sku -> new Line(sku, 1 + random.nextInt(3)))
                .toList();
        var some = lines.isEmpty() ? List.of(new Line(skus.getFirst(), 1)) : lines;
        try {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    orders.add(UUID.randomUUID());
                    inventory.reserve(ReservationTest.wanted(orders.getLast(), some.toArray(Line[]::new)));
                }
                case 3, 4 -> inventory.commit(List.of(known));
                case 5 -> inventory.release(List.of(known));
                case 6 -> inventory.ship(new ShipStock(UUID.randomUUID(), known, some));
                default -> receive(skus.get(random.nextInt(2)), 1 + random.nextInt(3));
            }
        } catch (Refusal refused) {
            assertThat(refused.problem()).isIn(InventoryProblem.NOT_RESERVED, InventoryProblem.STOCK_RESERVED);
        }
    }
}
