package io.kontor.aftersales.request;

import io.kontor.aftersales.request.KeptReturn.Instead;
import io.kontor.catalog.Catalog;
import io.kontor.catalog.Catalog.Offer;
import io.kontor.catalog.Catalog.ProductDocument;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Availability;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What else goods can be exchanged for: variants of the same product, on sale and there. */
@Component
class FindReplacements {
    private static final int SKUS_MAX = 500;

    private final Catalog catalog;
    private final Inventory inventory;

    FindReplacements(Catalog catalog, Inventory inventory) {
        this.catalog = catalog;
        this.inventory = inventory;
    }

    /** By line of the order. */
    Map<UUID, List<Instead>> of(Order order) {
        var products =
                order.lines().stream().map(OrderLine::productId).distinct().toList();
        var skus = catalog.documents(products).stream()
                .map(ProductDocument::skus)
                .flatMap(List::stream)
                .distinct()
                .limit(SKUS_MAX)
                .toList();
        if (skus.isEmpty()) {
            return Map.of();
        }
        var offers = catalog.offers(skus).stream().collect(Collectors.groupingBy(Offer::productId));
        var there = inventory.available(skus).stream()
                .filter(stock -> stock.inStock() > 0)
                .map(Availability::sku)
                .collect(Collectors.toSet());
        var found = new HashMap<UUID, List<Instead>>();
        order.lines()
                .forEach(line ->
                        found.put(line.id(), insteadOf(line, offers.getOrDefault(line.productId(), List.of()), there)));
        return found;
    }

    private static List<Instead> insteadOf(OrderLine line, List<Offer> offers, Set<String> there) {
        return offers.stream()
                .filter(offer -> !offer.sku().equals(line.sku()) && there.contains(offer.sku()))
                .filter(offer -> offer.price().currency().equals(line.total().currency()))
                .map(offer -> new Instead(offer.sku(), offer.options(), offer.price()))
                .toList();
    }
}
