package io.kontor.identity.throttle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Networks from which an account was signed in to before, the ten last ones. */
@Component
public class KnownAddresses {
    private static final int MAX = 10;

    private final JdbcClient db;

    KnownAddresses(JdbcClient db) {
        this.db = db;
    }

    public boolean isKnown(UUID accountId, String address) {
        return db.sql(
                        "SELECT EXISTS (SELECT FROM identity.known_address WHERE account_id = :accountId AND address = :network)")
                .param("accountId", accountId)
                .param("network", Attempts.network(address))
                .query(Boolean.class)
                .single();
    }

    public void remember(UUID accountId, String address, Instant now) {
        db.sql("""
                        INSERT INTO identity.known_address (account_id, address, seen_at) VALUES (:accountId, :network, :now)
                        ON CONFLICT (account_id, address) DO UPDATE SET seen_at = excluded.seen_at
                        """)
                .param("accountId", accountId)
                .param("network", Attempts.network(address))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        db.sql("""
                        DELETE FROM identity.known_address
                         WHERE account_id = :accountId
                           AND address IN (SELECT address FROM identity.known_address WHERE account_id = :accountId
                                            ORDER BY seen_at DESC OFFSET :max)
                        """).param("accountId", accountId).param("max", MAX).update();
    }
}
