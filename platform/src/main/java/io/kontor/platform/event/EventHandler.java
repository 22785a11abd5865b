package io.kontor.platform.event;

import java.util.List;

/**
 * A reaction to events of another module, or of its own. A bean named {@code On} + event.
 *
 * <p>Delivery is at least once and in order per key; what a handler does must come to the same when done twice. A batch
 * that fails is tried again event by event; an event that keeps failing is parked, and those of its key wait behind it.
 */
public interface EventHandler<E extends Event> {
    Class<E> event();

    /** @param events 1 to 200, oldest first. Not in a transaction: it may ask other modules. */
    void handle(List<E> events);

    /**
     * Whether every process handles the event (to drop what it holds in memory) rather than one process for all. Such a
     * handler hears only what happens while its process runs, and is not retried.
     */
    default boolean inEveryProcess() {
        return false;
    }
}
