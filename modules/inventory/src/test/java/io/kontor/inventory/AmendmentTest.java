package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.inventory.Inventory.Amendment;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.kernel.Refusal;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A reservation follows the lines of its order. */
@KontorTest(InventoryModule.class)
class AmendmentTest {
    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final Inventory inventory;
    private final JdbcClient db;
    private final MovableClock clock;
    private final String teapot = "TEAPOT-" + UUID.randomUUID();
    private final String cup = "CUP-" + UUID.randomUUID();
    private final UUID order = UUID.randomUUID();
    private final UUID change = UUID.randomUUID();

    AmendmentTest(Inventory inventory, JdbcClient db, MovableClock clock) {
        this.inventory = inventory;
        this.db = db;
        this.clock = clock;
    }

    @BeforeEach
    void reserve() {
        inventory.count(List.of(new Count(teapot, 5, "stocktaking"), new Count(cup, 150, "stocktaking")));
        hold(order, new Line(teapot, 2));
    }

    private void hold(UUID id, Line... lines) {
        assertThat(inventory.reserve(new ReserveStock(id, List.of(lines), QUARTER)))
                .isInstanceOf(Granted.class);
    }

    private void amend(Line... givesBack) {
        inventory.amend(new Amendment(change, order, List.of(givesBack)));
        Books.assertBalanced(db);
    }

    private int available(String sku) {
        return inventory.available(List.of(sku)).getFirst().available();
    }

    private String standing(UUID id) {
        return db.sql("SELECT status FROM inventory.reservation WHERE order_id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private void ship(Line... lines) {
        inventory.ship(new ShipStock(UUID.randomUUID(), order, List.of(lines)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAChangeAddsBecomesTheOrdersOnce(boolean committed) {
        if (committed) {
            inventory.commit(List.of(order));
        }
        hold(change, new Line(teapot, 1), new Line(cup, 4));
        amend();
        amend();
        inventory.release(List.of(change));
        assertThat(available(teapot)).isEqualTo(2);
        assertThat(available(cup)).isEqualTo(146);
        assertThat(standing(order)).isEqualTo(committed ? "COMMITTED" : "HELD");
        inventory.commit(List.of(order));
        ship(new Line(teapot, 3), new Line(cup, 4));
        Books.assertBalanced(db);
    }

    @Test
    void whatAChangeTakesAwayIsForSaleAgainOnce() {
        inventory.commit(List.of(order));
        amend(new Line(teapot, 1));
        amend(new Line(teapot, 1));
        assertThat(available(teapot)).isEqualTo(4);
        assertThatThrownBy(() -> ship(new Line(teapot, 2))).isInstanceOf(Refusal.class);
        ship(new Line(teapot, 1));
        Books.assertBalanced(db);
    }

    @Test
    void aWholeLineIsGivenBackAndAnotherTakenInOneGo() {
        hold(change, new Line(cup, 3));
        amend(new Line(teapot, 2));
        assertThat(available(teapot)).isEqualTo(5);
        assertThat(available(cup)).isEqualTo(147);
    }

    @Test
    void aHoldThatRanOutIsTakenAnewWhenItsOrderIsFirm() {
        inventory.commit(List.of(order));
        hold(change, new Line(cup, 3));
        clock.advance(QUARTER.plusSeconds(1));
        Await.until(() -> assertThat(standing(change)).isEqualTo("EXPIRED"));
        amend();
        assertThat(standing(order)).isEqualTo("COMMITTED");
        assertThat(available(cup)).isEqualTo(147);
    }

    @Test
    void aCancelledOrderKeepsNothingOfALateChange() {
        hold(change, new Line(cup, 3));
        inventory.release(List.of(order));
        amend();
        assertThat(available(teapot)).isEqualTo(5);
        assertThat(available(cup)).isEqualTo(150);
    }

    @Test
    void shippedGoodsAreNotGivenBack() {
        inventory.commit(List.of(order));
        ship(new Line(teapot, 1));
        amend(new Line(teapot, 2));
        assertThat(available(teapot)).isEqualTo(4);
    }

    @Test
    void aChangeNamesItselfItsOrderAndPossibleUnits() {
        assertThatThrownBy(() -> inventory.amend(new Amendment(order, order, List.of())))
                .isInstanceOf(Refusal.class);
        for (var quantity : new int[] {0, -1, 1_000_000}) {
            assertThatThrownBy(() -> inventory.amend(new Amendment(change, order, List.of(new Line(teapot, quantity)))))
                    .isInstanceOf(Refusal.class);
        }
        assertThat(available(teapot)).isEqualTo(3);
    }
}
