package io.kontor.fulfilment.delivery;

import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.kernel.CommonProblem;
import io.kontor.platform.batch.Combiner;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says what the delivery of some goods costs by each method on offer. */
@Component
public class QuoteRates {
    private static final int GRAMS_MAX = 10_000_000;

    /** Whoever asks waits for a look that began after the question: nobody decides by what was true earlier. */
    private final Combiner<RateRequest, List<DeliveryMethod>> methods;

    QuoteRates(DeliveryMethodStore methods) {
        this.methods = new Combiner<>(1_000, asked -> Collections.nCopies(asked.size(), methods.all()));
    }

    /** Cheapest first. */
    public List<Rate> quote(RateRequest goods) {
        check(goods);
        return methods.ask(goods).stream()
                .filter(method -> method.active()
                        && method.price().currency().equals(goods.goodsTotal().currency()))
                .map(method -> rate(method, goods))
                .sorted(Comparator.comparing(Rate::price))
                .toList();
    }

    private static Rate rate(DeliveryMethod method, RateRequest goods) {
        return new Rate(
                method.code(),
                method.name(),
                method.description(),
                method.priceOf(goods.goodsTotal(), goods.weightGrams()),
                method.freeFrom(),
                method.daysMin(),
                method.daysMax());
    }

    private static void check(RateRequest goods) {
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
        if (goods.country() != null && !goods.country().matches("[A-Z]{2}")) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("A country is two capital letters, such as CN.")
                    .with("field", "country");
        }
    }
}
