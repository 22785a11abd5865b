package io.kontor.identity.session;

import io.kontor.identity.SessionsChanged;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** Drops what every process keeps of an account's sessions. */
@Component
class OnSessionsChanged implements EventHandler<SessionsChanged> {
    private final Sessions sessions;

    OnSessionsChanged(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Class<SessionsChanged> event() {
        return SessionsChanged.class;
    }

    @Override
    public boolean inEveryProcess() {
        return true;
    }

    @Override
    public void handle(List<SessionsChanged> events) {
        events.stream().map(SessionsChanged::accountId).distinct().forEach(sessions::drop);
    }
}
