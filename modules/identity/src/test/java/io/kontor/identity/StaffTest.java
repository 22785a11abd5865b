package io.kontor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.platform.module.KontorModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@KontorTest(IdentityModule.class)
class StaffTest {
    private static final String SESSION = "/api/admin/v1/session";
    private static final String STAFF = "/api/admin/v1/staff";
    private static final String ROLES = "/api/admin/v1/roles";

    @Test
    void theFirstAdministratorMayDoEverything(TestShop shop) {
        var session = shop.get(SESSION, "Cookie", Members.newAdmin(shop));

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.json().path("login").asString()).isEqualTo("admin");
        assertThat(session.json().path("permissions").toString()).contains("catalog.write", "staff.write", "\"*\"");
        assertThat(session.json().path("mustChangePassword").asBoolean()).isFalse();
        assertThat(shop.get(STAFF, "Cookie", Members.newAdmin(shop)).status()).isEqualTo(200);
    }

    @Test
    void theStaffCookieIsStrictAndHidden(TestShop shop) {
        var answer = shop.post(SESSION, Map.of("login", "Admin ", "password", "open-the-doors-2026"));

        assertThat(answer.header("Set-Cookie"))
                .contains("SameSite=Strict")
                .contains("HttpOnly")
                .contains("Path=/");
        assertThat(answer.body()).doesNotContain(answer.cookie("kontor_staff"));
    }

    @Test
    void staffWithoutThePermissionAreRefused(TestShop shop) {
        var cookie = Members.newStaff(shop, "catalog.read");

        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(403);
        assertThat(shop.post(ROLES, Map.of("name", "x", "permissions", List.of()), "Cookie", cookie)
                        .status())
                .isEqualTo(403);
        assertThat(shop.get(STAFF).status()).isEqualTo(401);
    }

    @Test
    void aShoppersSessionOpensNothingInTheBackOffice(TestShop shop) {
        var shopper = Members.shopper(shop).replace("kontor_session", "kontor_staff");

        assertThat(shop.get(STAFF, "Cookie", shopper).status()).isEqualTo(403);
        assertThat(shop.get(SESSION, "Cookie", shopper).status()).isEqualTo(401);
        assertThat(shop.get(STAFF, "Cookie", Members.shopper(shop)).status()).isEqualTo(401);
    }

    @Test
    void aStaffSessionOpensNothingInTheShop(TestShop shop) {
        var staff = Members.newAdmin(shop);

        assertThat(shop.get("/api/store/v1/me", "Cookie", staff).status()).isEqualTo(401);
        assertThat(shop.get("/api/store/v1/me", "Cookie", staff.replace("kontor_staff", "kontor_session"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aShopperCannotSignInAsStaff(TestShop shop) {
        var email = ShopperSessionTest.newEmail();
        Members.shopper(shop, email);

        assertThat(shop.post(SESSION, Map.of("login", email, "password", Members.PASSWORD))
                        .status())
                .isEqualTo(401);
        assertThat(shop.post("/api/store/v1/session", Map.of("login", "admin", "password", "open-the-doors-2026"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aOneTimePasswordOpensNothingButItsOwnChange(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var invited = invite(shop, admin, role(shop, admin, "staff.read"));
        var oneTime = invited.path("oneTimePassword").asString();
        var answer = shop.post(SESSION, Map.of("login", invited.path("login").asString(), "password", oneTime));
        var cookie = "kontor_staff=" + answer.cookie("kontor_staff");

        assertThat(answer.json().path("mustChangePassword").asBoolean()).isTrue();
        assertThat(answer.json().path("permissions")).isEmpty();
        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(401);

        var change = Map.of("current", oneTime, "wanted", Members.PASSWORD);
        assertThat(shop.send(
                                "PUT",
                                "/api/admin/v1/me/password",
                                Map.of("current", "x", "wanted", Members.PASSWORD),
                                "Cookie",
                                cookie)
                        .status())
                .isEqualTo(400);
        assertThat(shop.send("PUT", "/api/admin/v1/me/password", change, "Cookie", cookie)
                        .status())
                .isEqualTo(204);

        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(200);
        assertThat(shop.post(SESSION, Map.of("login", invited.path("login").asString(), "password", oneTime))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aChangedRoleTakesEffectAtOnce(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var cookie = Members.newStaff(shop, "staff.read");
        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(200);
        var role = roleOf(shop, admin, cookie);

        var changed = shop.send(
                "PUT",
                ROLES + "/" + role.path("id").asString(),
                Map.of("name", role.path("name").asString(), "permissions", List.of("catalog.read")),
                "Cookie",
                admin,
                "If-Match",
                "\"1\"");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(403);
    }

    @Test
    void aClosedAccountIsOutAtOnceAndCannotComeBack(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var cookie = Members.newStaff(shop, "staff.read");
        var member = memberOf(shop, admin, cookie);

        var closed = patch(shop, admin, member, Map.of("active", false));

        assertThat(closed.status()).isEqualTo(200);
        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(401);
        assertThat(shop.post(SESSION, Map.of("login", member.path("login").asString(), "password", Members.PASSWORD))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aResetPasswordEndsAllSessions(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var cookie = Members.newStaff(shop, "staff.read");
        var member = memberOf(shop, admin, cookie);

        var reset = patch(shop, admin, member, Map.of("resetPassword", true));

        assertThat(reset.json().path("oneTimePassword").asString()).hasSizeGreaterThanOrEqualTo(16);
        assertThat(shop.get(STAFF, "Cookie", cookie).status()).isEqualTo(401);
    }

    @Test
    void theLastAdministratorStays(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var self = memberOf(shop, admin, admin);

        var closed = patch(shop, admin, self, Map.of("active", false));
        var demoted = patch(shop, admin, self, Map.of("roles", List.of()));

        assertThat(closed.status()).isEqualTo(409);
        assertThat(closed.json().path("type").asString()).isEqualTo("/problems/last-administrator");
        assertThat(demoted.status()).isEqualTo(409);
        assertThat(shop.get(STAFF, "Cookie", admin).status()).isEqualTo(200);
    }

    @Test
    void nobodyGivesMoreThanTheyHave(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var cookie = Members.newStaff(shop, "staff.read", "staff.write");
        var administrator =
                shop.get(ROLES, "Cookie", admin).json().path("items").get(0);
        assertThat(administrator.path("builtIn").asBoolean()).isTrue();

        var promoted = patch(
                shop,
                cookie,
                memberOf(shop, admin, cookie),
                Map.of("roles", List.of(administrator.path("id").asString())));
        var resetAdmin = patch(shop, cookie, memberOf(shop, admin, admin), Map.of("resetPassword", true));
        var stronger = shop.post(
                ROLES,
                Map.of("name", "Strong " + UUID.randomUUID(), "permissions", List.of("catalog.write")),
                "Cookie",
                cookie);

        assertThat(promoted.status()).isEqualTo(403);
        assertThat(promoted.json().path("type").asString()).isEqualTo("/problems/more-than-yours");
        assertThat(resetAdmin.status()).isEqualTo(403);
        assertThat(stronger.status()).isEqualTo(403);
    }

    @Test
    void theAdministratorRoleCannotBeChanged(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var role = shop.get(ROLES, "Cookie", admin).json().path("items").get(0);

        var changed = shop.send(
                "PUT",
                ROLES + "/" + role.path("id").asString(),
                Map.of("name", "Nobody", "permissions", List.of()),
                "Cookie",
                admin,
                "If-Match",
                "\"1\"");

        assertThat(changed.status()).isEqualTo(409);
    }

    @Test
    void aChangeMustNameTheVersionItWasMadeOn(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var invited = invite(shop, admin, role(shop, admin, "orders.read"));
        var path = STAFF + "/" + invited.path("id").asString();

        assertThat(shop.send("PATCH", path, Map.of("name", "Noor"), "Cookie", admin)
                        .status())
                .isEqualTo(428);
        assertThat(shop.send("PATCH", path, Map.of("name", "Noor"), "Cookie", admin, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(shop.send("PATCH", path, Map.of("name", "Nora"), "Cookie", admin, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void aRepeatedInvitationMakesOneAccountAndShowsThePasswordOnce(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var wanted = Map.of(
                "name", "Mia", "login", "m-" + UUID.randomUUID(), "roles", List.of(role(shop, admin, "orders.read")));
        var key = UUID.randomUUID().toString();

        var first = shop.post(STAFF, wanted, "Cookie", admin, "Idempotency-Key", key);
        var again = shop.post(STAFF, wanted, "Cookie", admin, "Idempotency-Key", key);
        var other = shop.post(STAFF, wanted, "Cookie", admin);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.body()).doesNotContain("oneTimePassword");
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void badInvitationsAndRolesAreRefusedByField(TestShop shop) {
        var admin = Members.newAdmin(shop);
        for (var wrong : List.of(
                Map.of("name", "Mia", "login", "no spaces here", "roles", List.of()),
                Map.of("name", "", "login", "mia", "roles", List.of()),
                Map.of(
                        "name",
                        "Mia",
                        "login",
                        "mia",
                        "roles",
                        List.of(UUID.randomUUID().toString())),
                Map.of("name", "Mia", "login", "mia", "roles", List.of("administrator")))) {
            var refused = shop.post(STAFF, wrong, "Cookie", admin);
            assertThat(refused.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(refused.json().path("field").asString()).isNotEmpty();
        }
        assertThat(shop.post(ROLES, Map.of("name", "X", "permissions", List.of("*")), "Cookie", admin)
                        .status())
                .isEqualTo(400);
        assertThat(shop.post(ROLES, Map.of("name", "X", "permissions", List.of("moon.land")), "Cookie", admin)
                        .status())
                .isEqualTo(400);
        assertThat(shop.get(STAFF + "/" + UUID.randomUUID(), "Cookie", admin).status())
                .isEqualTo(404);
    }

    @Test
    void everyWriteLeavesATrace(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var invited = invite(shop, admin, role(shop, admin, "orders.read"));
        patch(shop, admin, invited, Map.of("name", "Noor"));

        var trace = shop.get(
                        "/api/admin/v1/audit?subject=staff:"
                                + invited.path("id").asString(),
                        "Cookie",
                        admin)
                .json()
                .path("items");

        assertThat(trace).hasSize(2);
        assertThat(trace.get(0).path("action").asString()).isEqualTo("staff-changed");
        assertThat(trace.get(0).path("before").path("name").asString()).isEqualTo("Mia");
        assertThat(trace.get(0).path("after").path("name").asString()).isEqualTo("Noor");
        assertThat(trace.get(0).path("name").asString()).isEqualTo("Administrator");
        assertThat(trace.get(1).path("action").asString()).isEqualTo("staff-invited");
        assertThat(trace.toString())
                .doesNotContain("argon2")
                .doesNotContain(invited.path("oneTimePassword").asString());
    }

    @Test
    void staffAreListedPageByPage(TestShop shop) {
        var admin = Members.newAdmin(shop);
        var role = role(shop, admin, "orders.read");
        for (var i = 0; i < 3; i++) {
            invite(shop, admin, role);
        }
        var seen = new java.util.HashSet<String>();
        var cursor = "";
        do {
            var page = shop.get(STAFF + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor), "Cookie", admin)
                    .json();
            page.path("items")
                    .forEach(member ->
                            assertThat(seen.add(member.path("id").asString())).isTrue());
            cursor = page.path("next").isNull() ? "" : page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void otherProcessesHearOfAnEndedSession(TestShop shop) {
        var other = TestShop.run(
                List.of(KontorModule.of("identity", IdentityModule.class, Identity.class)),
                shop.databaseUrl(),
                List.of());
        try {
            var cookie = Members.shopper(shop);
            assertThat(other.get("/api/store/v1/me", "Cookie", cookie).status()).isEqualTo(200);

            shop.send("DELETE", "/api/store/v1/session", null, "Cookie", cookie);

            Await.until(() -> assertThat(
                            other.get("/api/store/v1/me", "Cookie", cookie).status())
                    .isEqualTo(401));
        } finally {
            other.stop();
        }
    }

    private static JsonNode invite(TestShop shop, String admin, String roleId) {
        return shop.post(
                        STAFF,
                        Map.of("name", "Mia", "login", "m-" + UUID.randomUUID(), "roles", List.of(roleId)),
                        "Cookie",
                        admin)
                .json();
    }

    private static String role(TestShop shop, String admin, String... permissions) {
        return shop.post(
                        ROLES,
                        Map.of("name", "Role " + UUID.randomUUID(), "permissions", List.of(permissions)),
                        "Cookie",
                        admin)
                .json()
                .path("id")
                .asString();
    }

    private static TestShop.Answer patch(TestShop shop, String cookie, JsonNode member, Map<String, ?> change) {
        return shop.send(
                "PATCH",
                STAFF + "/" + member.path("id").asString(),
                change,
                "Cookie",
                cookie,
                "If-Match",
                "\"" + member.path("version").asInt() + "\"");
    }

    private static JsonNode memberOf(TestShop shop, String admin, String cookie) {
        var id = shop.get(SESSION, "Cookie", cookie).json().path("accountId").asString();
        return shop.get(STAFF + "/" + id, "Cookie", admin).json();
    }

    private static JsonNode roleOf(TestShop shop, String admin, String cookie) {
        return memberOf(shop, admin, cookie).path("roles").get(0);
    }
}
