package io.kontor.identity.account;

import static io.kontor.identity.IdentityProblem.WEAK_PASSWORD;
import static io.kontor.identity.IdentityProblem.WRONG_CURRENT_PASSWORD;
import static java.util.Objects.requireNonNullElse;

import io.kontor.identity.password.PasswordPolicy;
import io.kontor.identity.password.Passwords;
import io.kontor.identity.session.CheckPassword;
import io.kontor.identity.session.EndSessions;
import io.kontor.identity.session.Sessions;
import io.kontor.kernel.CommonProblem;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a person's own password and ends all the other sessions of the account. */
@Component
public class ChangePassword {
    private final AccountStore accounts;
    private final CheckPassword checkPassword;
    private final Passwords passwords;
    private final EndSessions endSessions;
    private final Sessions sessions;
    private final TransactionTemplate tx;
    private final Clock clock;

    ChangePassword(
            AccountStore accounts,
            CheckPassword checkPassword,
            Passwords passwords,
            EndSessions endSessions,
            Sessions sessions,
            TransactionTemplate tx,
            Clock clock) {
        this.accounts = accounts;
        this.checkPassword = checkPassword;
        this.passwords = passwords;
        this.endSessions = endSessions;
        this.sessions = sessions;
        this.tx = tx;
        this.clock = clock;
    }

    public record PasswordChange(
            @Nullable String current, @Nullable String wanted) {
        @Override
        public String toString() {
            return "PasswordChange[***]";
        }
    }

    /** @param token of the session that stays */
    public void change(UUID accountId, PasswordChange change, String token, String address) {
        var account = accounts.find(accountId)
                .orElseThrow(() -> CommonProblem.NOT_FOUND.refusal("There is no such account."));
        var wanted = requireNonNullElse(change.wanted(), "");
        PasswordPolicy.check(wanted, account.logins());
        if (wanted.equals(change.current())) {
            throw WEAK_PASSWORD
                    .refusal("Choose another password than the one you have.")
                    .with("reason", "unchanged");
        }
        if (checkPassword
                .check(account.kind(), account.logins()[0], change.current(), address)
                .isEmpty()) {
            throw WRONG_CURRENT_PASSWORD.refusal("Type the password you signed in with.");
        }
        var hash = passwords.hash(wanted);
        tx.executeWithoutResult(_ -> {
            accounts.setPassword(accountId, hash, false, clock.instant());
            endSessions.endOthers(accountId, token);
        });
        sessions.drop(accountId);
    }
}
