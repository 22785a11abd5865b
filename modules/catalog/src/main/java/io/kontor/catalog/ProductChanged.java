package io.kontor.catalog;

import io.kontor.platform.event.Event;
import java.util.UUID;

/** A product, one of its variants, prices, texts or pictures changed, or whether it is published. */
public record ProductChanged(UUID productId, String slug) implements Event {
    @Override
    public String key() {
        return productId.toString();
    }
}
