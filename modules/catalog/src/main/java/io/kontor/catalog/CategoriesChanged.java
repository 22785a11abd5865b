package io.kontor.catalog;

import io.kontor.platform.event.Event;

/** The category tree or a brand changed: menus and lists show something else. */
public record CategoriesChanged(String reason) implements Event {
    @Override
    public String key() {
        return "categories";
    }
}
