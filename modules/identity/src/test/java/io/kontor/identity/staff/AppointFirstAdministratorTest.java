package io.kontor.identity.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.identity.IdentityModule;
import io.kontor.identity.account.AccountStore;
import io.kontor.identity.password.Passwords;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.start.StartFailure;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The shop is this test's own, because each test begins without staff. */
@KontorTest(value = IdentityModule.class, settings = "kontor.identity.sign-ups-per-address=99")
class AppointFirstAdministratorTest {
    private static final String SESSION = "/api/admin/v1/session";

    @BeforeEach
    void thereIsNoStaff(JdbcClient db) {
        db.sql("DELETE FROM identity.account WHERE kind = 'STAFF'").update();
        db.sql("DELETE FROM identity.attempt").update();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void withoutAPasswordAOneTimePasswordIsShown(@Nullable String given, TestShop shop) {
        var appointed = start(shop, given);

        var line = appointed.lines().getFirst();
        var oneTime = line.substring(line.lastIndexOf(' ') + 1);
        var session = shop.post(SESSION, Map.of("login", "admin", "password", oneTime));
        var cookie = "kontor_staff=" + session.cookie("kontor_staff");

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().path("mustChangePassword").asBoolean()).isTrue();
        assertThat(shop.get("/api/admin/v1/staff", "Cookie", cookie).status()).isEqualTo(401);
        assertThat(shop.send(
                                "PUT",
                                "/api/admin/v1/me/password",
                                Map.of("current", oneTime, "wanted", Members.PASSWORD),
                                "Cookie",
                                cookie)
                        .status())
                .isEqualTo(204);
        assertThat(shop.get("/api/admin/v1/staff", "Cookie", cookie).status()).isEqualTo(200);
        assertThat(start(shop, null).lines()).isEmpty();
    }

    @Test
    void aOneTimePasswordThatNobodyUsedIsMadeAnewAtTheNextStart(TestShop shop) {
        var first = start(shop, null).lines().getFirst();
        var second = start(shop, null).lines().getFirst();

        assertThat(second).isNotEqualTo(first);
        assertThat(shop.post(SESSION, Map.of("login", "admin", "password", first.substring(first.lastIndexOf(' ') + 1)))
                        .status())
                .isEqualTo(401);
        assertThat(shop.post(
                                SESSION,
                                Map.of("login", "admin", "password", second.substring(second.lastIndexOf(' ') + 1)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theConfiguredPasswordIsNotShownAndNeedNotBeChanged(TestShop shop) {
        assertThat(start(shop, "seven grey geese at dawn").lines()).isEmpty();

        var session = shop.post(SESSION, Map.of("login", "admin", "password", "seven grey geese at dawn"));

        assertThat(session.json().path("mustChangePassword").asBoolean()).isFalse();
    }

    @Test
    void aWeakConfiguredPasswordStopsTheStart(TestShop shop) {
        assertThatThrownBy(() -> start(shop, "admin"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("at least 10");
    }

    @Test
    void anAdministratorWhoIsThereKeepsThePassword(TestShop shop) {
        start(shop, "seven grey geese at dawn");
        start(shop, "eight black crows at noon");

        assertThat(shop.post(SESSION, Map.of("login", "admin", "password", "seven grey geese at dawn"))
                        .status())
                .isEqualTo(200);
    }

    private static AppointFirstAdministrator start(TestShop shop, @Nullable String password) {
        var settings = new KontorSettings(
                8080,
                "127.0.0.1",
                Path.of("data"),
                "all",
                Map.of(),
                null,
                false,
                false,
                password,
                List.of(),
                ZoneOffset.UTC,
                null);
        var appointing = new AppointFirstAdministrator(
                shop.bean(AccountStore.class),
                shop.bean(RoleStore.class),
                shop.bean(Passwords.class),
                settings,
                shop.bean(JdbcClient.class),
                shop.bean(TransactionTemplate.class),
                shop.bean(Clock.class));
        appointing.afterSingletonsInstantiated();
        return appointing;
    }
}
