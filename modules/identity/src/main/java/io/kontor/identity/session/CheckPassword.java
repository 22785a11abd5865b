package io.kontor.identity.session;

import io.kontor.identity.account.Account;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.password.PasswordPolicy;
import io.kontor.identity.password.Passwords;
import io.kontor.identity.throttle.Attempts;
import io.kontor.identity.throttle.Attempts.Subject;
import io.kontor.identity.throttle.KnownAddresses;
import io.kontor.identity.throttle.Limit;
import io.kontor.kernel.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares a password with an account's, more and more slowly. Guesses from anywhere share one count for the account and
 * one for the network they come from. A network from which the owner was signed in before has a count of its own for
 * this account and no other, so nobody elsewhere can shut the owner out.
 */
@Component
public class CheckPassword {
    private static final UUID NOBODY = new UUID(0, 0);

    private final AccountStore accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final KnownAddresses knownAddresses;

    CheckPassword(AccountStore accounts, Passwords passwords, Attempts attempts, KnownAddresses knownAddresses) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.knownAddresses = knownAddresses;
    }

    /**
     * @param login as {@link io.kontor.identity.account.Login} writes it; one that nobody has costs the same time
     * @return the account when login and password belong together
     * @throws io.kontor.kernel.Refusal TOO_MANY_REQUESTS (429) with {@code retryAfterSeconds}
     */
    public Optional<Account> check(Caller.Kind kind, String login, @Nullable String password, String address) {
        if (password == null || password.isEmpty() || password.length() > 2 * PasswordPolicy.LENGTH_MAX) {
            return Optional.empty();
        }
        var account = accounts.findByLogin(kind, login);
        var network = Attempts.network(address);
        var known = knownAddresses.isKnown(account.map(Account::accountId).orElse(NOBODY), address);
        var counted = known
                ? List.of(new Subject(Limit.ACCOUNT, "sign-in", kind.name(), login, network))
                : List.of(
                        new Subject(Limit.ACCOUNT, "sign-in", kind.name(), login),
                        new Subject(Limit.NETWORK, "sign-in", network));
        attempts.take(counted);
        if (!compare(password, account, counted)) {
            return Optional.empty();
        }
        if (known) {
            attempts.forget(counted.getFirst());
        } else {
            attempts.giveBack(counted);
        }
        return account;
    }

    private boolean compare(String password, Optional<Account> account, List<Subject> counted) {
        try {
            return passwords.match(password, account.map(Account::passwordHash).orElse(null));
        } catch (RuntimeException notCompared) {
            attempts.giveBack(counted);
            throw notCompared;
        }
    }
}
