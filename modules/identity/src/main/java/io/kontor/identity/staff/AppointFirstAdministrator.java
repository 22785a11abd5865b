package io.kontor.identity.staff;

import io.kontor.identity.account.Account;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.password.PasswordPolicy;
import io.kontor.identity.password.Passwords;
import io.kontor.kernel.Caller;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.start.StartFailure;
import io.kontor.platform.start.StartNotice;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the administrator {@code admin} when there is no staff, with the configured password or a one-time one. As long
 * as nobody has signed in with a one-time password, each start makes a new one: the last may have scrolled away.
 */
@Component
public class AppointFirstAdministrator implements SmartInitializingSingleton, StartNotice {
    static final String LOGIN = "admin";

    private final AccountStore accounts;
    private final RoleStore roles;
    private final Passwords passwords;
    private final KontorSettings settings;
    private final JdbcClient db;
    private final TransactionTemplate tx;
    private final Clock clock;
    private @Nullable String oneTimePassword;

    AppointFirstAdministrator(
            AccountStore accounts,
            RoleStore roles,
            Passwords passwords,
            KontorSettings settings,
            JdbcClient db,
            TransactionTemplate tx,
            Clock clock) {
        this.accounts = accounts;
        this.roles = roles;
        this.passwords = passwords;
        this.settings = settings;
        this.db = db;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        roles.insert(RoleStore.ADMINISTRATOR, "Administrator", List.of(Permission.EVERYTHING), true);
        if (!hasStaff()) {
            appoint();
        } else {
            accounts.findByLogin(Caller.Kind.STAFF, LOGIN)
                    .filter(this::neverSignedIn)
                    .ifPresent(this::renew);
        }
    }

    private boolean hasStaff() {
        return db.sql("SELECT EXISTS (SELECT FROM identity.account WHERE kind = 'STAFF')")
                .query(Boolean.class)
                .single();
    }

    private void appoint() {
        var given = settings.adminPassword();
        requireStrong(given);
        var chosen = saysNothing(given) ? null : given;
        var password = chosen == null ? OneTimePassword.make() : chosen;
        var admin = new Account(
                Ids.next(clock),
                Caller.Kind.STAFF,
                "Administrator",
                null,
                null,
                LOGIN,
                passwords.hash(password),
                chosen == null,
                clock.instant());
        tx.executeWithoutResult(_ -> {
            // Another process of the same shop may have been faster; then its password holds.
            if (accounts.insert(admin)) {
                roles.give(admin.accountId(), List.of(RoleStore.ADMINISTRATOR));
                oneTimePassword = chosen == null ? password : null;
            }
        });
    }

    /** A variable that is set to nothing, as scripts do, says nothing. */
    private static boolean saysNothing(@Nullable String password) {
        return password == null || password.isEmpty();
    }

    /** @throws StartFailure when a password was configured that the rules refuse */
    public static void requireStrong(@Nullable String configured) {
        try {
            if (!saysNothing(configured)) {
                PasswordPolicy.check(configured, LOGIN);
            }
        } catch (Refusal weak) {
            throw new StartFailure("the administrator's password is not good enough. " + weak.detail());
        }
    }

    private boolean neverSignedIn(Account admin) {
        return admin.mustChangePassword()
                && db.sql("SELECT signed_in_at IS NULL FROM identity.account WHERE account_id = :accountId")
                        .param("accountId", admin.accountId())
                        .query(Boolean.class)
                        .single();
    }

    private void renew(Account admin) {
        var password = OneTimePassword.make();
        accounts.setPassword(admin.accountId(), passwords.hash(password), true, clock.instant());
        oneTimePassword = password;
    }

    @Override
    public List<String> lines() {
        return oneTimePassword == null
                ? List.of()
                : List.of("Sign in to the back office as " + LOGIN + " with the one-time password " + oneTimePassword);
    }
}
