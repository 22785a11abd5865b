package io.kontor.aftersales.request;

import io.kontor.aftersales.Aftersales.ChoiceLine;
import io.kontor.aftersales.Aftersales.Choices;
import io.kontor.aftersales.Aftersales.Quote;
import io.kontor.aftersales.Aftersales.QuoteLine;
import io.kontor.aftersales.Aftersales.Refund;
import io.kontor.aftersales.Aftersales.Replacement;
import io.kontor.aftersales.request.KeptReturn.Instead;
import io.kontor.aftersales.request.ReturnableGoods.Chosen;
import io.kontor.aftersales.request.ReturnableGoods.Goods;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderLine;
import java.util.ArrayList;
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
    private final FindReplacements findReplacements;
    private final ReturnStore returns;

    QuoteReturn(
            FindReturn findReturn,
            ReturnableGoods returnableGoods,
            FindReplacements findReplacements,
            ReturnStore returns) {
        this.findReturn = findReturn;
        this.returnableGoods = returnableGoods;
        this.findReplacements = findReplacements;
        this.returns = returns;
    }

    public Choices choices(String orderNumber, Asker asker) {
        var order = findReturn.requireOrder(orderNumber, asker);
        return new Choices(
                order.number(),
                goods(order).values().stream().map(QuoteReturn::choice).toList(),
                Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    public List<Replacement> replacements(String orderNumber, Asker asker) {
        var found = new ArrayList<Replacement>();
        findReplacements
                .of(findReturn.requireOrder(orderNumber, asker))
                .forEach((lineId, all) -> all.forEach(one -> found.add(
                        new Replacement(lineId, one.sku(), one.options().in(asker.language()), one.price()))));
        return found;
    }

    public Quote quote(String orderNumber, io.kontor.aftersales.Aftersales.QuoteReturn wanted) {
        var checked = Wanted.of(wanted.kind(), wanted.reason(), wanted.lines());
        var order = findReturn.requireOrder(orderNumber, wanted.asker());
        var replacements =
                checked.replacements().isEmpty() ? Map.<UUID, List<Instead>>of() : findReplacements.of(order);
        var chosen = ReturnableGoods.decide(checked, goods(order), replacements);
        var extra = sumOf(order, chosen, Chosen::extra);
        var language = wanted.asker().language();
        return new Quote(
                checked.kind().code(),
                checked.reason().code(),
                chosen.stream().map(one -> line(one, language)).toList(),
                checked.kind().hasParcelBack() ? null : refund(order, chosen),
                ShowReturn.difference(
                        sumOf(order, chosen, Chosen::difference), sumOf(order, chosen, Chosen::differenceInMoney)),
                extra.isPositive() ? extra : null);
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
                goods.unshipped(),
                goods.kinds().stream().map(Kind::code).toList(),
                goods.until());
    }

    private static QuoteLine line(Chosen chosen, Language language) {
        OrderLine line = chosen.line();
        return new QuoteLine(
                line.id(),
                line.sku(),
                line.name(),
                line.options(),
                line.image(),
                chosen.units(),
                chosen.share().goods(),
                chosen.wanted() == null ? null : chosen.wanted().sku(),
                chosen.wanted() == null ? null : chosen.wanted().options().in(language));
    }

    private static Refund refund(Order order, List<Chosen> chosen) {
        var goods = sum(order, chosen, RefundShare::goods);
        var delivery = sum(order, chosen, RefundShare::delivery);
        var tendered = sum(order, chosen, RefundShare::tendered);
        return new Refund(
                goods,
                delivery,
                sum(order, chosen, share -> share.tax().plus(share.deliveryTax())),
                goods.plus(delivery),
                tendered.isPositive() ? tendered : null);
    }

    private static Money sum(Order order, List<Chosen> chosen, Function<RefundShare, Money> amount) {
        return sumOf(order, chosen, one -> amount.apply(one.share()));
    }

    private static Money sumOf(Order order, List<Chosen> chosen, Function<Chosen, Money> amount) {
        var zero = Money.zero(order.totals().total().currency());
        return chosen.stream().map(amount).reduce(zero, Money::plus);
    }
}
