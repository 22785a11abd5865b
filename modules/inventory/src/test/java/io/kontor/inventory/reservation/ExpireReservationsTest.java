package io.kontor.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Count;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.InventoryModule;
import io.kontor.inventory.stock.StockStore;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

@KontorTest(InventoryModule.class)
class ExpireReservationsTest {
    @Test
    void aProcessThatJustStartedListensBeforeItGivesAnythingBack(
            Inventory inventory, ReservationStore reservations, StockStore stock, TransactionTemplate tx) {
        var sku = "LATE-" + UUID.randomUUID();
        inventory.count(List.of(new Count(sku, 5, "test")));
        inventory.reserve(new ReserveStock(UUID.randomUUID(), List.of(new Line(sku, 2)), Duration.ofDays(1)));
        // The shop's own job, whose clock stands before the hold's end, does not meddle.
        var listened = new MovableClock();
        listened.advance(Duration.ofDays(3));
        var started = new ExpireReservations(reservations, stock, tx, listened);
        assertThat(started.expire()).isZero();
        assertThat(inventory.available(List.of(sku)).getFirst().available()).isEqualTo(3);
        listened.advance(Duration.ofSeconds(20));
        while (started.expire() > 0) {
            // Other tests' holds go, too.
        }
        assertThat(inventory.available(List.of(sku)).getFirst().available()).isEqualTo(5);
    }
}
