package io.kontor.search.find;

import io.kontor.catalog.Catalog.Category;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The catalogue's categories as a filter offers them. @param categories in menu order, parents before children */
record Menu(List<Category> categories) {

    /** The children of a category; for one without any, those beside it and itself. Null: the topmost. */
    List<Category> choices(@Nullable String slug) {
        var children = childrenOf(slug);
        return children.isEmpty() && slug != null
                ? categories.stream()
                        .filter(category -> category.slug().equals(slug))
                        .findFirst()
                        .map(self -> childrenOf(self.parent()))
                        .orElse(children)
                : children;
    }

    private List<Category> childrenOf(@Nullable String slug) {
        return categories.stream()
                .filter(category -> Objects.equals(category.parent(), slug))
                .toList();
    }
}
