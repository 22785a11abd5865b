package io.kontor.search;

import io.kontor.platform.event.Event;

/** Staff changed how search understands and orders: synonyms, redirects, pinned products or boosts. */
public record TuningChanged(long version) implements Event {
    @Override
    public String key() {
        return "tuning";
    }
}
