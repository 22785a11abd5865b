package io.kontor.aftersales.request;

import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.AftersalesSettings;
import io.kontor.aftersales.request.KeptReturn.Instead;
import io.kontor.aftersales.request.RefundShare.Claimed;
import io.kontor.aftersales.request.RefundShare.Paid;
import io.kontor.aftersales.window.ReturnWindows;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderLine;
import io.kontor.trade.Trade.TimelineEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of an order can be asked for: goods that left the house, that no request has asked for, and whose time has not passed. */
@Component
class ReturnableGoods {
    private final ReturnWindows windows;
    private final AftersalesSettings settings;
    private final Clock clock;

    ReturnableGoods(ReturnWindows windows, AftersalesSettings settings, Clock clock) {
        this.windows = windows;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One line of an order.
     *
     * @param units that left the house and no request asks for; {@code unshipped} those that can still be left out. None
     *     while something that was added to the order is not paid
     * @param until when returning ends, {@code repairUntil} when repairing does; null while the goods are not received
     */
    record Goods(
            OrderLine line,
            int units,
            int unshipped,
            Claimed claimed,
            @Nullable Instant until,
            @Nullable Instant repairUntil,
            boolean neverReturned,
            Instant now) {

        boolean isOpenFor(Kind kind) {
            if (kind == Kind.LEAVE_OUT) {
                return true;
            }
            var end = kind == Kind.REPAIR ? repairUntil : until;
            return (end == null || now.isBefore(end)) && (kind == Kind.REPAIR || !neverReturned);
        }

        int units(Kind kind) {
            return kind == Kind.LEAVE_OUT ? unshipped : units;
        }

        List<Kind> kinds() {
            return Arrays.stream(Kind.values())
                    .filter(kind -> units(kind) > 0 && isOpenFor(kind))
                    .toList();
        }

        Paid paid() {
            return Paid.of(line.quantity(), line.total(), line.deliveryShare(), line.tax(), line.paid());
        }

        RefundShare share(int wanted, boolean withDelivery) {
            return RefundShare.of(paid(), claimed, wanted, withDelivery);
        }
    }

    /** How long each line of the order may be returned; asks catalog, where a category has a rule of its own. */
    Map<UUID, Duration> windows(Order order) {
        return windows.of(
                order.lines().stream().map(OrderLine::productId).distinct().toList());
    }

    Map<UUID, Goods> of(Order order, Map<UUID, Duration> windows, Map<UUID, Claimed> claimed) {
        var receivedAt = order.timeline().stream()
                .filter(entry -> entry.code().equals("received"))
                .map(TimelineEntry::at)
                .findFirst()
                .orElse(null);
        var maySkip = order.status().equals("paid") || order.status().equals("partially-shipped");
        // What is added shares the delivery with the other lines and may make it dearer: until it is paid or lapses,
        // nobody
        // knows what was paid for any of them.
        var isSettled = order.due() == null;
        var goods = new LinkedHashMap<UUID, Goods>();
        for (var line : order.lines()) {
            var zero = Money.zero(line.total().currency());
            var claim = claimed.getOrDefault(
                    line.id(), new Claimed(0, 0, 0, new RefundShare(zero, zero, zero, zero, zero)));
            var window = windows.getOrDefault(line.productId(), settings.window());
            goods.put(
                    line.id(),
                    new Goods(
                            line,
                            isSettled ? Math.max(0, line.shipped() - (claim.units() - claim.unitsLeftOut())) : 0,
                            maySkip && isSettled
                                    ? Math.max(0, line.quantity() - line.shipped() - claim.unitsLeftOut())
                                    : 0,
                            claim,
                            receivedAt == null ? null : receivedAt.plus(window),
                            receivedAt == null ? null : receivedAt.plus(settings.repairWindow()),
                            window.isZero(),
                            clock.instant()));
        }
        return goods;
    }

    /** One line of a request. @param wanted what it is exchanged for, or null */
    record Chosen(
            OrderLine line,
            int units,
            RefundShare share,
            @Nullable Instead wanted) {
        private Chosen with(RefundShare share) {
            return new Chosen(line, units, share, wanted);
        }

        /** What goes back because it is exchanged for something cheaper. */
        Money difference() {
            return wanted == null ? Money.zero(share.goods().currency()) : wanted.cheaper(share.goods(), units);
        }

        Money differenceInMoney() {
            return share.ofItInMoney(difference());
        }

        /** What is to be paid because it is exchanged for something dearer. */
        Money extra() {
            return wanted == null ? Money.zero(share.goods().currency()) : wanted.dearer(share.goods(), units);
        }
    }

    /** A pure function of what is wanted and what there is. @throws io.kontor.kernel.Refusal NOT_RETURNABLE (409), WINDOW_CLOSED (409) */
    static List<Chosen> decide(Wanted wanted, Map<UUID, Goods> goods, Map<UUID, List<Instead>> replacements) {
        var tooMany = new ArrayList<Map<String, Object>>();
        var tooLate = new ArrayList<String>();
        var chosen = new ArrayList<Chosen>();
        wanted.units().forEach((lineId, units) -> {
            var one = goods.get(lineId);
            if (one == null || one.units(wanted.kind()) < units) {
                tooMany.add(Map.of(
                        "lineId", lineId, "wanted", units, "returnable", one == null ? 0 : one.units(wanted.kind())));
            } else if (!one.isOpenFor(wanted.kind())) {
                tooLate.add(one.line().sku());
            } else {
                chosen.add(new Chosen(
                        one.line(),
                        units,
                        one.share(units, wanted.withDelivery()),
                        instead(wanted.replacements().get(lineId), replacements.getOrDefault(lineId, List.of()))));
            }
        });
        if (!tooMany.isEmpty()) {
            throw AftersalesProblem.NOT_RETURNABLE
                    .refusal(
                            "Ask for goods that no other request asks for: shipped ones, or to leave out what was not shipped.")
                    .with("lines", tooMany);
        }
        if (!tooLate.isEmpty()) {
            throw AftersalesProblem.WINDOW_CLOSED
                    .refusal("These goods can no longer be asked for in this way.")
                    .with("skus", tooLate);
        }
        return tendered(withinDelivery(chosen, goods, wanted.withDelivery()), goods);
    }

    /** With what of it goes back to points and gift cards: never more in money, or to them, than was paid so for all lines. */
    private static List<Chosen> tendered(List<Chosen> chosen, Map<UUID, Goods> goods) {
        var money = left(goods, Paid::inMoney, RefundShare::inMoney);
        var tenders = left(goods, Paid::tendered, RefundShare::tendered);
        var tendered = new ArrayList<Chosen>();
        for (var one : chosen) {
            var line = Objects.requireNonNull(goods.get(one.line().id()));
            var share = one.share().withTendered(line.paid(), line.claimed().amounts(), money, tenders);
            money = money.minus(share.inMoney());
            tenders = tenders.minus(share.tendered());
            tendered.add(one.with(share));
        }
        return tendered;
    }

    /**
     * Lines that were added or taken out later share a delivery of which some went back already: never more goes back than
     * all lines pay, and with the last units all that is left, when none of the others went without theirs.
     */
    private static List<Chosen> withinDelivery(List<Chosen> chosen, Map<UUID, Goods> goods, boolean withDelivery) {
        var left = left(goods, Paid::delivery, RefundShare::delivery);
        var leftTax = left(goods, Paid::deliveryTax, RefundShare::deliveryTax);
        var within = new ArrayList<Chosen>();
        for (var one : chosen) {
            var share = one.share().withDeliveryUpTo(left);
            left = left.minus(share.delivery());
            leftTax = leftTax.minus(share.deliveryTax());
            within.add(one.with(share));
        }
        if (withDelivery && left.isPositive() && areLast(chosen, goods)) {
            var last = within.removeLast();
            within.add(last.with(last.share().withMoreDelivery(left, leftTax)));
        }
        return within;
    }

    private static Money left(
            Map<UUID, Goods> goods, Function<Paid, Money> paid, Function<RefundShare, Money> claimed) {
        return goods.values().stream()
                .map(one ->
                        paid.apply(one.paid()).minus(claimed.apply(one.claimed().amounts())))
                .reduce(Money::plus)
                .orElseThrow();
    }

    private static boolean areLast(List<Chosen> chosen, Map<UUID, Goods> goods) {
        var units = chosen.stream().collect(Collectors.toMap(one -> one.line().id(), Chosen::units));
        return goods.values().stream()
                .allMatch(one -> one.claimed().units() == one.claimed().unitsWithDelivery()
                        && one.claimed().units() + units.getOrDefault(one.line().id(), 0)
                                == one.line().quantity());
    }

    private static @Nullable Instead instead(@Nullable String sku, List<Instead> replacements) {
        return sku == null
                ? null
                : replacements.stream()
                        .filter(one -> one.sku().equals(sku))
                        .findFirst()
                        .orElseThrow(() -> AftersalesProblem.NOT_EXCHANGEABLE
                                .refusal("Choose another variant of the same product that is there.")
                                .with("sku", sku));
    }
}
