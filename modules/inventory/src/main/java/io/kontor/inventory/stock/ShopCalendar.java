package io.kontor.inventory.stock;

import io.kontor.platform.start.KontorSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Days as the shop's people and its buyers count them: a promise is kept or broken at midnight where the shop is. */
@Component
public class ShopCalendar {
    private final ZoneId zone;
    private final Clock clock;

    ShopCalendar(KontorSettings shop, Clock clock) {
        this.zone = shop.zone();
        this.clock = clock;
    }

    public LocalDate today() {
        return dayOf(clock.instant());
    }

    public LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
