package io.kontor.inventory;

import io.kontor.platform.module.KontorModule;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Another process of the shop under test: on its database, and at its time. */
final class SecondProcess {
    private SecondProcess() {}

    /** Started at the real time, as no process starts whose clock differs from the database's; then set as far ahead. */
    static TestShop of(TestShop shop, MovableClock clock) {
        var house = List.of(KontorModule.of("inventory", InventoryModule.class, null));
        var second = TestShop.run(house, shop.databaseUrl(), List.of("kontor.demo=false"));
        // A process that is a day ahead would take the holds of the other for overdue, and sell them again.
        second.bean(MovableClock.class).advance(Duration.between(Instant.now(), clock.instant()));
        return second;
    }
}
