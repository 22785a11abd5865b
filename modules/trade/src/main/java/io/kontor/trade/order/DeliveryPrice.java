package io.kontor.trade.order;

import io.kontor.catalog.Catalog;
import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Rate;
import io.kontor.fulfilment.Fulfilment.RateRequest;
import io.kontor.fulfilment.Fulfilment.Rates;
import io.kontor.kernel.Money;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.order.Freight.Units;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the delivery of an order costs today, by the way it goes. */
@Component
public class DeliveryPrice {
    private final Catalog catalog;
    private final Fulfilment fulfilment;

    DeliveryPrice(Catalog catalog, Fulfilment fulfilment) {
        this.catalog = catalog;
        this.fulfilment = fulfilment;
    }

    /**
     * @param goods what they cost before anything is taken off
     * @param units how many of each SKU; what is not sold any more weighs nothing and takes no room
     * @return null when that way does not go there, or not with so much
     */
    public @Nullable Money of(KeptOrder order, Address to, Money goods, Map<String, Integer> units) {
        return rates(to, goods, units).offered().stream()
                .filter(rate -> rate.method().equals(order.deliveryMethod()))
                .findFirst()
                .map(Rate::price)
                .orElse(null);
    }

    /** Every way there is for so much, and those that are none. */
    public Rates rates(Address to, Money goods, Map<String, Integer> units) {
        var goodsToday = catalog.offers(List.copyOf(units.keySet())).stream()
                .map(offer -> new Units(offer, Objects.requireNonNull(units.get(offer.sku()))))
                .toList();
        var freight = Freight.of(goodsToday);
        return fulfilment.rates(new RateRequest(
                to.country(), to.region(), to.postcode(), goods, freight.grams(), freight.cubicCentimetres()));
    }
}
