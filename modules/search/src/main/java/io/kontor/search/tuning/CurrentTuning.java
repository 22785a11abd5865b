package io.kontor.search.tuning;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The tuning that is in force, as this process knows it. */
@Component
public class CurrentTuning {
    private final TuningStore tunings;
    private volatile @Nullable Tuned known;

    CurrentTuning(TuningStore tunings) {
        this.tunings = tunings;
    }

    public Tuned get() {
        var tuned = known;
        return tuned == null ? read() : tuned;
    }

    // One after the other: what was read first must not take the place of what was read later.
    private synchronized Tuned read() {
        var tuned = new Tuned(tunings.newest().tuning());
        known = tuned;
        return tuned;
    }

    /** Also once events are heard: what was saved between the first look and then would be missed. */
    @EventListener(ApplicationReadyEvent.class)
    void refresh() {
        read();
    }
}
