package io.kontor.testkit;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** People of a test, signed in over HTTP; each as the value of a Cookie header. The shop must run identity. */
public final class Members {
    public static final String PASSWORD = "nine blue herons at dusk";

    // A password's hash is meant to be slow, so whoever has no need of a session of their own shares one.
    private static final Map<Session, String> SESSIONS = new ConcurrentHashMap<>();

    private record Session(URI shop, List<String> permissions) {}

    private Members() {}

    /** A new shopper with an e-mail address of its own. */
    public static String shopper(TestShop shop) {
        return shopper(shop, "person-" + UUID.randomUUID() + "@example.com");
    }

    public static String shopper(TestShop shop, String email) {
        var answer = shop.post("/api/store/v1/accounts", Map.of("name", "Lena", "email", email, "password", PASSWORD));
        return "kontor_session=" + require(answer, 201).cookie("kontor_session");
    }

    /** The first administrator, in a session that others may have, too. */
    public static String admin(TestShop shop) {
        return shared(shop, List.of("everything"), () -> newAdmin(shop));
    }

    /** The first administrator, in a new session. */
    public static String newAdmin(TestShop shop) {
        return signIn(shop, "admin", "open-the-doors-2026");
    }

    /** A member of staff who may do just this, in a session that others may have, too. */
    public static String staff(TestShop shop, String... permissions) {
        var sorted = Arrays.stream(permissions).sorted().toList();
        return shared(shop, sorted, () -> newStaff(shop, permissions));
    }

    private static String shared(TestShop shop, List<String> permissions, Supplier<String> anew) {
        var session = new Session(shop.address(), permissions);
        var known = SESSIONS.get(session);
        // Sessions end with the time, which some tests move.
        if (known != null && shop.get("/api/admin/v1/session", "Cookie", known).status() == 200) {
            return known;
        }
        var cookie = anew.get();
        SESSIONS.put(session, cookie);
        return cookie;
    }

    /** A new member of staff who may do just this. */
    public static String newStaff(TestShop shop, String... permissions) {
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
