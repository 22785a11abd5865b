package io.kontor.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.identity.IdentityModule;
import io.kontor.kernel.Caller;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(IdentityModule.class)
class SessionLifeTest {
    private static final String ME = "/api/store/v1/me";
    private static final String SESSION = "/api/store/v1/session";

    @Test
    void staffSessionsEndAfterHalfAnHourOfQuietAndAfterTwelveHoursAtTheLatest() {
        var start = Instant.parse("2026-11-22T08:00:00Z");

        assertThat(Sessions.expiry(Caller.Kind.STAFF, start, start)).isEqualTo(start.plus(Duration.ofMinutes(30)));
        assertThat(Sessions.expiry(Caller.Kind.STAFF, start, start.plus(Duration.ofMinutes(710))))
                .isEqualTo(start.plus(Duration.ofHours(12)));
        assertThat(Sessions.expiry(Caller.Kind.SHOPPER, start, start.plus(Duration.ofDays(9))))
                .isEqualTo(start.plus(Duration.ofDays(39)));
    }

    @Test
    void aSessionThatIsUsedLivesOn(TestShop shop, JdbcClient db) {
        var cookie = Members.shopper(shop);
        var accountId = moveBack(db, cookie, "3 days");

        assertThat(shop.get(ME, "Cookie", cookie).status()).isEqualTo(200);

        assertThat(db.sql("SELECT expires_at > now() + interval '29 days' FROM identity.session WHERE account_id = :id")
                        .param("id", accountId)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void aSessionThatWasNotUsedForThirtyDaysIsOver(TestShop shop, JdbcClient db) {
        var cookie = Members.shopper(shop);
        moveBack(db, cookie, "31 days");

        assertThat(shop.get(ME, "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void expiredSessionsAreRemoved(TestShop shop, JdbcClient db, ForgetExpired forgetExpired) {
        var accountId = moveBack(db, Members.shopper(shop), "31 days");

        forgetExpired.run();

        assertThat(sessions(db, accountId)).isZero();
    }

    @Test
    void anAccountHasFiftySessionsAtMost(TestShop shop, JdbcClient db) {
        var email = "person-" + UUID.randomUUID() + "@example.com";
        var accountId = accountId(shop, Members.shopper(shop, email));
        db.sql("""
                        INSERT INTO identity.session (token_hash, account_id, created_at, seen_at, expires_at)
                        SELECT sha256(convert_to(gen_random_uuid()::text, 'UTF8')), :id, now() - interval '1 hour', now(), now() + interval '1 day'
                          FROM generate_series(1, 70)
                        """).param("id", accountId).update();

        var newest = shop.post(SESSION, Map.of("login", email, "password", Members.PASSWORD));

        assertThat(sessions(db, accountId)).isEqualTo(50);
        assertThat(shop.get(ME, "Cookie", "kontor_session=" + newest.cookie("kontor_session"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPasswordChangeEndsAllOtherSessions(TestShop shop) {
        var email = "person-" + UUID.randomUUID() + "@example.com";
        var phone = Members.shopper(shop, email);
        var laptop = "kontor_session="
                + shop.post(SESSION, Map.of("login", email, "password", Members.PASSWORD))
                        .cookie("kontor_session");
        assertThat(shop.get(ME, "Cookie", phone).status()).isEqualTo(200);

        var wanted = "seven grey geese at dawn";
        var changed = shop.send(
                "PUT", ME + "/password", Map.of("current", Members.PASSWORD, "wanted", wanted), "Cookie", laptop);

        assertThat(changed.status()).isEqualTo(204);
        assertThat(shop.get(ME, "Cookie", phone).status()).isEqualTo(401);
        assertThat(shop.get(ME, "Cookie", laptop).status()).isEqualTo(200);
        assertThat(shop.post(SESSION, Map.of("login", email, "password", Members.PASSWORD))
                        .status())
                .isEqualTo(401);
        assertThat(shop.post(SESSION, Map.of("login", email, "password", wanted))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPasswordIsOnlyChangedByWhoeverKnowsIt(TestShop shop) {
        var cookie = Members.shopper(shop);
        var change = Map.of("current", "not what it is", "wanted", "seven grey geese at dawn");

        var refused = shop.send("PUT", ME + "/password", change, "Cookie", cookie);
        var weak = shop.send(
                "PUT",
                ME + "/password",
                Map.of("current", Members.PASSWORD, "wanted", "password123"),
                "Cookie",
                cookie);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("type").asString()).isEqualTo("/problems/wrong-current-password");
        assertThat(weak.json().path("type").asString()).isEqualTo("/problems/weak-password");
        assertThat(shop.send("PUT", ME + "/password", change).status()).isEqualTo(401);
    }

    @Test
    void aTokenThatNobodyGaveIsAGuests(TestShop shop) {
        assertThat(shop.get(ME, "Cookie", "kontor_session=made-up").status()).isEqualTo(401);
        assertThat(shop.get(ME, "Authorization", "Bearer ").status()).isEqualTo(401);
        assertThat(shop.get(SESSION, "Cookie", "kontor_session=made-up")
                        .json()
                        .path("signedIn")
                        .asBoolean())
                .isFalse();
        assertThat(shop.send("DELETE", SESSION, null).status()).isEqualTo(204);
    }

    private static UUID moveBack(JdbcClient db, String cookie, String interval) {
        // Looked up by token and not over HTTP: a session that was just used is remembered for some seconds.
        var token = cookie.substring("kontor_session=".length());
        return db.sql("""
                        UPDATE identity.session SET created_at = created_at - :interval::interval, seen_at = seen_at - :interval::interval,
                               expires_at = expires_at - :interval::interval
                         WHERE token_hash = sha256(convert_to(:token, 'UTF8')) RETURNING account_id
                        """)
                .param("interval", interval)
                .param("token", token)
                .query(UUID.class)
                .single();
    }

    private static UUID accountId(TestShop shop, String cookie) {
        return UUID.fromString(shop.get(ME, "Cookie", cookie).json().path("id").asString());
    }

    private static int sessions(JdbcClient db, UUID accountId) {
        return db.sql("SELECT count(*) FROM identity.session WHERE account_id = :id")
                .param("id", accountId)
                .query(Integer.class)
                .single();
    }
}
