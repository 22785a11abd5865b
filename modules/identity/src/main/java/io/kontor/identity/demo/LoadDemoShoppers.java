package io.kontor.identity.demo;

import io.kontor.identity.DemoShopper;
import io.kontor.identity.account.Account;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.password.Passwords;
import io.kontor.kernel.Caller;
import io.kontor.platform.start.KontorSettings;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens the demo shoppers' accounts in a demo shop that knows nobody yet. */
@Component
class LoadDemoShoppers implements SmartInitializingSingleton {
    private final AccountStore accounts;
    private final Passwords passwords;
    private final KontorSettings settings;
    private final JdbcClient db;
    private final Clock clock;

    LoadDemoShoppers(AccountStore accounts, Passwords passwords, KontorSettings settings, JdbcClient db, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.settings = settings;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (settings.demo() && !hasShoppers()) {
            var hash = passwords.hash(DemoShopper.PASSWORD);
            for (var shopper : DemoShopper.values()) {
                accounts.insert(new Account(
                        shopper.accountId(),
                        Caller.Kind.SHOPPER,
                        shopper.fullName(),
                        shopper.email(),
                        null,
                        null,
                        hash,
                        false,
                        clock.instant()));
            }
        }
    }

    private boolean hasShoppers() {
        return db.sql("SELECT EXISTS (SELECT FROM identity.account WHERE kind = 'SHOPPER')")
                .query(Boolean.class)
                .single();
    }
}
