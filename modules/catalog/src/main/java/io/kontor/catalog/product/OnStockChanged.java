package io.kontor.catalog.product;

import io.kontor.inventory.StockChanged;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** Drops what shows how many of a product are available. */
@Component
class OnStockChanged implements EventHandler<StockChanged> {
    private final ResponseCache answers;
    private final Showcase showcase;

    OnStockChanged(ResponseCache answers, Showcase showcase) {
        this.answers = answers;
        this.showcase = showcase;
    }

    @Override
    public Class<StockChanged> event() {
        return StockChanged.class;
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }

    @Override
    public void handle(List<StockChanged> events) {
        var skus = events.stream().map(StockChanged::sku).distinct().toList();
        answers.drop(showcase.productsOf(skus).stream()
                .map(productId -> "product:" + productId)
                .toList());
    }
}
