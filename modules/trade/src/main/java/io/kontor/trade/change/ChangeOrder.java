package io.kontor.trade.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Amendment;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.Reservation.Limited;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.idempotency.Idempotency.Ticket;
import io.kontor.platform.template.Messages;
import io.kontor.platform.web.Versions;
import io.kontor.trade.OrderChanged;
import io.kontor.trade.Trade.Explanation;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.change.ChangeStore.Content;
import io.kontor.trade.change.Revision.Revised;
import io.kontor.trade.change.Revision.Wanted;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStandings.Note;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.RefundsOwed;
import io.kontor.trade.order.ReturnTenders;
import io.kontor.trade.order.SettleDifference;
import io.kontor.trade.order.SettleGroup;
import io.kontor.trade.order.SettleGroup.Left;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.pricing.Explain;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes what was agreed of an order. What is added is held first, under the change's own id; then one transaction writes
 * the order anew, what goes back of its money, and the news; then the order's reservation follows. A crash before the
 * transaction leaves a hold that runs out, one after it is healed by {@link OnOrderChanged}.
 *
 * <p>No payment of the old total gets lost: one that is under way is closed before an unpaid order is changed, and one
 * that was captured nevertheless is held against the new total by {@link SettleDifference}.
 */
@Component
class ChangeOrder {
    /** Until its transaction is written and the order's reservation has followed. */
    private static final Duration HOLD = Duration.ofMinutes(10);

    private final OrderStore orders;
    private final ReviseOrder reviseOrder;
    private final ChangeStore changes;
    private final OrderStandings standings;
    private final SettleDifference settleDifference;
    private final SettleGroup settleGroup;
    private final RefundsOwed refundsOwed;
    private final ReturnTenders returnTenders;
    private final Inventory inventory;
    private final Payment payment;
    private final Outbox outbox;
    private final TradeSettings settings;
    private final TransactionTemplate tx;
    private final Clock clock;

    ChangeOrder(
            OrderStore orders,
            ReviseOrder reviseOrder,
            ChangeStore changes,
            OrderStandings standings,
            SettleDifference settleDifference,
            SettleGroup settleGroup,
            RefundsOwed refundsOwed,
            ReturnTenders returnTenders,
            Inventory inventory,
            Payment payment,
            Outbox outbox,
            TradeSettings settings,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.reviseOrder = reviseOrder;
        this.changes = changes;
        this.standings = standings;
        this.settleDifference = settleDifference;
        this.settleGroup = settleGroup;
        this.refundsOwed = refundsOwed;
        this.returnTenders = returnTenders;
        this.inventory = inventory;
        this.payment = payment;
        this.outbox = outbox;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    /**
     * What becomes of an order.
     *
     * @param due what the buyer pays besides; {@code goesBack} what is given back; both zero while it is unpaid
     * @param notDelivered that its delivery method does not take it; left out where it does
     */
    record Outcome(
            String orderNumber,
            Totals before,
            Totals totals,
            Money due,
            Money goesBack,
            List<Line> lines,
            List<Explanation> explanation,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            NotDelivered notDelivered) {}

    /**
     * @param reason {@code no-zone}, {@code too-much}, {@code no-point} or {@code not-offered}; {@code text} says it to people
     * @param others the methods that take it
     */
    record NotDelivered(String reason, String text, List<OtherMethod> others) {}

    record OtherMethod(String code, String name, Money price) {}

    record Line(UUID lineId, String sku, String name, int quantity, Money unitPrice, Money total) {}

    /** A change that somebody wants. @param code of the entry in the timeline; {@code what} is in it, before the reason */
    record Change(Wanted wanted, String code, String what, String reason) {}

    /** What would become of the order. Holds nothing and writes nothing. */
    Outcome preview(String number, Change change, Language language) {
        var order = settled(require(number));
        var revised = reviseOrder.revise(order, change.wanted(), change.reason(), Ids.next(clock), language);
        return outcome(order, revised, goesBack(order, revised).amount(), language);
    }

    /** @throws Refusal as {@link ReviseOrder} tells, and PRECONDITION_FAILED (412), PAYMENT_UNDER_WAY (409), OUT_OF_STOCK (409) */
    Outcome change(String number, long version, Change change, Actor actor, Language language, Ticket ticket) {
        var order = settled(require(number));
        Versions.match(version, order.version());
        var changeId = ticket.id(clock);
        var revised = reviseOrder.revise(order, change.wanted(), change.reason(), changeId, language);
        DeliverChanged.requireChosen(revised, change.wanted());
        if (order.status() == OrderStatus.UNPAID) {
            closePayments(order);
        }
        var promised = hold(changeId, order, revised);
        var back = goesBack(order, revised);
        var outcome = outcome(order, revised, back.amount(), language);
        try {
            tx.executeWithoutResult(_ -> {
                record(changeId, order, revised, back, promised, entry(order, revised, change, actor));
                ticket.store(200, outcome);
            });
        } catch (RuntimeException failed) {
            if (!revised.added().isEmpty()) {
                inventory.release(List.of(changeId));
            }
            throw failed;
        }
        inventory.amend(new Amendment(changeId, order.orderId(), lines(revised.givenBack())));
        refundsOwed.give(order.orderId());
        if (order.isGrouped()) {
            settleGroup.payForNothing(order.groupId());
        }
        return outcome;
    }

    private KeptOrder require(String number) {
        return orders.findByNumber(number).orElseThrow(OrderStore::unknown);
    }

    /** With what was paid for it counted. */
    private KeptOrder settled(KeptOrder order) {
        var revised = order.revised();
        if (order.status() == OrderStatus.UNPAID || revised == null || revised.paid() != null) {
            return order;
        }
        if (order.isGrouped()) {
            settleGroup.count(order);
        } else {
            settleDifference.settle(order);
        }
        return orders.require(order.orderId());
    }

    /** @throws Refusal PAYMENT_UNDER_WAY (409) when one cannot be closed: it may still be captured */
    private void closePayments(KeptOrder order) {
        var paysSisters = orders.groupOf(order).stream()
                .map(KeptOrder::paymentId)
                .filter(Objects::nonNull)
                .toList();
        requireClosed(payment.payments(order.payables()).stream()
                .filter(one -> !paysSisters.contains(one.id()))
                .filter(one -> !isClosed(one) && !one.captured().isPositive() || keeps(one))
                .toList());
    }

    /** Closes the payments of what is due, so that what was added can be taken back. */
    void closeDue(KeptOrder order) {
        requireClosed(payment.payments(List.of(order.orderId())).stream()
                .filter(one -> !one.id().equals(order.paymentId()) && !isClosed(one))
                .toList());
    }

    private static void requireClosed(List<PaymentView> open) {
        if (!open.isEmpty()) {
            throw TradeProblem.PAYMENT_UNDER_WAY.refusal(
                    "A payment of it is under way and cannot be closed now. Wait for what comes of it.");
        }
    }

    private static boolean keeps(PaymentView one) {
        return !one.captured().equals(one.refunded());
    }

    /** Lets go a payment that is not captured; answers whether nothing can come of it any more. */
    private boolean isClosed(PaymentView one) {
        return switch (one.status()) {
            case UNKNOWN, PENDING, AUTHORISED -> isReleased(one.id());
            case CAPTURED, DECLINED, VOIDED -> true;
            case PARTIALLY_CAPTURED -> false;
        };
    }

    private boolean isReleased(UUID paymentId) {
        try {
            return payment.release(paymentId).status() == Payment.Status.VOIDED;
        } catch (Refusal refused) {
            return false;
        }
    }

    /** @return by when what is not there yet leaves the house, by SKU */
    private Map<String, LocalDate> hold(UUID changeId, KeptOrder order, Revised revised) {
        if (revised.added().isEmpty()) {
            return Map.of();
        }
        var to = new Inventory.Destination(
                order.address().country(), order.address().region());
        // Staff is bound by the stock, not by what one buyer may hold.
        return switch (inventory.reserve(new ReserveStock(changeId, lines(revised.added()), HOLD, null, to))) {
            case Granted granted ->
                granted.promises().stream().collect(Collectors.toMap(Promise::sku, Promise::on, (one, _) -> one));
            case Limited(var limits) ->
                throw TradeProblem.HOLDS_TOO_MUCH
                        .refusal("Nothing was changed.")
                        .with("limits", limits);
            case Denied(var shortages) ->
                throw TradeProblem.OUT_OF_STOCK.refusal("Nothing was changed.").with("shortages", shortages);
        };
    }

    private static List<Inventory.Line> lines(Map<String, Integer> units) {
        return units.entrySet().stream()
                .map(one -> new Inventory.Line(one.getKey(), one.getValue()))
                .toList();
    }

    /** Must be called inside a transaction. */
    private void record(
            UUID changeId, KeptOrder order, Revised revised, Left back, Map<String, LocalDate> promised, Entry entry) {
        var now = entry.at();
        if (!changes.lock(order, now)) {
            throw ReviseOrder.notChangeable(orders.require(order.orderId()));
        }
        var payable = revised.quote().due();
        var paid = paid(order);
        var stays = paid != null && paid.compareTo(payable) > 0 ? payable : paid;
        var waitUntil = paid != null && paid.compareTo(payable) < 0 ? now.plus(settings.unpaidMax()) : null;
        var instead = revised.way().instead();
        var content = new Content(
                revised.quote().totals(),
                promised(revised.lines(), promised),
                revised.breakdown(),
                instead == null ? order.deliveryMethod() : instead.method(),
                instead == null ? order.deliveryName() : instead.name());
        if (!changes.write(order, content, stays, waitUntil)) {
            Versions.match(order.version(), orders.require(order.orderId()).version());
        }
        changes.keep(changeId, order, now);
        returnTenders.giveBackLess(
                order, KeptOrder.tenders(revised.breakdown()), changeId, now.plus(1, ChronoUnit.MICROS));
        if (order.status() == OrderStatus.UNPAID && !order.isGrouped() && payable.isZero()) {
            standings.move(List.of(order.orderId()), OrderMove.PAY, Actor.SHOP, "", now.plus(2, ChronoUnit.MICROS));
        }
        standings.tell(List.of(new Note(order.orderId(), changeId, entry)));
        if (back.amount().isPositive()) {
            refundsOwed.owe(changeId, order.orderId(), order.groupId(), back.amount(), back.paymentId());
        }
        if (order.status() == OrderStatus.PARTIALLY_SHIPPED
                && revised.lines().stream().allMatch(line -> line.shipped() + line.leftOut() == line.quantity())) {
            var ids = List.of(order.orderId());
            standings.move(ids, OrderMove.SHIP_ALL, Actor.SHOP, "", now.plus(2, ChronoUnit.MICROS));
            if (revised.lines().stream().allMatch(line -> line.refunded() == line.quantity())) {
                standings.move(ids, OrderMove.REFUND, Actor.SHOP, "", now.plus(3, ChronoUnit.MICROS));
            }
        }
        outbox.publish(new OrderChanged(
                order.orderId(),
                order.number(),
                order.accountId(),
                changeId,
                revised.quote().totals().total(),
                lines(revised.givenBack())));
    }

    private static List<KeptOrder.Line> promised(List<KeptOrder.Line> lines, Map<String, LocalDate> days) {
        return lines.stream()
                .map(line -> days.containsKey(line.sku()) ? line.promised(days.get(line.sku())) : line)
                .toList();
    }

    private static @Nullable Money paid(KeptOrder order) {
        if (order.status() == OrderStatus.UNPAID) {
            return null;
        }
        return order.settled();
    }

    private Entry entry(KeptOrder order, Revised revised, Change change, Actor actor) {
        var sums = order.totals().total() + " → " + revised.quote().totals().total();
        var instead = revised.way().instead();
        var way = instead == null ? "" : "; " + order.deliveryMethod() + " → " + instead.method();
        var what = (change.what().isEmpty() ? sums : change.what() + "; " + sums) + way;
        return new Entry(
                now(), change.code(), actor, change.reason().isEmpty() ? what : what + " (" + change.reason() + ")");
    }

    /** What a paid order costs less than was paid for it, as far as that was not given back by hand. */
    private Left goesBack(KeptOrder order, Revised revised) {
        var payable = revised.quote().due();
        var paid = paid(order);
        if (paid == null || paid.compareTo(payable) <= 0) {
            return new Left(Money.zero(payable.currency()), null);
        }
        var left = settleGroup.leftOf(order);
        var back = paid.minus(payable);
        if (back.compareTo(left.amount()) > 0) {
            return left;
        }
        // Not of one that arrived for nothing, which goes back whole.
        return new Left(back, order.isGrouped() ? left.paymentId() : settleGroup.payer(order, back));
    }

    private static Outcome outcome(KeptOrder order, Revised revised, Money goesBack, Language language) {
        var totals = revised.quote().totals();
        var none = Money.zero(totals.total().currency());
        var paid = paid(order);
        var due = paid == null ? none : totals.payable().minus(paid);
        return new Outcome(
                order.number(),
                order.totals(),
                totals,
                due.isPositive() ? due : none,
                goesBack,
                revised.lines().stream()
                        .map(line -> new Line(
                                line.lineId(),
                                line.sku(),
                                line.name().in(language),
                                line.quantity(),
                                line.price(),
                                line.total()))
                        .toList(),
                new Explain(language)
                        .order(
                                revised.lines().stream()
                                        .map(KeptOrder.Line::explained)
                                        .toList(),
                                totals,
                                revised.breakdown()),
                notDelivered(revised, language));
    }

    private static @Nullable NotDelivered notDelivered(Revised revised, Language language) {
        var trouble = revised.way().trouble();
        return trouble == null
                ? null
                : new NotDelivered(
                        trouble.reason(),
                        Messages.of(ShowOrder.MESSAGES).text(language, "delivery." + trouble.reason()),
                        trouble.others().stream()
                                .map(rate -> new OtherMethod(
                                        rate.method(), rate.name().in(language), rate.price()))
                                .toList());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
