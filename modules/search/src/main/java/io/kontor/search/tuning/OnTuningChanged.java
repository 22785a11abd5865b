package io.kontor.search.tuning;

import io.kontor.platform.cache.ResponseCache;
import io.kontor.platform.event.EventHandler;
import io.kontor.search.TuningChanged;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts a new tuning in force in this process, then drops the lists that were made by the old one. */
@Component
class OnTuningChanged implements EventHandler<TuningChanged> {
    private final CurrentTuning current;
    private final ResponseCache responses;

    OnTuningChanged(CurrentTuning current, ResponseCache responses) {
        this.current = current;
        this.responses = responses;
    }

    @Override
    public Class<TuningChanged> event() {
        return TuningChanged.class;
    }

    @Override
    public void handle(List<TuningChanged> events) {
        current.refresh();
        responses.drop(List.of("catalog"));
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }
}
