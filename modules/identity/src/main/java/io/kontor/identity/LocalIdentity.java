package io.kontor.identity;

import io.kontor.identity.account.AccountStore;
import io.kontor.identity.account.Login;
import io.kontor.identity.account.SignUpShopper;
import io.kontor.identity.session.EndSessions;
import io.kontor.identity.session.Sessions;
import io.kontor.identity.session.SignInAccount;
import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import java.util.Optional;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Access(Caller.Kind.SYSTEM)
class LocalIdentity implements Identity {
    private final SignUpShopper signUpShopper;
    private final SignInAccount signInAccount;
    private final EndSessions endSessions;
    private final Sessions sessions;
    private final AccountStore accounts;

    LocalIdentity(
            SignUpShopper signUpShopper,
            SignInAccount signInAccount,
            EndSessions endSessions,
            Sessions sessions,
            AccountStore accounts) {
        this.signUpShopper = signUpShopper;
        this.signInAccount = signInAccount;
        this.endSessions = endSessions;
        this.sessions = sessions;
        this.accounts = accounts;
    }

    @Override
    public Optional<Caller> callerOf(String token) {
        // Whoever holds a one-time password is a stranger everywhere but where it is changed.
        return sessions.find(token)
                .filter(session -> !session.mustChangePassword())
                .map(session -> new Caller(session.kind(), session.accountId(), session.name(), session.permissions()));
    }

    @Override
    public SignedIn signUp(SignUp wanted) {
        return signUpShopper.signUp(wanted);
    }

    @Override
    public SignedIn signIn(SignIn credentials) {
        return signInAccount.signIn(Caller.Kind.SHOPPER, credentials);
    }

    @Override
    public Optional<Shopper> shopper(String login) {
        return Login.email(login)
                .or(() -> Login.phone(login))
                .flatMap(kept -> accounts.findByLogin(Caller.Kind.SHOPPER, kept))
                .map(account -> new Shopper(account.accountId(), account.name(), account.email(), account.phone()));
    }

    @Override
    public void signOut(String token) {
        endSessions.signOut(token);
    }
}
