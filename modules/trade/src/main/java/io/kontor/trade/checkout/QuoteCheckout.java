package io.kontor.trade.checkout;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.platform.template.Messages;
import io.kontor.trade.Trade.CouponAnswer;
import io.kontor.trade.Trade.DeliveryChoice;
import io.kontor.trade.Trade.Quote;
import io.kontor.trade.Trade.QuoteLine;
import io.kontor.trade.Trade.QuoteRequest;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.cart.MergeCarts;
import io.kontor.trade.cart.ShowCart;
import io.kontor.trade.cart.ShowCart.Known;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.pricing.PriceQuote;
import io.kontor.trade.pricing.PriceQuote.Priced;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what a cart costs, delivered, line by line. Holds nothing and writes nothing. */
@Component
public class QuoteCheckout {
    private static final int COUPONS_MAX = 20;
    private static final int COUPON_MAX = 64;

    private final MergeCarts mergeCarts;
    private final ShowCart showCart;
    private final Fulfilment fulfilment;
    private final TradeSettings settings;

    QuoteCheckout(MergeCarts mergeCarts, ShowCart showCart, Fulfilment fulfilment, TradeSettings settings) {
        this.mergeCarts = mergeCarts;
        this.showCart = showCart;
        this.fulfilment = fulfilment;
        this.settings = settings;
    }

    public Quote quote(UUID cartId, QuoteRequest wanted) {
        check(wanted);
        var language = wanted.shopper().language();
        var cart = mergeCarts.require(cartId, wanted.shopper().caller());
        var known = showCart.known(cart, List.of());
        var currency = showCart.currencyOf(known);
        var basket = new Basket(
                currency,
                known.stream().filter(line -> ShowCart.isSold(line, currency)).toList());
        var rates = basket.rates(fulfilment, wanted.address());
        var rate = rates.isEmpty() ? null : Basket.choose(rates, wanted.deliveryMethod());
        var quote = basket.quote(List.of(), rate == null ? Money.zero(currency) : rate.price(), settings.vatPercent());
        return new Quote(
                cart.cartId(),
                lines(quote, basket, language),
                quote.totals(),
                choices(rates, rate, language),
                rate == null ? null : rate.method(),
                coupons(wanted, language),
                showCart.problems(known, language));
    }

    private static List<QuoteLine> lines(PriceQuote quote, Basket basket, Language language) {
        var known = basket.lines().stream()
                .collect(Collectors.toMap(line -> line.line().lineId(), Function.identity()));
        return quote.lines().stream()
                .map(priced -> lineOf(priced, known, language))
                .toList();
    }

    private static QuoteLine lineOf(Priced priced, Map<UUID, Known> known, Language language) {
        var line = priced.line();
        var snapshot = Objects.requireNonNull(known.get(line.lineId()));
        var offer =
                snapshot.offer() != null ? snapshot.offer() : snapshot.line().offer();
        return new QuoteLine(
                line.lineId(),
                line.sku(),
                offer.name().in(language),
                line.quantity(),
                line.listPrice(),
                line.price(),
                priced.discount(),
                priced.tax(),
                priced.deliveryShare(),
                priced.total(),
                ShowOrder.explanation(priced.steps(), language));
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
                        rate == chosen))
                .toList();
    }

    private static List<CouponAnswer> coupons(QuoteRequest wanted, Language language) {
        var reason = Messages.of(ShowOrder.MESSAGES).text(language, "quote.no-such-coupon");
        return wanted.coupons() == null
                ? List.of()
                : wanted.coupons().stream()
                        .map(code -> new CouponAnswer(code, false, reason))
                        .toList();
    }

    private static void check(QuoteRequest wanted) {
        var coupons = wanted.coupons();
        if (coupons != null
                && (coupons.size() > COUPONS_MAX
                        || coupons.stream().anyMatch(code -> code == null || code.length() > COUPON_MAX))) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("At most " + COUPONS_MAX + " coupons of " + COUPON_MAX + " characters.")
                    .with("field", "coupons");
        }
        if (wanted.points() != null && wanted.points() < 0) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Points are a whole number from 0.")
                    .with("field", "points");
        }
    }
}
