package io.kontor.platform.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.kontor.platform.module.KontorModule;

/**
 * Something that happened in a module, told to whoever listens. A record in the module's root package, named noun +
 * participle. New fields may be added; a field that was told is never taken away.
 */
public interface Event {
    /** Events of one key are handled in the order they happened; usually the id of what they happened to. */
    @JsonIgnore
    String key();

    /** {@code module.Event}, the name on the wire and in the outbox. */
    static String typeOf(Class<? extends Event> event) {
        return KontorModule.nameOf(event) + "." + event.getSimpleName();
    }
}
