package io.kontor.fulfilment.page;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.kernel.Money;
import io.kontor.platform.fragment.Fragment;
import io.kontor.platform.fragment.FragmentHtml;
import io.kontor.platform.template.Templates;
import io.kontor.platform.template.Words;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the shop's pages say of delivery before anything is ordered. */
@Configuration(proxyBeanMethods = false)
class FulfilmentFragments {
    /** Of nothing in particular: what a small order would cost. */
    private static final RateRequest SMALL = new RateRequest(null, null, null, Money.of(1, "CNY"), 500, 1_000);

    private final Fulfilment fulfilment;
    private final Templates templates;

    FulfilmentFragments(Fulfilment fulfilment, Templates templates) {
        this.fulfilment = fulfilment;
        this.templates = templates;
    }

    /** One line for every way of delivery. */
    @Bean("fulfilment.delivery-hint")
    Fragment deliveryHint() {
        return Fragment.of(
                "fulfilment.delivery-hint",
                request -> FragmentHtml.of(
                        templates.render(
                                "fulfilment/delivery-hint",
                                Map.of(
                                        "words",
                                        Words.of("fulfilment", request.language()),
                                        "rates",
                                        fulfilment.rates(SMALL).offered())),
                        "delivery"));
    }
}
