package io.kontor.identity.session;

import io.kontor.identity.SessionsChanged;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.secret.Secrets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends sessions: at once in this process, and within moments in every other. */
@Component
public class EndSessions {
    private final SessionStore store;
    private final Sessions sessions;
    private final Outbox outbox;
    private final TransactionTemplate tx;

    EndSessions(SessionStore store, Sessions sessions, Outbox outbox, TransactionTemplate tx) {
        this.store = store;
        this.sessions = sessions;
        this.outbox = outbox;
        this.tx = tx;
    }

    public void signOut(String token) {
        var ended = tx.execute(_ -> {
            var accountId = store.delete(Secrets.hash(token));
            accountId.ifPresent(id -> outbox.publish(new SessionsChanged(id)));
            return accountId;
        });
        ended.ifPresent(sessions::drop);
    }

    /** Ends an account's sessions in the caller's transaction. {@link Sessions#drop} follows when it is committed. */
    public void endOthers(UUID accountId, @Nullable String keptToken) {
        store.deleteOthers(accountId, keptToken == null ? null : Secrets.hash(keptToken));
        tellChanged(accountId);
    }

    /** Tells, in the caller's transaction, that sessions of the account may do something else from now on. */
    public void tellChanged(UUID accountId) {
        outbox.publish(new SessionsChanged(accountId));
    }
}
