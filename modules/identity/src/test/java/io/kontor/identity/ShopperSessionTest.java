package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KontorTest(IdentityModule.class)
class ShopperSessionTest {
    private static final String SESSION = "/api/store/v1/session";
    private static final String ME = "/api/store/v1/me";

    @Test
    void signingUpSignsIn(TestShop shop) {
        var email = newEmail();
        var answer = signUp(shop, email);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .doesNotContain("Secure");
        var me = shop.get(ME, "Cookie", "kontor_session=" + answer.cookie("kontor_session"));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.json().path("email").asString()).isEqualTo(email);
        assertThat(me.json().path("name").asString()).isEqualTo("Lena");
    }

    @Test
    void theTokenWorksAsBearer(TestShop shop) {
        var token = signUp(shop, newEmail()).json().path("token").asString();

        assertThat(shop.get(ME, "Authorization", "Bearer " + token).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownLoginAreRefusedInTheSameWords(TestShop shop) {
        var email = newEmail();
        signUp(shop, email);

        var wrong = signIn(shop, email, "not the password at all");
        var unknown = signIn(shop, newEmail(), "not the password at all");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.json().path("type").asString()).isEqualTo("/problems/wrong-credentials");
        assertThat(unknown.json().path("detail")).isEqualTo(wrong.json().path("detail"));
        assertThat(wrong.cookie("kontor_session")).isEmpty();
    }

    @Test
    void anEndedSessionIsRefusedAtOnce(TestShop shop) {
        var cookie = Members.shopper(shop);
        assertThat(shop.get(ME, "Cookie", cookie).status()).isEqualTo(200);

        var out = shop.send("DELETE", SESSION, null, "Cookie", cookie);

        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(shop.get(ME, "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void eachSignInHasATokenOfItsOwnAndEndsTheVisitBefore(TestShop shop) {
        var email = newEmail();
        var first = "kontor_session=" + signUp(shop, email).cookie("kontor_session");

        var second = "kontor_session="
                + shop.post(SESSION, Map.of("login", email, "password", Members.PASSWORD), "Cookie", first)
                        .cookie("kontor_session");

        assertThat(second).isNotEqualTo(first);
        assertThat(shop.get(ME, "Cookie", first).status()).isEqualTo(401);
        assertThat(shop.get(ME, "Cookie", second).status()).isEqualTo(200);
    }

    private static TestShop.Answer signUp(TestShop shop, String email) {
        return shop.post(
                "/api/store/v1/accounts", Map.of("name", "Lena", "email", email, "password", Members.PASSWORD));
    }

    private static TestShop.Answer signIn(TestShop shop, String login, String password) {
        return shop.post(SESSION, Map.of("login", login, "password", password));
    }

    static String newEmail() {
        return "person-" + UUID.randomUUID() + "@example.com";
    }
}
