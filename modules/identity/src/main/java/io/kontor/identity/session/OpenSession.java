package io.kontor.identity.session;

import static io.kontor.identity.IdentityProblem.WRONG_CREDENTIALS;

import io.kontor.identity.Identity.SignedIn;
import io.kontor.identity.account.Account;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.throttle.KnownAddresses;
import io.kontor.kernel.Caller;
import io.kontor.platform.secret.Secrets;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Begins a session with a token of its own, and remembers where its owner is. Belongs into the caller's transaction. */
@Component
public class OpenSession {
    private final SessionStore sessions;
    private final AccountStore accounts;
    private final KnownAddresses knownAddresses;
    private final Secrets secrets;
    private final Clock clock;

    OpenSession(
            SessionStore sessions, AccountStore accounts, KnownAddresses knownAddresses, Secrets secrets, Clock clock) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.knownAddresses = knownAddresses;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param address of the client */
    public SignedIn open(Account account, String address) {
        var now = clock.instant();
        var token = secrets.token();
        var expiresAt = Sessions.expiry(account.kind(), now, now);
        if (!accounts.noteSignIn(account, now)) {
            throw WRONG_CREDENTIALS.refusal("The password has just been changed. Sign in with the new one.");
        }
        sessions.insert(Secrets.hash(token), account.accountId(), now, expiresAt);
        knownAddresses.remember(account.accountId(), address, now);
        return new SignedIn(
                token, expiresAt, new Caller(account.kind(), account.accountId(), account.name(), Set.of()));
    }
}
