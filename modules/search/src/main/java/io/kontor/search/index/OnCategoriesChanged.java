package io.kontor.search.index;

import io.kontor.catalog.CategoriesChanged;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** Has the products compared: they are found by the names of their categories and brands. */
@Component
class OnCategoriesChanged implements EventHandler<CategoriesChanged> {
    private final KeepIndex keepIndex;
    private final ResponseCache responses;

    OnCategoriesChanged(KeepIndex keepIndex, ResponseCache responses) {
        this.keepIndex = keepIndex;
        this.responses = responses;
    }

    @Override
    public Class<CategoriesChanged> event() {
        return CategoriesChanged.class;
    }

    @Override
    public void handle(List<CategoriesChanged> events) {
        keepIndex.compareAll();
        responses.drop(List.of("catalog"));
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }
}
