package io.kontor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory.Amendment;
import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Later;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders with goods that are not there yet, and become more or fewer. */
@KontorTest(InventoryModule.class)
class BacklogChangeTest extends BacklogCase {
    BacklogChangeTest(Inventory inventory, JdbcClient db, MovableClock clock, TestShop shop) {
        super(inventory, db, clock, shop);
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
}
