package io.kontor.identity.session;

import static io.kontor.identity.IdentityProblem.WRONG_CREDENTIALS;

import io.kontor.identity.Identity.SignIn;
import io.kontor.identity.Identity.SignedIn;
import io.kontor.identity.account.Login;
import io.kontor.kernel.Caller;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Signs a shopper in by e-mail or phone, a member of staff by login. */
@Component
public class SignInAccount {
    private final CheckPassword checkPassword;
    private final OpenSession openSession;
    private final TransactionTemplate tx;

    SignInAccount(CheckPassword checkPassword, OpenSession openSession, TransactionTemplate tx) {
        this.checkPassword = checkPassword;
        this.openSession = openSession;
        this.tx = tx;
    }

    public SignedIn signIn(Caller.Kind kind, SignIn credentials) {
        var account = checkPassword
                .check(kind, loginOf(kind, credentials.login()), credentials.password(), credentials.address())
                .orElseThrow(() -> WRONG_CREDENTIALS.refusal("Check both and try again."));
        return tx.execute(_ -> openSession.open(account, credentials.address()));
    }

    /** What is no login at all is looked for like one, so that it is refused in the same words and the same time. */
    private static String loginOf(Caller.Kind kind, String text) {
        var login = kind == Caller.Kind.STAFF
                ? Login.staff(text)
                : Login.email(text).or(() -> Login.phone(text));
        return login.orElse("");
    }
}
