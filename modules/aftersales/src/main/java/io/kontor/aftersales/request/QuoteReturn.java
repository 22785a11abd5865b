package io.kontor.aftersales.request;

import io.kontor.aftersales.Aftersales.ChoiceLine;
import io.kontor.aftersales.Aftersales.Choices;
import io.kontor.aftersales.Aftersales.Quote;
import io.kontor.aftersales.Aftersales.QuoteLine;
import io.kontor.aftersales.Aftersales.Refund;
import io.kontor.aftersales.request.ReturnableGoods.Chosen;
import io.kontor.aftersales.request.ReturnableGoods.Goods;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Tells what can be asked for, and what a request would come to, before anything is kept. */
@Component
public class QuoteReturn {
    private final FindReturn findReturn;
    private final ReturnableGoods returnableGoods;
    private final ReturnStore returns;

    QuoteReturn(FindReturn findReturn, ReturnableGoods returnableGoods, ReturnStore returns) {
        this.findReturn = findReturn;
        this.returnableGoods = returnableGoods;
        this.returns = returns;
    }

    public Choices choices(String orderNumber, Asker asker) {
        var order = findReturn.requireOrder(orderNumber, asker);
        return new Choices(
                order.number(),
                goods(order).values().stream().map(QuoteReturn::choice).toList(),
                Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    public Quote quote(String orderNumber, io.kontor.aftersales.Aftersales.QuoteReturn wanted) {
        var checked = Wanted.of(wanted.kind(), wanted.reason(), wanted.lines());
        var order = findReturn.requireOrder(orderNumber, wanted.asker());
        var chosen = ReturnableGoods.decide(checked, goods(order));
        return new Quote(
                checked.kind().code(),
                checked.reason().code(),
                chosen.stream().map(QuoteReturn::line).toList(),
                checked.kind().hasParcelBack() ? null : refund(order, chosen));
    }

    private Map<UUID, Goods> goods(Order order) {
        var currency = order.totals().total().currency();
        return returnableGoods.of(order, returnableGoods.windows(order), returns.claimed(order.id(), currency));
    }

    private static ChoiceLine choice(Goods goods) {
        var line = goods.line();
        return new ChoiceLine(
                line.id(),
                line.sku(),
                line.slug(),
                line.name(),
                line.options(),
                line.image(),
                line.quantity(),
                goods.units(),
                goods.kinds().stream().map(Kind::code).toList(),
                goods.until());
    }

    private static QuoteLine line(Chosen chosen) {
        OrderLine line = chosen.line();
        return new QuoteLine(
                line.id(),
                line.sku(),
                line.name(),
                line.options(),
                line.image(),
                chosen.units(),
                chosen.share().goods());
    }

    private static Refund refund(Order order, List<Chosen> chosen) {
        var goods = sum(order, chosen, RefundShare::goods);
        var delivery = sum(order, chosen, RefundShare::delivery);
        return new Refund(
                goods,
                delivery,
                sum(order, chosen, share -> share.tax().plus(share.deliveryTax())),
                goods.plus(delivery));
    }

    private static Money sum(Order order, List<Chosen> chosen, Function<RefundShare, Money> amount) {
        var zero = Money.zero(order.totals().total().currency());
        return chosen.stream().map(Chosen::share).map(amount).reduce(zero, Money::plus);
    }
}
