package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tests' own client is the proxy: it connects from 127.0.0.1 and says whom it forwards. */
class BehindProxyTest {
    private static final Map<String, String> WRONG =
            Map.of("login", "nobody@example.com", "password", "wrong words of length");

    @Nested
    @KontorTest(value = IdentityModule.class, settings = "kontor.trusted-proxies=127.0.0.0/8")
    class Trusted {
        @Test
        void theClientsAddressStandsInTheLogAndIsThrottled(TestShop shop, JdbcClient db) {
            var guesser = "198.51.100.7";
            var statuses = guessUntilRefused(shop, guesser);
            assertThat(statuses).as("who guesses is slowed down").isEqualTo(429);
            assertThat(guess(shop, "198.51.100.8"))
                    .as("who only shares the proxy is not")
                    .isEqualTo(401);
            Await.until(() -> assertThat(db.sql("SELECT host(address) FROM platform.access_log WHERE status = 429")
                            .query(String.class)
                            .list())
                    .containsOnly(guesser));
        }

        @Test
        void theCookieOfAnEncryptedConnectionStaysOnEncryptedOnes(TestShop shop) {
            assertThat(signUp(shop, "X-Forwarded-Proto", "https")).contains("; Secure");
            assertThat(signUp(shop, "X-Forwarded-Proto", "http")).doesNotContain("; Secure");
        }

        @Test
        void aFormComesFromTheHostThatTheBrowserAskedFor(TestShop shop) {
            var from = "https://shop.example";
            assertThat(shop.post("/api/store/v1/session", WRONG, "Origin", from, "X-Forwarded-Host", "shop.example")
                            .status())
                    .isNotEqualTo(403);
            assertThat(shop.post("/api/store/v1/session", WRONG, "Origin", from, "X-Forwarded-Host", "other.example")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Nested
    @KontorTest(IdentityModule.class)
    class Untrusted {
        @Test
        void whatAClientClaimsOfItselfCountsForNothing(TestShop shop, JdbcClient db) {
            assertThat(signUp(shop, "X-Forwarded-Proto", "https", "X-Forwarded-For", "198.51.100.9"))
                    .doesNotContain("; Secure");
            assertThat(shop.post(
                                    "/api/store/v1/session",
                                    WRONG,
                                    "Origin",
                                    "https://shop.example",
                                    "X-Forwarded-Host",
                                    "shop.example")
                            .status())
                    .isEqualTo(403);
            Await.until(() -> assertThat(db.sql(
                                    "SELECT host(address) FROM platform.access_log WHERE route = '/api/store/v1/accounts'")
                            .query(String.class)
                            .list())
                    .contains("127.0.0.1")
                    .doesNotContain("198.51.100.9"));
        }
    }

    private static int guess(TestShop shop, String address) {
        var login = Map.of("login", UUID.randomUUID() + "@example.com", "password", "wrong words of length");
        return shop.post("/api/store/v1/session", login, "X-Forwarded-For", address)
                .status();
    }

    /** Far more often than any limit: the answer that ends it. */
    private static int guessUntilRefused(TestShop shop, String address) {
        var status = 401;
        for (var guesses = 0; status == 401 && guesses < 200; guesses++) {
            status = guess(shop, address);
        }
        return status;
    }

    private static String signUp(TestShop shop, String... headers) {
        var answer = shop.post(
                "/api/store/v1/accounts",
                Map.of(
                        "name",
                        "Lena",
                        "email",
                        UUID.randomUUID() + "@example.com",
                        "password",
                        "nine blue herons at dusk"),
                headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.header("Set-Cookie");
    }
}
