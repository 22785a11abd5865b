package io.kontor.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kontor.kernel.Caller;
import io.kontor.platform.access.Access;
import io.kontor.platform.access.AccessInterceptor;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tries every endpoint as everybody who may not call it. Endpoints are found, not listed: a new one is tried too. */
@WholeHouse
class AccessTest {
    private final TestShop shop;
    private final List<Endpoint> endpoints;

    AccessTest(TestShop shop) {
        this.shop = shop;
        this.endpoints = endpoints(shop);
    }

    private record Endpoint(String method, String path, Access rule, boolean upload) {}

    @TestFactory
    List<DynamicTest> letsNobodyElseIn() {
        var shopper = bearer(Members.shopper(shop));
        var powerless = bearer(Members.newStaff(shop));
        var tests = new ArrayList<DynamicTest>();
        for (var endpoint : endpoints) {
            var name = endpoint.method() + " " + endpoint.path();
            switch (endpoint.rule().value()) {
                case GUEST -> {}
                case SHOPPER -> {
                    tests.add(dynamicTest("guest: " + name, () -> refused(endpoint, 401)));
                    tests.add(dynamicTest("staff: " + name, () -> refused(endpoint, 403, "Authorization", powerless)));
                }
                case STAFF -> {
                    tests.add(dynamicTest("guest: " + name, () -> refused(endpoint, 401)));
                    tests.add(dynamicTest("shopper: " + name, () -> refused(endpoint, 403, "Authorization", shopper)));
                    if (!endpoint.rule().permission().isEmpty()) {
                        tests.add(dynamicTest(
                                "staff without " + endpoint.rule().permission() + ": " + name,
                                () -> refused(endpoint, 403, "Authorization", powerless)));
                    }
                }
                case SYSTEM -> {
                    tests.add(dynamicTest("guest: " + name, () -> refused(endpoint, 404)));
                    tests.add(dynamicTest("shopper: " + name, () -> refused(endpoint, 404, "Authorization", shopper)));
                    tests.add(dynamicTest("staff: " + name, () -> refused(endpoint, 404, "Authorization", powerless)));
                    tests.add(dynamicTest(
                            "wrong word: " + name,
                            () -> refused(endpoint, 404, "X-Kontor-Internal", "not the word of this shop")));
                }
            }
        }
        return tests;
    }

    @Test
    void findsTheEndpointsOfEveryModule() {
        assertThat(endpoints).hasSizeGreaterThan(80);
    }

    @Test
    void administrationIsForStaffWithAPermission() {
        assertThat(endpoints)
                .filteredOn(endpoint -> endpoint.path().startsWith("/api/admin/"))
                .filteredOn(endpoint -> endpoint.rule().value() != Caller.Kind.STAFF)
                .extracting(Endpoint::path)
                // Who signs in is nobody yet, and whoever holds a one-time password may only change it.
                .containsOnly("/api/admin/v1/session", "/api/admin/v1/session/password", "/api/admin/v1/me/password");
        assertThat(endpoints)
                .filteredOn(endpoint -> endpoint.path().startsWith("/internal/"))
                .allMatch(endpoint -> endpoint.rule().value() == Caller.Kind.SYSTEM);
    }

    private void refused(Endpoint endpoint, int status, String... headers) {
        var sent = new ArrayList<>(List.of(headers));
        if (endpoint.upload()) {
            sent.addAll(List.of("Content-Type", "multipart/form-data; boundary=end"));
        }
        var body = Set.of("GET", "DELETE").contains(endpoint.method()) ? null : endpoint.upload() ? "--end--" : "{}";
        var answer = shop.send(endpoint.method(), endpoint.path(), body, sent.toArray(String[]::new));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    private static List<Endpoint> endpoints(TestShop shop) {
        var mapping = shop.context().getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        var found = new ArrayList<Endpoint>();
        mapping.getHandlerMethods().forEach((info, method) -> {
            if (method.getBeanType().getName().startsWith("io.kontor.")) {
                var rule = Objects.requireNonNull(AccessInterceptor.ruleOf(method));
                var upload =
                        info.getConsumesCondition().getConsumableMediaTypes().contains(MediaType.MULTIPART_FORM_DATA);
                for (var pattern : info.getPatternValues()) {
                    var path = pattern.replace("{lang:zh|en}", "en")
                            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString())
                            .replace("/**", "/x");
                    for (var verb : info.getMethodsCondition().getMethods()) {
                        found.add(new Endpoint(verb.name(), path, rule, upload));
                    }
                }
            }
        });
        return found;
    }

    private static String bearer(String cookie) {
        return "Bearer " + cookie.substring(cookie.indexOf('=') + 1);
    }
}
