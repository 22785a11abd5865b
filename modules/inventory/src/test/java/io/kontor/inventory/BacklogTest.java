package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Amendment;
import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Later;
import io.kontor.inventory.Inventory.Limit;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation;
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
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What is sold beyond what is there: promised, capped, owed in the order of age, and never a negative stock. */
@KontorTest(InventoryModule.class)
class BacklogTest {
    private static final String STAFF = "Bearer staff:inventory.read,inventory.write";
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final ZoneId SHOP = ZoneId.of("Asia/Shanghai");

    private final Inventory inventory;
    private final JdbcClient db;
    private final MovableClock clock;
    private final TestShop shop;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final UUID order = UUID.randomUUID();

    BacklogTest(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.clock = clock;
        this.shop = shop;
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
    void withoutAPolicyOnlyWhatIsThereIsSold() {
        stock(3);
        assertThat(reserve(order, 4)).isInstanceOf(Denied.class);
        backOrder(5, 10);
        policy("""
                {"kind": "NONE", "most": 0}""");
        assertThat(reserve(order, 4)).isInstanceOf(Denied.class);
        assertThat(promises(reserve(order, 3))).isEmpty();
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
    void aDayThatHasPassedIsPromisedToNobody() {
        preOrder(2, today());
        assertThat(available().available()).isEqualTo(2);
        daysPass(1);
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
        assertThat(reserve(order, 1)).isInstanceOf(Denied.class);
    }

    @Test
    void aDayIsOverAtMidnightInTheShop() {
        var day = today().plusDays(1);
        preOrder(2, day);
        clock.advance(Duration.between(
                clock.instant(), day.plusDays(1).atStartOfDay(SHOP).toInstant().minusSeconds(1)));
        assertThat(available().later()).isEqualTo(new Later(true, day));
        clock.advance(Duration.ofSeconds(1));
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
        backOrder(2, 1);
        assertThat(promises(reserve(order, 1))).containsExactly(new Promise(teapot, 1, day.plusDays(2)));
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAChangeAddsBeyondTheStockWaitsWithItsOrderOnce(boolean committed) {
        stock(2);
        backOrder(5, 10);
        reserve(order, 1);
        if (committed) {
            inventory.commit(List.of(order));
        }
        var change = UUID.randomUUID();
        assertThat(promises(reserve(change, 3))).containsExactly(new Promise(teapot, 2, today().plusDays(10)));
        amend(change, 0);
        amend(change, 0);
        inventory.release(List.of(change));
        assertThat(owed()).isEqualTo(2);
        assertThat(available()).isEqualTo(new Availability(teapot, 3, 0, new Later(false, today().plusDays(10))));
        inventory.commit(List.of(order));
        assertRefused("not-reserved", () -> ship(order, 3));
        ship(order, 2);
        receive(2);
        Await.until(() -> assertThat(owed()).isZero());
        ship(order, 2);
        Books.assertBalanced(db);
    }

    @Test
    void whatAChangeTakesAwayIsNotWaitedForAndOnlyThenLeavesTheShelf() {
        stock(2);
        backOrder(5, 10);
        reserve(order, 4);
        inventory.commit(List.of(order));
        amend(UUID.randomUUID(), 1);
        assertThat(owed()).isEqualTo(1);
        assertThat(available().inStock()).isZero();
        var change = UUID.randomUUID();
        amend(change, 2);
        amend(change, 2);
        assertThat(owed()).isZero();
        assertThat(available()).isEqualTo(new Availability(teapot, 6, 1, new Later(false, today().plusDays(10))));
        assertRefused("not-reserved", () -> ship(order, 2));
        ship(order, 1);
        Books.assertBalanced(db);
    }

    @Test
    void aChangeOfAnOrderThatIsGoneClaimsNothing() {
        backOrder(5, 10);
        reserve(order, 1);
        var change = UUID.randomUUID();
        reserve(change, 3);
        inventory.release(List.of(order));
        amend(change, 0);
        assertThat(owed()).isZero();
        assertThat(available().available()).isEqualTo(5);
    }

    private void amend(UUID change, int givesBack) {
        inventory.amend(
                new Amendment(change, order, givesBack == 0 ? List.of() : List.of(new Line(teapot, givesBack))));
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

    @Test
    void refusesWhatIsNoPolicy() {
        for (var wrong : List.of(
                "{}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 0, \"days\": 3}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 1000000, \"days\": 3}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5, \"days\": 0}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5, \"days\": 366}",
                "{\"kind\": \"BACK_ORDER\", \"most\": 5, \"days\": 3, \"on\": \"%s\"}".formatted(today()),
                "{\"kind\": \"PRE_ORDER\", \"most\": 5, \"days\": 3}",
                "{\"kind\": \"PRE_ORDER\", \"most\": 5, \"on\": \"%s\"}".formatted(today().minusDays(1)),
                "{\"kind\": \"NONE\", \"most\": 0, \"days\": 3}",
                "{\"kind\": \"MAYBE\", \"most\": 5, \"days\": 3}")) {
            assertThat(put(teapot, wrong).status()).as(wrong).isEqualTo(400);
        }
        assertThat(available()).isEqualTo(new Availability(teapot, 0));
    }

    @Test
    void staffSeesWhoWaitsWhatIsOverdueAndWhoDecidedIt() {
        backOrder(5, 3);
        backOrder(6, 3);
        reserve(order, 2);
        inventory.commit(List.of(order));
        assertThat(get("/api/admin/v1/stock/" + teapot + "/policy")
                        .path("changes")
                        .size())
                .isEqualTo(2);
        var waiting = get("/api/admin/v1/stock/" + teapot + "/backlog").path("items");
        assertThat(waiting.size()).isEqualTo(1);
        assertThat(waiting.get(0).path("orderId").asString()).isEqualTo(order.toString());
        assertThat(waiting.get(0).path("paid").asBoolean()).isTrue();
        assertThat(waiting.get(0).path("overdue").asBoolean()).isFalse();
        assertThat(overdue()).isEmpty();
        daysPass(4);
        assertThat(overdue()).containsEntry(teapot, 2);
        assertThat(shop.get("/api/admin/v1/stock/backlog", "Authorization", "Bearer staff:orders.read")
                        .status())
                .isEqualTo(403);
        assertThat(shop.send(
                                "PUT",
                                "/api/admin/v1/stock/" + teapot + "/policy",
                                "{}",
                                "Authorization",
                                "Bearer staff:inventory.read")
                        .status())
                .isEqualTo(403);
    }

    /** All that was promised was promised earlier; the clock stays, since other processes go by their own. */
    private void daysPass(int days) {
        db.sql("UPDATE inventory.stock SET promised_on = promised_on - :days WHERE sku = :sku")
                .param("days", days)
                .param("sku", teapot)
                .update();
        db.sql("UPDATE inventory.reservation_line SET promised_on = promised_on - :days WHERE sku = :sku")
                .param("days", days)
                .param("sku", teapot)
                .update();
    }

    private Map<String, Integer> overdue() {
        var found = new HashMap<String, Integer>();
        get("/api/admin/v1/stock/backlog?overdue=true&limit=200")
                .path("items")
                .forEach(row -> found.put(
                        row.path("sku").asString(), row.path("overdue").asInt()));
        found.keySet().retainAll(List.of(teapot));
        return found;
    }

    private JsonNode get(String path) {
        return shop.get(path, "Authorization", STAFF).json();
    }

    private void stock(int onHand) {
        inventory.count(List.of(new Count(teapot, onHand, "stocktaking")));
    }

    private void receive(int units) {
        receive(teapot, units);
    }

    private void receive(String sku, int units) {
        var booked = shop.post(
                "/api/admin/v1/stock/documents",
                Map.of(
                        "documentId",
                        UUID.randomUUID(),
                        "kind",
                        "RECEIPT",
                        "location",
                        "main",
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", units))),
                "Authorization",
                STAFF);
        assertThat(booked.status()).isEqualTo(204);
    }

    private void backOrder(int most, int days) {
        policy("""
                {"kind": "BACK_ORDER", "most": %d, "days": %d}""".formatted(most, days));
    }

    private void preOrder(int most, LocalDate on) {
        policy("""
                {"kind": "PRE_ORDER", "most": %d, "on": "%s"}""".formatted(most, on));
    }

    private void policy(String json) {
        policy(teapot, json);
    }

    private void policy(String sku, String json) {
        assertThat(put(sku, json).status()).isEqualTo(200);
    }

    private TestShop.Answer put(String sku, String json) {
        return shop.send("PUT", "/api/admin/v1/stock/" + sku + "/policy", json, "Authorization", STAFF);
    }

    private Reservation reserve(UUID orderId, int quantity) {
        return reserve(orderId, quantity, null);
    }

    private Reservation reserve(UUID orderId, int quantity, @Nullable UUID buyer) {
        return inventory.reserve(
                new ReserveStock(orderId, List.of(new Line(teapot, quantity)), HALF_HOUR, buyer, null));
    }

    private static List<Promise> promises(Reservation answer) {
        return ((Granted) answer).promises();
    }

    private void ship(UUID orderId, int quantity) {
        inventory.ship(new ShipStock(UUID.randomUUID(), orderId, List.of(new Line(teapot, quantity))));
    }

    private Availability available() {
        return inventory.available(List.of(teapot)).getFirst();
    }

    private int owed() {
        return owed(teapot);
    }

    private int owed(String sku) {
        return db.sql("SELECT coalesce(sum(backlog), 0)::int FROM inventory.stock WHERE sku = :sku")
                .param("sku", sku)
                .query(Integer.class)
                .single();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), SHOP);
    }

    private static void assertRefused(String code, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problem().code()).isEqualTo(code));
    }
}
