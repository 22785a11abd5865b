package io.kontor.trade.checkout;

import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.trade.Trade.Shopper;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.TradeSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sets the goods of orders aside that are about to be placed: those of all of them, or none. */
@Component
class HoldGoods {
    /** The stock is held a little longer than the payment is waited for, so that no order is paid without its goods. */
    private static final Duration HOLD_LONGER = Duration.ofMinutes(5);

    private static final Duration PAY_MIN = Duration.ofMinutes(1);

    private final Inventory inventory;
    private final CheckGoods checkGoods;
    private final TradeSettings settings;

    HoldGoods(Inventory inventory, CheckGoods checkGoods, TradeSettings settings) {
        this.inventory = inventory;
        this.checkGoods = checkGoods;
        this.settings = settings;
    }

    /**
     * What is held.
     *
     * @param payWithin how long the payment can be waited for
     * @param promises when what is not there yet is to come, by SKU
     */
    record Held(Duration payWithin, Map<String, LocalDate> promises) {}

    /**
     * @throws io.kontor.kernel.Refusal OUT_OF_STOCK, HOLDS_TOO_MUCH (409)
     */
    Held hold(List<Draft> drafts, OrderForm form, Shopper shopper, Instant now) {
        var held = new ArrayList<UUID>();
        var until = Instant.MAX;
        var promises = new HashMap<String, LocalDate>();
        try {
            for (var draft : drafts) {
                held.add(draft.orderId());
                var granted = hold(draft, form, shopper);
                until = granted.expiresAt().isBefore(until) ? granted.expiresAt() : until;
                granted.promises().forEach(promise -> promises.put(promise.sku(), promise.on()));
            }
        } catch (RuntimeException none) {
            // The last one was not held, or it is not known; what a crash leaves held runs out by itself.
            if (held.size() > 1) {
                inventory.release(held);
            }
            throw none;
        }
        return new Held(payWithin(until, now), promises);
    }

    private Granted hold(Draft draft, OrderForm form, Shopper shopper) {
        var holdFor = settings.unpaidMax().plus(HOLD_LONGER);
        var to = new Inventory.Destination(
                form.address().country(), form.address().region());
        var wanted = new ReserveStock(draft.orderId(), draft.goods(), holdFor, form.buyer(shopper), to);
        return switch (inventory.reserve(wanted)) {
            case Granted granted -> granted;
            case Inventory.Reservation.Limited(var limits) ->
                throw TradeProblem.HOLDS_TOO_MUCH
                        .refusal("Pay or cancel your other orders of these goods, or order fewer. Nothing was ordered.")
                        .with("limits", limits);
            case Denied(var shortages) -> throw checkGoods.shortage(draft.basket(), shortages, shopper.language());
        };
    }

    /** Scarce goods are held for a shorter time, so that they are paid sooner or go back. */
    private Duration payWithin(Instant heldUntil, Instant now) {
        var held = Duration.between(now, heldUntil).minus(HOLD_LONGER);
        var atLeast = held.compareTo(PAY_MIN) < 0 ? PAY_MIN : held;
        return atLeast.compareTo(settings.unpaidMax()) < 0 ? atLeast : settings.unpaidMax();
    }

    void release(Collection<Draft> drafts) {
        inventory.release(drafts.stream().map(Draft::orderId).toList());
    }
}
