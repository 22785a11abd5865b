package io.kontor.identity.session;

import io.kontor.kernel.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of sessions. */
@Component
public class SessionStore {
    private static final int PER_ACCOUNT_MAX = 50;

    private final JdbcClient db;

    SessionStore(JdbcClient db) {
        this.db = db;
    }

    /**
     * A session with whose it is and what that person may do, as it stands now.
     *
     * @param login of a member of staff, null for shoppers
     */
    public record Session(
            UUID accountId,
            Caller.Kind kind,
            String name,
            @Nullable String login,
            boolean mustChangePassword,
            Instant createdAt,
            Instant seenAt,
            Instant expiresAt,
            Set<String> permissions) {}

    Optional<Session> find(byte[] tokenHash, Instant now) {
        return db.sql("""
                        SELECT a.account_id, a.kind, a.name, a.login, a.must_change_password, s.created_at, s.seen_at, s.expires_at,
                               ARRAY(SELECT DISTINCT p.permission
                                       FROM identity.staff_role m JOIN identity.role r USING (role_id),
                                            unnest(r.permissions) AS p (permission)
                                      WHERE m.account_id = a.account_id) AS permissions
                          FROM identity.session s JOIN identity.account a USING (account_id)
                         WHERE s.token_hash = :hash AND s.expires_at > :now AND a.disabled_at IS NULL
                        """)
                .param("hash", tokenHash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(SessionStore::session)
                .optional();
    }

    private static Session session(ResultSet row, int number) throws SQLException {
        return new Session(
                row.getObject("account_id", UUID.class),
                Caller.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("login"),
                row.getBoolean("must_change_password"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("seen_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Set.of((String[]) row.getArray("permissions").getArray()));
    }

    /** Adds a session; of more than 50 of one account the oldest end. */
    void insert(byte[] tokenHash, UUID accountId, Instant now, Instant expiresAt) {
        db.sql("""
                        INSERT INTO identity.session (token_hash, account_id, created_at, seen_at, expires_at)
                        VALUES (:hash, :accountId, :now, :now, :expiresAt)
                        """)
                .param("hash", tokenHash)
                .param("accountId", accountId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        db.sql("""
                        DELETE FROM identity.session
                         WHERE token_hash IN (SELECT token_hash FROM identity.session WHERE account_id = :accountId
                                               ORDER BY created_at DESC OFFSET :max)
                        """).param("accountId", accountId).param("max", PER_ACCOUNT_MAX).update();
    }

    void slide(byte[] tokenHash, Instant seenAt, Instant expiresAt) {
        db.sql(
                        "UPDATE identity.session SET seen_at = :seenAt, expires_at = :expiresAt WHERE token_hash = :hash AND seen_at < :seenAt")
                .param("hash", tokenHash)
                .param("seenAt", seenAt.atOffset(ZoneOffset.UTC))
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** @return whose it was; empty when there was none */
    Optional<UUID> delete(byte[] tokenHash) {
        return db.sql("DELETE FROM identity.session WHERE token_hash = :hash RETURNING account_id")
                .param("hash", tokenHash)
                .query(UUID.class)
                .optional();
    }

    /** Ends the sessions of an account, but for one. @param kept hash of its token, or null for none */
    void deleteOthers(UUID accountId, byte @Nullable [] kept) {
        db.sql(
                        "DELETE FROM identity.session WHERE account_id = :accountId AND token_hash IS DISTINCT FROM CAST(:kept AS bytea)")
                .param("accountId", accountId)
                .param("kept", kept)
                .update();
    }

    int deleteExpired(Instant now) {
        return db.sql("DELETE FROM identity.session WHERE expires_at < :now")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
