package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@KontorTest(IdentityModule.class)
class SignUpTest {
    private static final String ACCOUNTS = "/api/store/v1/accounts";

    @Test
    void oneEmailHasOneAccountHoweverItIsWritten(TestShop shop) {
        var email = ShopperSessionTest.newEmail();
        Members.shopper(shop, email);

        var again = signUp(
                shop, Map.of("name", "Lena", "email", " " + email.toUpperCase() + " ", "password", Members.PASSWORD));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("type").asString()).isEqualTo("/problems/account-exists");
        assertThat(again.cookie("kontor_session")).isEmpty();
    }

    @Test
    void onePhoneHasOneAccountHoweverItIsWritten(TestShop shop) {
        var first = signUp(shop, Map.of("name", "Omar", "phone", "138 0013 8765", "password", Members.PASSWORD));
        var again = signUp(shop, Map.of("name", "Omar", "phone", "+86-13800138765", "password", Members.PASSWORD));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().path("phone").asString()).isEqualTo("+8613800138765");
        assertThat(again.status()).isEqualTo(409);
        assertThat(shop.post("/api/store/v1/session", Map.of("login", "0086 13800138765", "password", Members.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void fiftySignUpsAtOnceMakeOneAccount(TestShop shop, JdbcClient db) throws Exception {
        var email = ShopperSessionTest.newEmail();
        Callable<Integer> signingUp =
                () -> signUp(shop, Map.of("name", "Lena", "email", email, "password", Members.PASSWORD))
                        .status();

        try (var threads = Executors.newFixedThreadPool(50)) {
            var statuses = threads.invokeAll(Collections.nCopies(50, signingUp)).stream()
                    .map(done -> done.resultNow())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
            assertThat(statuses).isSubsetOf(201, 409, 429, 503);
        }

        assertThat(db.sql("SELECT count(*) FROM identity.account WHERE email = :email")
                        .param("email", email)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(shop.post("/api/store/v1/session", Map.of("login", email, "password", Members.PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void weakPasswordsAreRefusedWithTheReason(TestShop shop) {
        var expected = Map.of(
                "short",
                "too-short",
                "x".repeat(129),
                "too-long",
                "Password123!",
                "common",
                "qwertyuiop",
                "common",
                "jolanda is here",
                "contains-login");
        expected.forEach((password, reason) -> {
            var refused = signUp(shop, Map.of("name", "Jo", "email", "jolanda@example.com", "password", password));
            assertThat(refused.status()).as(password).isEqualTo(400);
            assertThat(refused.json().path("type").asString()).isEqualTo("/problems/weak-password");
            assertThat(refused.json().path("reason").asString()).as(password).isEqualTo(reason);
        });
    }

    @Test
    void wrongFieldsAreNamed(TestShop shop) {
        for (var wrong : List.of(
                Map.of("name", "x".repeat(61)),
                Map.of("name", " "),
                Map.of("email", "nobody"),
                Map.of("email", "a@b"),
                Map.of("email", "a b@example.com"),
                Map.of("phone", "12"),
                Map.of("phone", "12345678901"),
                Map.of("name", "a\nb"))) {
            var wanted = new HashMap<String, Object>(
                    Map.of("name", "Lena", "email", ShopperSessionTest.newEmail(), "password", Members.PASSWORD));
            wanted.putAll(wrong);
            var refused = signUp(shop, wanted);
            assertThat(refused.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(refused.json().path("field").asString())
                    .isEqualTo(wrong.keySet().iterator().next());
        }
        assertThat(signUp(shop, Map.of("name", "Lena", "password", Members.PASSWORD))
                        .status())
                .isEqualTo(400);
        assertThat(signUp(shop, Map.of()).status()).isEqualTo(400);
        assertThat(shop.post(ACCOUNTS, "{").status()).isEqualTo(400);
        assertThat(signUp(shop, Map.of("name", "Lena", "isAdmin", true)).status())
                .isEqualTo(400);
    }

    @Test
    void noPasswordAndNoTokenIsKeptReadable(TestShop shop, JdbcClient db) {
        var answer = signUp(
                shop, Map.of("name", "Lena", "email", ShopperSessionTest.newEmail(), "password", Members.PASSWORD));
        var token = answer.json().path("token").asString();

        var hash = db.sql("SELECT password_hash FROM identity.account WHERE account_id = :id::uuid")
                .param("id", answer.json().path("id").asString())
                .query(String.class)
                .single();

        assertThat(hash).startsWith("$argon2id$");
        assertThat(db.sql(
                                "SELECT count(*) FROM identity.session WHERE encode(token_hash, 'escape') LIKE '%' || :token || '%'")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static TestShop.Answer signUp(TestShop shop, Map<String, ?> wanted) {
        return shop.post(ACCOUNTS, wanted);
    }
}
