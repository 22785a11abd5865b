package io.kontor.testkit;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** People of a test, signed in over HTTP; each as the value of a Cookie header. The shop must run identity. */
public final class Members {
    public static final String PASSWORD = "nine blue herons at dusk";

    private Members() {}

    /** A new shopper with an e-mail address of its own. */
    public static String shopper(TestShop shop) {
        return shopper(shop, "person-" + UUID.randomUUID() + "@example.com");
    }

    public static String shopper(TestShop shop, String email) {
        var answer = shop.post("/api/store/v1/accounts", Map.of("name", "Lena", "email", email, "password", PASSWORD));
        return "kontor_session=" + require(answer, 201).cookie("kontor_session");
    }

    /** The first administrator, in a new session. */
    public static String admin(TestShop shop) {
        return signIn(shop, "admin", "open-the-doors-2026");
    }

    /** A new member of staff who may do just this. */
    public static String staff(TestShop shop, String... permissions) {
        var admin = admin(shop);
        var login = "staff-" + UUID.randomUUID();
        var role = require(
                shop.post(
                        "/api/admin/v1/roles",
                        Map.of("name", login, "permissions", List.of(permissions)),
                        "Cookie",
                        admin),
                201);
        var staff = require(
                shop.post(
                        "/api/admin/v1/staff",
                        Map.of(
                                "name",
                                "Mia",
                                "login",
                                login,
                                "roles",
                                List.of(role.json().path("id").asString())),
                        "Cookie",
                        admin),
                201);
        var oneTime = staff.json().path("oneTimePassword").asString();
        var cookie = signIn(shop, login, oneTime);
        require(
                shop.send(
                        "PUT",
                        "/api/admin/v1/me/password",
                        Map.of("current", oneTime, "wanted", PASSWORD),
                        "Cookie",
                        cookie),
                204);
        return cookie;
    }

    private static String signIn(TestShop shop, String login, String password) {
        var answer = shop.post("/api/admin/v1/session", Map.of("login", login, "password", password));
        return "kontor_staff=" + require(answer, 200).cookie("kontor_staff");
    }

    private static TestShop.Answer require(TestShop.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + ", got " + answer.status() + ": " + answer.body());
        }
        return answer;
    }
}
