package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.Rates;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.CouponAnswer;
import io.kontor.trade.Trade.DeliveryChoice;
import io.kontor.trade.Trade.Quote;
import io.kontor.trade.Trade.QuoteLine;
import io.kontor.trade.Trade.QuoteRequest;
import io.kontor.trade.Trade.QuotedOrder;
import io.kontor.trade.cart.CartContents;
import io.kontor.trade.cart.MergeCarts;
import io.kontor.trade.cart.ShowCart;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.order.Contacts;
import io.kontor.trade.order.Merchants;
import io.kontor.trade.pricing.Explain;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Delivery;
import io.kontor.trade.pricing.PriceQuote.Priced;
import io.kontor.trade.pricing.PriceRule.Purchase;
import io.kontor.trade.pricing.PriceRules;
import io.kontor.trade.tax.TaxTable;
import io.kontor.trade.tax.TaxTable.Taxes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a cart costs, delivered, line by line. Holds nothing and writes nothing. */
@Component
public class QuoteCheckout {
    private static final Contact NOBODY = new Contact(null, null);

    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final Fulfilment fulfilment;
    private final PriceRules rules;
    private final TaxTable taxTable;

    QuoteCheckout(
            MergeCarts mergeCarts, ShowCart showCart, Fulfilment fulfilment, PriceRules rules, TaxTable taxTable) {
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.fulfilment = fulfilment;
        this.rules = rules;
        this.taxTable = taxTable;
    }

    public Quote quote(UUID cartId, QuoteRequest wanted) {
        return quote(mergeCarts.require(cartId, wanted.shopper().caller()), NOBODY, wanted);
    }

    /**
     * What it would cost a customer, by whom the cart was not filled, and what stands in the way of ordering it for them.
     *
     * @param accountId of the customer, null for a guest
     */
    public Quote quoteFor(UUID cartId, @Nullable UUID accountId, Contact contact, QuoteRequest wanted) {
        var cart = mergeCarts.require(cartId, wanted.shopper().caller()).ownedBy(accountId);
        return quote(cart, new Contact(Contacts.email(contact.email()), Contacts.phone(contact.phone())), wanted);
    }

    private Quote quote(CartContents cart, Contact contact, QuoteRequest wanted) {
        var language = wanted.shopper().language();
        var known = showCart.known(cart, List.of());
        var currency = showCart.currencyOf(known);
        var basket = new Basket(
                currency,
                known.stream()
                        .filter(line -> line.line().selected() && ShowCart.isSold(line, currency))
                        .toList());
        var merchants = basket.byMerchant();
        var each = Basket.rates(fulfilment, merchants, wanted.address());
        var rates = Basket.together(each);
        var rate = basket.lines().isEmpty() ? null : Basket.nearest(rates, wanted.deliveryMethod());
        var taxes = taxTable.at(wanted.address());
        var coupons = OrderForm.coupons(wanted.coupons());
        var ruling = rules.of(new Purchase(
                cart.accountId(), currency, basket.priced(taxes), coupons, OrderForm.points(wanted.points())));
        var quote = basket.quote(ruling, delivery(merchants, each, rate, taxes), taxes);
        var explain = new Explain(language);
        var lines = lines(quote, basket, explain);
        return new Quote(
                cart.cartId(),
                lines,
                quote.totals(),
                choices(rates.offered(), rate, language),
                DeliveryWords.withheld(rates.withheld(), language),
                rate == null ? null : rate.method(),
                coupons.stream().map(code -> coupon(code, quote, explain)).toList(),
                showCart.problems(
                        cart,
                        contact,
                        known.stream().filter(line -> line.line().selected()).toList(),
                        language),
                explain.order(quote.lines().stream().map(Explain.Line::of).toList(), quote.totals(), quote.breakdown()),
                Explain.sums(lines.stream().map(QuoteLine::taxes).toList()),
                quote.unused().stream().map(explain::unused).toList(),
                orders(merchants, quote, language));
    }

    private static Delivery delivery(List<Basket> merchants, List<Rates> each, @Nullable Rate chosen, Taxes taxes) {
        var method = chosen == null ? "" : chosen.method();
        var none = Money.zero(merchants.getFirst().currency());
        var prices = each.stream()
                .map(rates -> Basket.find(rates, method).map(Rate::price).orElse(none))
                .toList();
        return Basket.delivery(merchants, prices, taxes);
    }

    /** The orders that goods of several merchants make; of one merchant there is nothing to tell. */
    private static @Nullable List<QuotedOrder> orders(List<Basket> merchants, PriceQuote quote, Language language) {
        return merchants.size() == 1
                ? null
                : IntStream.range(0, merchants.size())
                        .mapToObj(at -> new QuotedOrder(
                                Merchants.name(merchants.get(at).merchantId(), at + 1, language),
                                quote.parcels().get(at).lines().stream()
                                        .map(priced -> priced.line().lineId())
                                        .toList(),
                                quote.parcels().get(at).totals()))
                        .toList();
    }

    private static List<QuoteLine> lines(PriceQuote quote, Basket basket, Explain explain) {
        var known = basket.lines().stream()
                .collect(Collectors.toMap(line -> line.line().lineId(), Function.identity()));
        return quote.lines().stream()
                .map(priced -> lineOf(priced, quote, known, explain))
                .toList();
    }

    private static QuoteLine lineOf(Priced priced, PriceQuote quote, Map<UUID, Known> known, Explain explain) {
        var line = priced.line();
        var explained = Explain.Line.of(priced);
        var snapshot = Objects.requireNonNull(known.get(line.lineId()));
        var offer =
                snapshot.offer() != null ? snapshot.offer() : snapshot.line().offer();
        return new QuoteLine(
                line.lineId(),
                line.sku(),
                offer.name().in(explain.language()),
                line.quantity(),
                line.listPrice(),
                line.price(),
                priced.discount(),
                priced.tax(),
                priced.deliveryShare(),
                priced.total(),
                priced.paid(),
                explain.taxes(explained, quote.breakdown()),
                explain.line(explained),
                snapshot.promisedOn());
    }

    private static List<DeliveryChoice> choices(List<Rate> rates, @Nullable Rate chosen, Language language) {
        return rates.stream()
                .map(rate -> new DeliveryChoice(
                        rate.method(),
                        rate.name().in(language),
                        rate.description().in(language),
                        rate.price(),
                        rate.freeFrom(),
                        rate.daysMin(),
                        rate.daysMax(),
                        rate == chosen,
                        DeliveryWords.explanation(rate, language)))
                .toList();
    }

    private static CouponAnswer coupon(String code, PriceQuote quote, Explain explain) {
        var unused =
                quote.unused().stream().filter(one -> one.code().equals(code)).findFirst();
        return new CouponAnswer(
                code,
                unused.isEmpty(),
                unused.map(one -> explain.unused(one).text()).orElse(""));
    }
}
