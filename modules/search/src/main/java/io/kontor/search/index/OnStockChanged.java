package io.kontor.search.index;

import io.kontor.inventory.StockChanged;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** Brings what sold out or came back into this process's index, then drops the lists that showed it. */
@Component
class OnStockChanged implements EventHandler<StockChanged> {
    private final IndexProducts products;
    private final ResponseCache responses;

    OnStockChanged(IndexProducts products, ResponseCache responses) {
        this.products = products;
        this.responses = responses;
    }

    @Override
    public Class<StockChanged> event() {
        return StockChanged.class;
    }

    @Override
    public void handle(List<StockChanged> events) {
        if (products.indexStock(events)) {
            responses.drop(List.of("catalog"));
        }
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }
}
