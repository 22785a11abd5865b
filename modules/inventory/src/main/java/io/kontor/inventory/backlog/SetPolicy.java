package io.kontor.inventory.backlog;

import io.kontor.inventory.location.Locations;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.SellingPolicy.Kind;
import io.kontor.inventory.stock.ShopCalendar;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Decides whether a SKU is sold beyond what is there. What was promised to orders before stays promised. */
@Component
class SetPolicy {
    private static final int DAYS_MAX = 365;
    private static final int YEARS_MAX = 3;

    private final StockStore stock;
    private final BacklogStore backlog;
    private final Locations locations;
    private final TransactionTemplate tx;
    private final ShopCalendar calendar;

    SetPolicy(
            StockStore stock,
            BacklogStore backlog,
            Locations locations,
            TransactionTemplate tx,
            ShopCalendar calendar) {
        this.stock = stock;
        this.backlog = backlog;
        this.locations = locations;
        this.tx = tx;
        this.calendar = calendar;
    }

    /**
     * @param most units that may be sold and not have come, at any moment: 1 to 999,999; 0 for {@code NONE}
     * @param days 1 to 365 after the order; or else {@code on}: a day from today on, within three years
     */
    record Wanted(
            Kind kind,
            int most,
            @Nullable Integer days,
            @Nullable LocalDate on) {}

    void set(String sku, Wanted wanted, Caller caller) {
        Limits.checkSku(sku);
        check(wanted, calendar.today());
        tx.executeWithoutResult(_ -> {
            stock.lockAt(List.of(locations.first()), List.of(sku));
            backlog.savePolicy(sku, locations.first(), wanted, caller);
            stock.tellAgain(List.of(sku));
        });
    }

    private static void check(Wanted wanted, LocalDate today) {
        if (wanted.kind() == null) {
            throw wrong("kind", "Say whether it is sold beyond the stock: NONE, BACK_ORDER or PRE_ORDER.");
        }
        var sells = wanted.kind() != Kind.NONE;
        if (wanted.most() < (sells ? 1 : 0) || wanted.most() > (sells ? Limits.QUANTITY_MAX : 0)) {
            throw wrong("most", "Sell 1 to 999,999 units beyond the stock, or none.");
        }
        if (wanted.days() != null && (wanted.days() < 1 || wanted.days() > DAYS_MAX)) {
            throw wrong("days", "Promise it within 1 to 365 days.");
        }
        if (wanted.on() != null && (wanted.on().isBefore(today) || wanted.on().isAfter(today.plusYears(YEARS_MAX)))) {
            throw wrong("on", "Promise a day from today on, within three years.");
        }
        if (sells == (wanted.days() == null && wanted.on() == null) || wanted.days() != null && wanted.on() != null) {
            throw wrong("on", "Promise either a number of days or a day.");
        }
        if (wanted.kind() == Kind.PRE_ORDER && wanted.on() == null) {
            throw wrong("on", "Say on which day it comes out.");
        }
    }

    private static Refusal wrong(String field, String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", field);
    }
}
