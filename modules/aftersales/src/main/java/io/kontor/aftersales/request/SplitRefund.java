package io.kontor.aftersales.request;

import io.kontor.aftersales.request.KeptReturn.Line;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What goes back of the delivery, and what of a refund in money and what to points and gift cards, was decided when it was
 * asked for. The order may have been changed since: when it is granted, it is fitted into what is left of either.
 */
@Component
public class SplitRefund {
    private final ReturnStore returns;
    private final Trade trade;

    SplitRefund(ReturnStore returns, Trade trade) {
        this.returns = returns;
        this.trade = trade;
    }

    /** What an order was paid with, as it is now. */
    public record Paid(Money inMoney, Money tendered) {}

    /** To be asked before the transaction. */
    public Paid paid(KeptReturn request) {
        var asker = new Asker(Caller.SYSTEM, Language.EN, null, null);
        return paid(trade.order(request.orderNumber(), asker).orElseThrow());
    }

    /** What was added to the order and is not paid yet pays for nothing. */
    private static Paid paid(Order order) {
        var total = order.totals().total();
        var inMoney = order.lines().stream().map(OrderLine::paid).reduce(Money.zero(total.currency()), Money::plus);
        var due = Objects.requireNonNullElse(order.due(), Money.zero(total.currency()));
        return new Paid(inMoney.minus(due), total.minus(inMoney));
    }

    /** Must be called inside the transaction that lets the money go. */
    public void fit(KeptReturn request, Paid paid) {
        returns.lockOrder(request.orderId());
        var money = paid.inMoney();
        var tenders = paid.tendered();
        for (var other : returns.granted(request.orderId())) {
            if (!other.requestId().equals(request.requestId())) {
                money = money.minus(other.goneInMoney());
                tenders = tenders.minus(other.goneTendered());
            }
        }
        var before = returns.require(request.requestId()).lines();
        var after = within(lessDelivery(before, money.plus(tenders)), money, tenders);
        if (!after.equals(before)) {
            returns.setFitted(request.requestId(), after);
        }
    }

    /** A delivery that costs more by now, and is not paid yet, leaves less of what was paid for the goods' own. */
    private static List<Line> lessDelivery(List<Line> lines, Money left) {
        var tooMuch = lines.stream()
                .map(line -> line.share().total())
                .reduce(Money::plus)
                .orElseThrow()
                .minus(left);
        var fitting = new ArrayList<Line>();
        for (var line : lines) {
            var delivery = line.share().delivery();
            var fitted = tooMuch.isPositive() ? line.share().withDeliveryUpTo(delivery.minus(tooMuch)) : line.share();
            tooMuch = tooMuch.minus(delivery.minus(fitted.delivery()));
            fitting.add(line.with(fitted));
        }
        return fitting;
    }

    private static List<Line> within(List<Line> lines, Money money, Money tenders) {
        var fitting = new ArrayList<Line>();
        for (var line : lines) {
            var share = line.share().within(money, tenders);
            money = money.minus(share.inMoney());
            tenders = tenders.minus(share.tendered());
            fitting.add(line.with(share));
        }
        return fitting;
    }
}
