package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Limit;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.Reservation.Limited;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody sets aside a whole shelf with orders that are not paid. */
@KontorTest(InventoryModule.class)
class UnpaidLimitTest {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);

    private final Inventory inventory;
    private final JdbcClient db;
    private final MovableClock clock;
    private final TestShop shop;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final UUID bot = UUID.randomUUID();

    UnpaidLimitTest(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        this.inventory = inventory;
        this.db = db;
        this.clock = clock;
        this.shop = shop;
    }

    @Test
    void twoHundredUnpaidOrdersOfOneBotLeaveTheRestToOthers() {
        stock(200);
        var answers = IntStream.range(0, 200).mapToObj(_ -> reserve(1, bot)).toList();
        assertThat(answers).filteredOn(Granted.class::isInstance).hasSize(60);
        assertThat(answers.getLast()).isEqualTo(new Limited(List.of(new Limit(teapot, 1, 60, 60))));
        assertThat(IntStream.range(0, 140).mapToObj(_ -> reserve(1, UUID.randomUUID())))
                .allSatisfy(answer -> assertThat(answer).isInstanceOf(Granted.class));
        Books.assertBalanced(db);
    }

    @Test
    void fiftyOrdersAtOnceGetExactlyTheLimit() {
        stock(40);
        assertThat(AtOnce.run(50, _ -> reserve(1, bot)))
                .filteredOn(Granted.class::isInstance)
                .hasSize(20);
        assertThat(available()).isEqualTo(20);
    }

    @Test
    void theLimitHoldsAcrossProcesses() {
        stock(100);
        var second = SecondProcess.of(shop, clock);
        try {
            var both = List.of(inventory, second.bean(Inventory.class));
            var answers = AtOnce.run(
                    60,
                    number -> both.get(number % 2).reserve(wanted(UUID.randomUUID(), 1, Duration.ofHours(24), bot)));
            assertThat(answers).filteredOn(Granted.class::isInstance).hasSize(30);
        } finally {
            second.stop();
        }
    }

    @Test
    void whatIsPaidOrGivenBackOrOverdueCountsNoMore() {
        stock(30);
        var paid = UUID.randomUUID();
        assertThat(inventory.reserve(wanted(paid, 6, HALF_HOUR, bot))).isInstanceOf(Granted.class);
        assertThat(reserve(14, bot)).isInstanceOf(Granted.class);
        assertThat(reserve(1, bot)).isEqualTo(new Limited(List.of(new Limit(teapot, 1, 20, 20))));
        inventory.commit(List.of(paid));
        assertThat(reserve(6, bot)).isInstanceOf(Granted.class);
        assertThat(reserve(1, bot)).isInstanceOf(Limited.class);
        clock.advance(HALF_HOUR);
        Await.until(() -> assertThat(available()).isEqualTo(24));
        assertThat(reserve(20, bot)).isInstanceOf(Granted.class);
        Books.assertBalanced(db);
    }

    @Test
    void aRepeatAtTheLimitGetsTheFirstAnswerAgain() {
        stock(30);
        var wanted = wanted(UUID.randomUUID(), 20, HALF_HOUR, bot);
        assertThat(inventory.reserve(wanted)).isInstanceOf(Granted.class).isEqualTo(inventory.reserve(wanted));
    }

    @Test
    void theHouseItselfIsNotLimited() {
        stock(30);
        assertThat(reserve(30, null)).isInstanceOf(Granted.class);
    }

    @Test
    void anUnpaidOrderHoldsOnlySoManyUnitsAltogether() {
        stock(500_000);
        assertThat(reserve(10_001, bot)).isEqualTo(new Limited(List.of(new Limit(null, 10_001, 0, 10_000))));
        assertThat(available()).isEqualTo(500_000);
    }

    @Test
    void scarceGoodsAreHeldForAShorterTime() {
        stock(40);
        assertThat(holdOf(20)).isEqualTo(HALF_HOUR);
        assertThat(holdOf(16)).isEqualTo(HALF_HOUR);
        assertThat(holdOf(1)).isEqualTo(Duration.ofMinutes(15));
        assertThat(holdOf(3)).isEqualTo(Duration.ofMinutes(15));
    }

    private Duration holdOf(int quantity) {
        var answer = (Granted) reserve(quantity, UUID.randomUUID());
        return Duration.between(clock.instant(), answer.expiresAt().plusSeconds(30))
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private void stock(int onHand) {
        inventory.count(List.of(new Count(teapot, onHand, "stocktaking")));
    }

    private int available() {
        return inventory.available(List.of(teapot)).getFirst().available();
    }

    private Reservation reserve(int quantity, @Nullable UUID buyer) {
        return inventory.reserve(wanted(UUID.randomUUID(), quantity, HALF_HOUR, buyer));
    }

    private ReserveStock wanted(UUID order, int quantity, Duration holdFor, @Nullable UUID buyer) {
        return new ReserveStock(order, List.of(new Line(teapot, quantity)), holdFor, buyer, null);
    }
}
