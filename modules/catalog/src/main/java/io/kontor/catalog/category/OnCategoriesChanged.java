package io.kontor.catalog.category;

import io.kontor.catalog.CategoriesChanged;
import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** Drops menus, lists, and the products that name their categories and brand. */
@Component
class OnCategoriesChanged implements EventHandler<CategoriesChanged> {
    private final ResponseCache answers;
    private final CategoryTree categories;

    OnCategoriesChanged(ResponseCache answers, CategoryTree categories) {
        this.answers = answers;
        this.categories = categories;
    }

    @Override
    public Class<CategoriesChanged> event() {
        return CategoriesChanged.class;
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }

    @Override
    public void handle(List<CategoriesChanged> events) {
        categories.drop();
        answers.drop(List.of("catalog", "categories"));
    }
}
