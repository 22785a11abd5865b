package io.kontor.catalog.product;

import io.kontor.catalog.ProductChanged;
import io.kontor.catalog.category.CategoryTree;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Drops what shows the product, and the lists and counts it may have come into or left. */
@Component
class OnProductChanged implements EventHandler<ProductChanged> {
    private final ResponseCache answers;
    private final CategoryTree categories;

    OnProductChanged(ResponseCache answers, CategoryTree categories) {
        this.answers = answers;
        this.categories = categories;
    }

    @Override
    public Class<ProductChanged> event() {
        return ProductChanged.class;
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }

    @Override
    public void handle(List<ProductChanged> events) {
        categories.drop();
        var products = events.stream().map(changed -> "product:" + changed.productId());
        answers.drop(Stream.concat(products, Stream.of("catalog")).distinct().toList());
    }
}
