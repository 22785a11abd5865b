package io.kontor.identity.account;

import io.kontor.kernel.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of accounts. */
@Component
public class AccountStore {
    private static final String COLUMNS =
            "account_id, kind, name, email, phone, login, password_hash, must_change_password, created_at";

    private final JdbcClient db;

    AccountStore(JdbcClient db) {
        this.db = db;
    }

    public Optional<Account> find(UUID accountId) {
        return db.sql("SELECT " + COLUMNS + " FROM identity.account WHERE account_id = :accountId")
                .param("accountId", accountId)
                .query(AccountStore::account)
                .optional();
    }

    /** An account that may sign in. @param login as {@link Login} writes it */
    public Optional<Account> findByLogin(Caller.Kind kind, String login) {
        var column = kind == Caller.Kind.STAFF ? "login" : login.contains("@") ? "email" : "phone";
        return db.sql("SELECT " + COLUMNS + " FROM identity.account WHERE disabled_at IS NULL AND " + column
                        + " = :login")
                .param("login", login)
                .query(AccountStore::account)
                .optional();
    }

    public boolean exists(Account account) {
        return db.sql("""
                        SELECT EXISTS (SELECT FROM identity.account
                                        WHERE email = :email OR phone = :phone OR login = :login OR account_id = :accountId)
                        """)
                .param("email", account.email())
                .param("phone", account.phone())
                .param("login", account.login())
                .param("accountId", account.accountId())
                .query(Boolean.class)
                .single();
    }

    /** @return false when one of its logins belongs to another account */
    public boolean insert(Account account) {
        return db.sql("""
                        INSERT INTO identity.account (account_id, kind, name, email, phone, login, password_hash,
                                                      password_changed_at, must_change_password, created_at)
                        VALUES (:accountId, :kind, :name, :email, :phone, :login, :hash, :at, :mustChange, :at)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("accountId", account.accountId())
                        .param("kind", account.kind().name())
                        .param("name", account.name())
                        .param("email", account.email())
                        .param("phone", account.phone())
                        .param("login", account.login())
                        .param("hash", account.passwordHash())
                        .param("mustChange", account.mustChangePassword())
                        .param("at", account.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public void setPassword(UUID accountId, String hash, boolean mustChange, Instant at) {
        db.sql("""
                        UPDATE identity.account
                           SET password_hash = :hash, password_changed_at = :at, must_change_password = :mustChange,
                               version = version + 1
                         WHERE account_id = :accountId
                        """)
                .param("accountId", accountId)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return false when the password was changed or the account closed since the account was read */
    public boolean noteSignIn(Account account, Instant at) {
        return db.sql("""
                        UPDATE identity.account SET signed_in_at = :at
                         WHERE account_id = :accountId AND password_hash = :hash AND disabled_at IS NULL
                        """)
                        .param("accountId", account.accountId())
                        .param("hash", account.passwordHash())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getObject("account_id", UUID.class),
                Caller.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("login"),
                row.getString("password_hash"),
                row.getBoolean("must_change_password"),
                row.getTimestamp("created_at").toInstant());
    }
}
