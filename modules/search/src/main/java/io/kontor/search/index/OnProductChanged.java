package io.kontor.search.index;

import io.kontor.catalog.ProductChanged;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings changed products into this process's index, then drops the lists that showed them. */
@Component
class OnProductChanged implements EventHandler<ProductChanged> {
    private final IndexProducts products;
    private final ResponseCache responses;

    OnProductChanged(IndexProducts products, ResponseCache responses) {
        this.products = products;
        this.responses = responses;
    }

    @Override
    public Class<ProductChanged> event() {
        return ProductChanged.class;
    }

    @Override
    public void handle(List<ProductChanged> events) {
        products.index(events.stream().map(ProductChanged::productId).toList());
        responses.drop(List.of("catalog"));
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }
}
