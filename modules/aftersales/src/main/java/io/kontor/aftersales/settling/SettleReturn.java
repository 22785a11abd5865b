package io.kontor.aftersales.settling;

import io.kontor.aftersales.difference.DifferencePayments;
import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.Kind;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.request.SplitRefund;
import io.kontor.aftersales.request.Status;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Dispatch;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.ReturnedLine;
import io.kontor.inventory.Inventory.ShipStock;
import io.kontor.inventory.Inventory.TakeBack;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.PaymentProblem;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.GroupedOrder;
import io.kontor.trade.Trade.LeaveOut;
import io.kontor.trade.Trade.LeftOutLine;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderGroup;
import io.kontor.trade.Trade.OrderPayment;
import io.kontor.trade.Trade.RefundNote;
import io.kontor.trade.Trade.RefundedLine;
import io.kontor.trade.TradeProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what a request's last move asks of other modules: stock, money, parcels. The move itself is recorded before, and
 * every step here comes to the same however often it is done, so a crash between any two of them is healed by doing
 * all of them again.
 */
@Component
public class SettleReturn {
    private static final Logger log = LoggerFactory.getLogger(SettleReturn.class);
    private static final Duration RETRY = Duration.ofMinutes(5);
    /** A buyer who pays elsewhere waits to see it. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final SplitRefund splitRefund;
    private final Inventory inventory;
    private final Payment payment;
    private final Trade trade;
    private final Fulfilment fulfilment;
    private final DifferencePayments differencePayments;
    private final TransactionTemplate tx;
    private final Clock clock;

    SettleReturn(
            ReturnStore returns,
            MoveReturn moveReturn,
            SplitRefund splitRefund,
            Inventory inventory,
            Payment payment,
            Trade trade,
            Fulfilment fulfilment,
            DifferencePayments differencePayments,
            TransactionTemplate tx,
            Clock clock) {
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.splitRefund = splitRefund;
        this.inventory = inventory;
        this.payment = payment;
        this.trade = trade;
        this.fulfilment = fulfilment;
        this.differencePayments = differencePayments;
        this.tx = tx;
        this.clock = clock;
    }

    /** Answers the request as it stands afterwards. What could not be done is kept as its trouble and tried again later. */
    public KeptReturn settle(UUID requestId) {
        var request = returns.require(requestId);
        if (request.unsettled()) {
            try {
                if (tellOthers(request)) {
                    returns.setSettled(requestId, request.version(), clock.instant());
                } else {
                    var wait = request.status() == Status.TO_PAY ? LOOK_AGAIN : RETRY;
                    returns.setTrouble(
                            requestId, request.version(), null, clock.instant().plus(wait));
                }
            } catch (RuntimeException failed) {
                log.warn("After-sales request {} is not settled yet: {}", request.number(), failed.toString());
                returns.setTrouble(
                        requestId,
                        request.version(),
                        trouble(failed),
                        clock.instant().plus(RETRY));
            }
            return returns.require(requestId);
        }
        return request;
    }

    private static String trouble(RuntimeException failed) {
        return failed instanceof Refusal refusal
                ? refusal.problem().title() + ": " + refusal.detail()
                : failed.getClass().getSimpleName();
    }

    /** @return false while a provider has not confirmed a refund, or a payment is under way */
    private boolean tellOthers(KeptReturn request) {
        var isExchange = request.kind() == Kind.EXCHANGE;
        return switch (request.status()) {
            case TO_PAY -> {
                commit(request, isExchange);
                yield differencePayments.look(request);
            }
            case APPROVED, SENT -> {
                commit(request, isExchange);
                yield !isExchange || differencePayments.giveBackOthers(request);
            }
            case RECEIVED -> {
                commit(request, isExchange);
                takeBack(request, request.kind() != Kind.REPAIR);
                yield !isExchange || differencePayments.giveBackOthers(request);
            }
            case REFUNDING -> refund(request, isExchange);
            case SENDING_BACK -> sendBack(request, isExchange);
            case REJECTED, CANCELLED, CLOSED -> {
                release(request, isExchange);
                yield !isExchange || differencePayments.giveBackAll(request);
            }
            case REQUESTED, ASKED, REFUNDED, COMPLETED -> {
                // Nobody else has to hear of these.
                yield true;
            }
        };
    }

    private void commit(KeptReturn request, boolean isExchange) {
        if (isExchange) {
            inventory.commit(List.of(request.requestId()));
        }
    }

    private void release(KeptReturn request, boolean isExchange) {
        if (isExchange) {
            inventory.release(List.of(request.requestId()));
        }
    }

    /** Goods that are the shop's again: not those that are only repaired. */
    private void takeBack(KeptReturn request, boolean areOurs) {
        var lines = new LinkedHashMap<String, ReturnedLine>();
        for (var line : request.lines()) {
            if (line.good() != null && line.damaged() != null && line.good() + line.damaged() > 0) {
                lines.merge(
                        line.sku(),
                        new ReturnedLine(line.sku(), line.good(), line.damaged()),
                        (one, two) ->
                                new ReturnedLine(one.sku(), one.good() + two.good(), one.damaged() + two.damaged()));
            }
        }
        if (areOurs && !lines.isEmpty()) {
            inventory.takeBack(new TakeBack(
                    request.requestId(),
                    new ArrayList<>(lines.values()),
                    request.orderId(),
                    returns.location(request.requestId()).orElse(null)));
        }
    }

    private boolean refund(KeptReturn request, boolean isExchange) {
        takeBack(request, true);
        release(request, isExchange);
        if (isExchange && !differencePayments.giveBackAll(request)) {
            return false;
        }
        if (request.kind() == Kind.LEAVE_OUT && !leaveOut(request)) {
            return true;
        }
        try {
            return payBack(request);
        } catch (Refusal refused) {
            // The order was changed just when it was granted. Nothing went back yet, so it can be split anew.
            var split = refused.is(PaymentProblem.REFUND_TOO_LARGE) ? splitAgain(request) : request;
            if (split.tendered().equals(request.tendered())) {
                throw refused;
            }
            return payBack(split);
        }
    }

    private KeptReturn splitAgain(KeptReturn request) {
        var paid = splitRefund.paid(request);
        tx.executeWithoutResult(_ -> splitRefund.fit(request, paid));
        return returns.require(request.requestId());
    }

    private boolean payBack(KeptReturn request) {
        var refundId = Ids.named("aftersales-refund", request.requestId().toString());
        var amount = request.refund();
        var inMoney = amount.minus(request.tendered());
        if (inMoney.isPositive()
                && !payment.refund(refund(request, refundId, inMoney, "return "))
                        .done()) {
            return false;
        }
        trade.noteRefund(new RefundNote(
                refundId,
                request.orderNumber(),
                request.lines().stream()
                        .filter(line -> line.quantity() > 0)
                        .map(line -> new RefundedLine(
                                line.lineId(), line.quantity(), line.share().goods()))
                        .toList(),
                amount,
                request.tendered()));
        tx.executeWithoutResult(
                _ -> moveReturn.tryMove(request, Move.PAY_BACK, Actor.SHOP, amount.toString(), List.of()));
        return true;
    }

    /** @return false when some of it was shipped or taken out of the order meanwhile: then nothing goes back, and the request ends */
    private boolean leaveOut(KeptReturn request) {
        var lines = request.lines().stream()
                .map(line -> new LeftOutLine(line.lineId(), line.quantity()))
                .toList();
        try {
            trade.leaveOut(new LeaveOut(
                    request.requestId(), request.orderNumber(), lines, request.number(), delivery(request)));
            return true;
        } catch (Refusal refused) {
            if (!refused.is(TradeProblem.NOT_LEFT_OUT)) {
                throw refused;
            }
            tx.executeWithoutResult(_ -> moveReturn.tryMove(request, Move.REFUSE, Actor.SHOP, "", List.of()));
            return false;
        }
    }

    private static Money delivery(KeptReturn request) {
        return request.lines().stream()
                .map(line -> line.share().delivery())
                .reduce(Money.zero(request.currency()), Money::plus);
    }

    private boolean sendBack(KeptReturn request, boolean isExchange) {
        takeBack(request, isExchange);
        if (isExchange && !differencePayments.giveBackOthers(request)) {
            return false;
        }
        differencePayments.giveBackRest(request);
        if (request.difference().isPositive()) {
            giveBackDifference(request);
        }
        var back = Objects.requireNonNull(request.back());
        var shipmentId = Ids.named("aftersales-parcel", request.requestId().toString());
        var units = units(request);
        if (isExchange) {
            commit(request, true);
            inventory.ship(new ShipStock(shipmentId, request.requestId(), lines(units, Inventory.Line::new)));
            // What was set aside for goods that never came back.
            release(request, true);
        }
        fulfilment.dispatch(new Dispatch(
                shipmentId,
                request.requestId(),
                request.number(),
                back.carrier(),
                back.trackingNumber(),
                lines(units, Fulfilment.Line::new)));
        tx.executeWithoutResult(_ -> moveReturn.tryMove(
                request, Move.COMPLETE, Actor.SHOP, back.carrier() + " " + back.trackingNumber(), List.of()));
        return true;
    }

    private void giveBackDifference(KeptReturn request) {
        var refundId = Ids.named("aftersales-difference", request.requestId().toString());
        var inMoney = request.differenceInMoney();
        if (inMoney.isPositive()) {
            payment.refund(refund(request, refundId, inMoney, "exchange "));
        }
        var tendered = request.difference().minus(inMoney);
        trade.noteRefund(new RefundNote(refundId, request.orderNumber(), List.of(), request.difference(), tendered));
    }

    /** What an order was paid by itself goes back first; of what it had of a payment for several nothing is taken from the others. */
    private NewRefund refund(KeptReturn request, UUID refundId, Money amount, String why) {
        var asker = new Asker(Caller.SYSTEM, Language.EN, null, null);
        var order = trade.order(request.orderNumber(), asker).orElseThrow();
        var paid = order.payment();
        var group = order.group();
        var own = group == null ? null : order.id();
        var paymentId = paid != null && paysAlone(order, group, paid, amount) ? paid.id() : null;
        return new NewRefund(refundId, order.paidAs(), amount, why + request.number(), paymentId, own);
    }

    /** Whether it is taken of the payment that paid the order: another one may have arrived for nothing, and goes back whole. */
    private static boolean paysAlone(Order order, @Nullable OrderGroup group, OrderPayment paid, Money amount) {
        return group == null
                ? paid.amount().minus(paid.refunded()).compareTo(amount) >= 0
                : order.due() == null && !isRest(group, paid);
    }

    /** Whether parts came before: then the payment alone brought less than the orders cost. */
    private static boolean isRest(OrderGroup group, OrderPayment paid) {
        return group.orders().stream()
                .filter(one -> !one.status().equals("unpaid") && !one.status().equals("cancelled"))
                .map(GroupedOrder::payable)
                .reduce(paid.amount(), Money::minus)
                .isNegative();
    }

    private static Map<String, Integer> units(KeptReturn request) {
        var units = new LinkedHashMap<String, Integer>();
        request.lines().stream()
                .filter(line -> line.quantity() > 0)
                .forEach(line -> units.merge(line.replacementSku(), line.quantity(), Integer::sum));
        return units;
    }

    private interface LineOf<T> {
        T of(String sku, int quantity);
    }

    private static <T> List<T> lines(Map<String, Integer> units, LineOf<T> line) {
        return units.entrySet().stream()
                .map(entry -> line.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
