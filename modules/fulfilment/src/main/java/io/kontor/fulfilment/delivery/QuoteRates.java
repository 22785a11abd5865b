package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Rates;
import io.kontor.fulfilment.Fulfilment.Withheld;
import io.kontor.fulfilment.delivery.DeliveryMethodStore.Offer;
import io.kontor.fulfilment.delivery.PriceDelivery.Outcome;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.batch.Combiner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says what the delivery of some goods costs by each method on offer. */
@Component
public class QuoteRates {
    private static final int GRAMS_MAX = 10_000_000;
    private static final int CM3_MAX = 100_000_000;
    private static final int PLACE_MAX = 60;

    /** Whoever asks waits for a look that began after the question: nobody decides by what was true earlier. */
    private final Combiner<RateRequest, List<Offer>> methods;

    QuoteRates(DeliveryMethodStore methods) {
        this.methods = new Combiner<>(1_000, asked -> Collections.nCopies(asked.size(), methods.offered()));
    }

    /** In the order in which the shop shows them. */
    public Rates quote(RateRequest goods) {
        check(goods);
        var currency = goods.goodsTotal().currency().getCurrencyCode();
        var offered = new ArrayList<Rate>();
        var withheld = new ArrayList<Withheld>();
        for (var offer : methods.ask(goods)) {
            if (offer.method().currency().equals(currency)) {
                for (var outcome : PriceDelivery.price(offer.method(), offer.points(), goods)) {
                    switch (outcome) {
                        case Outcome.Offered(var rate) -> offered.add(rate);
                        case Outcome.Not(var not) -> withheld.add(not);
                    }
                }
            }
        }
        return new Rates(List.copyOf(offered), List.copyOf(withheld));
    }

    static void check(RateRequest goods) {
        if (goods.goodsTotal() == null || goods.goodsTotal().isNegative()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("The goods total is an amount, zero or more.")
                    .with("field", "goodsTotal");
        }
        if (goods.weightGrams() < 0 || goods.weightGrams() > GRAMS_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A weight is 0 to 10,000,000 grams.")
                    .with("field", "weightGrams");
        }
        if (goods.volumeCm3() < 0 || goods.volumeCm3() > CM3_MAX) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A volume is 0 to 100,000,000 cubic centimetres.")
                    .with("field", "volumeCm3");
        }
        if (goods.country() != null && !goods.country().matches("[A-Z]{2}")) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A country is two capital letters, such as CN.")
                    .with("field", "country");
        }
        if ((goods.region() != null && goods.region().length() > PLACE_MAX)
                || (goods.postcode() != null && goods.postcode().length() > PLACE_MAX)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A region and a postcode have at most " + PLACE_MAX + " characters.")
                    .with("field", "region");
        }
    }
}
