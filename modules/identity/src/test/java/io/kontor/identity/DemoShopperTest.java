package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.start.StartNotice;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KontorTest(value = IdentityModule.class, demo = true, settings = "kontor.dev=true")
class DemoShopperTest {
    @Test
    void lenaSignsInWithTheDemoPassword(TestShop shop) {
        var answer = shop.post(
                "/api/store/v1/session", Map.of("login", "lena@example.com", "password", DemoShopper.PASSWORD));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("accountId").asString())
                .isEqualTo(DemoShopper.LENA.accountId().toString());
    }

    @Test
    void aLinkOnTheTerminalSignsLenaIn(TestShop shop) {
        var link = shop.context().getBeansOfType(StartNotice.class).values().stream()
                .flatMap(notice -> notice.lines().stream())
                .filter(line -> line.contains("/dev/sign-in/"))
                .findFirst()
                .orElseThrow();

        var answer = shop.get(link.substring(link.indexOf("/dev/sign-in/")));

        assertThat(answer.status()).isEqualTo(303);
        var me = shop.get("/api/store/v1/me", "Cookie", "kontor_session=" + answer.cookie("kontor_session"));
        assertThat(me.json().path("email").asString()).isEqualTo("lena@example.com");
        assertThat(shop.get("/dev/sign-in/guess").status()).isEqualTo(404);
    }
}
