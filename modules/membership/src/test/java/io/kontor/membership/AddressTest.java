package io.kontor.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.identity.DemoShopper;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.Members;
import io.kontor.testkit.TestShop;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@KontorTest(
        value = {IdentityModule.class, InventoryModule.class, CatalogModule.class, MembershipModule.class},
        demo = true)
class AddressTest {
    private static final String ADDRESSES = "/api/store/v1/me/addresses";

    @Test
    void anAddressComesBackAsItWasSent(TestShop shop) {
        var lena = Members.shopper(shop);

        var added = shop.post(ADDRESSES, hangzhou(), "Cookie", lena);

        assertThat(added.status()).isEqualTo(201);
        assertThat(added.header("Location"))
                .isEqualTo(ADDRESSES + "/" + added.json().path("id").asString());
        var kept = list(shop, lena).get(0);
        hangzhou()
                .forEach((field, value) ->
                        assertThat(kept.path(field).asString()).as(field).isEqualTo(value));
        assertThat(kept.path("district").isNull()).isTrue();
    }

    @Test
    void thereIsAlwaysOneDefault(TestShop shop) {
        var lena = Members.shopper(shop);
        var first = add(shop, lena, hangzhou());
        var second = add(shop, lena, hangzhou());
        assertThat(defaults(shop, lena)).containsExactly(id(first));

        var asDefault = new HashMap<String, Object>(hangzhou());
        asDefault.put("isDefault", true);
        var third = add(shop, lena, asDefault);
        assertThat(defaults(shop, lena)).containsExactly(id(third));

        shop.send("PUT", ADDRESSES + "/" + id(first), asDefault, "Cookie", lena);
        assertThat(defaults(shop, lena)).containsExactly(id(first));
        assertThat(list(shop, lena).get(0).path("id").asString()).isEqualTo(id(first));

        assertThat(shop.send("PUT", ADDRESSES + "/" + id(first), hangzhou(), "Cookie", lena)
                        .json()
                        .path("isDefault")
                        .asBoolean())
                .isTrue();
        assertThat(shop.send("DELETE", ADDRESSES + "/" + id(first), null, "Cookie", lena)
                        .status())
                .isEqualTo(204);
        assertThat(defaults(shop, lena)).containsExactly(id(third));
        assertThat(list(shop, lena)).hasSize(2).noneMatch(address -> id(address).equals(id(first)));
        assertThat(id(second)).isNotEqualTo(id(third));
    }

    @Test
    void anotherAccountsAddressIsNotThere(TestShop shop) {
        var lena = Members.shopper(shop);
        var omar = Members.shopper(shop);
        var path = ADDRESSES + "/" + id(add(shop, lena, hangzhou()));

        assertThat(shop.send("PUT", path, hangzhou(), "Cookie", omar).status()).isEqualTo(404);
        assertThat(shop.send("DELETE", path, null, "Cookie", omar).status()).isEqualTo(404);
        assertThat(list(shop, omar)).isEmpty();
        assertThat(list(shop, lena)).hasSize(1);
    }

    @Test
    void guestsAndStaffHaveNoAddressBook(TestShop shop) {
        assertThat(shop.get(ADDRESSES).status()).isEqualTo(401);
        assertThat(shop.get(ADDRESSES, "Cookie", Members.admin(shop).replace("kontor_staff", "kontor_session"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void staffWhoOrdersForCustomersSeesTheBookOfJustThatCustomer(TestShop shop, JdbcClient db) {
        var email = "book-" + UUID.randomUUID() + "@example.com";
        var lena = Members.shopper(shop, email);
        add(shop, Members.shopper(shop), hangzhou());
        add(shop, lena, hangzhou());
        var wanted = new HashMap<String, Object>(hangzhou());
        wanted.put("name", "王小明");
        wanted.put("isDefault", true);
        add(shop, lena, wanted);
        var account = db.sql("SELECT account_id FROM identity.account WHERE email = :email")
                .param("email", email)
                .query(UUID.class)
                .single();
        var path = "/api/admin/v1/customers/" + account + "/addresses";

        var desk = Members.staff(shop, "orders.place");
        var seen = shop.get(path, "Cookie", desk);
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.header("Cache-Control")).isEqualTo("no-store");
        assertThat(seen.json().path("items"))
                .isEqualTo(shop.get(ADDRESSES, "Cookie", lena).json().path("items"));
        assertThat(seen.json().path("items").findValuesAsString("name")).containsExactly("王小明", "Lena Brandt");
        var nobody = "/api/admin/v1/customers/" + UUID.randomUUID() + "/addresses";
        assertThat(shop.get(nobody, "Cookie", desk).json().path("items")).isEmpty();
        assertThat(shop.get("/api/admin/v1/customers/someone/addresses", "Cookie", desk)
                        .status())
                .isEqualTo(400);

        assertThat(shop.get(path, "Cookie", Members.staff(shop, "orders.read", "orders.write"))
                        .status())
                .isEqualTo(403);
        assertThat(shop.get(path).status()).isEqualTo(401);
        assertThat(shop.get(path, "Cookie", lena).status()).isIn(401, 403);
    }

    @Test
    void anAddressBookHoldsTwentyEvenWhenAllComeAtOnce(TestShop shop) throws Exception {
        var lena = Members.shopper(shop);
        Callable<Integer> adding =
                () -> shop.post(ADDRESSES, hangzhou(), "Cookie", lena).status();

        try (var threads = Executors.newFixedThreadPool(8)) {
            var statuses = threads.invokeAll(java.util.Collections.nCopies(30, adding)).stream()
                    .map(done -> done.resultNow())
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(20);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(10);
        }
        assertThat(list(shop, lena)).hasSize(20);
        assertThat(defaults(shop, lena)).hasSize(1);
        assertThat(shop.post(ADDRESSES, hangzhou(), "Cookie", lena)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/too-many-addresses");
    }

    @Test
    void everyWrongFieldIsNamedAtOnce(TestShop shop) {
        var lena = Members.shopper(shop);
        var wrong = new HashMap<String, Object>(hangzhou());
        wrong.put("phone", "call me");
        wrong.put("postcode", "ABC");
        wrong.put("line1", "x".repeat(201));
        wrong.put("city", " ");
        wrong.put("name", "Lena\nBrandt");

        var refused = shop.post(ADDRESSES, wrong, "Cookie", lena);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("fields").propertyNames())
                .containsExactlyInAnyOrder("name", "phone", "city", "line1", "postcode");
        assertThat(list(shop, lena)).isEmpty();
    }

    @Test
    void phonesAndPostcodesOfManyKindsAreKnown(TestShop shop) {
        var lena = Members.shopper(shop);
        for (var phone : List.of(
                "13800138000",
                "+86 138-0013-8000",
                "0571-88888888",
                "8613800138000",
                "１３８００１３８０００",
                "+49 30 5550123")) {
            assertThat(status(shop, lena, "phone", phone)).as(phone).isEqualTo(201);
        }
        for (var phone : List.of("12345", "", "138001380001", "+", "1380013800a")) {
            assertThat(status(shop, lena, "phone", phone)).as(phone).isEqualTo(400);
        }
        for (var postcode : List.of("310013", "")) {
            assertThat(status(shop, lena, "postcode", postcode)).as(postcode).isEqualTo(201);
        }
        for (var country : List.of("XX", "china", "C")) {
            assertThat(status(shop, lena, "country", country)).as(country).isEqualTo(400);
        }
        var singapore = Map.of(
                "name",
                "Wei",
                "phone",
                "+65 6555 1234",
                "country",
                "sg",
                "city",
                "Singapore",
                "line1",
                "1 Marina View",
                "postcode",
                "018961");
        assertThat(shop.post(ADDRESSES, singapore, "Cookie", lena)
                        .json()
                        .path("country")
                        .asString())
                .isEqualTo("SG");
    }

    @Test
    void theDemoShoppersHaveAddresses(TestShop shop) {
        var answer = shop.post(
                "/api/store/v1/session", Map.of("login", "lena@example.com", "password", DemoShopper.PASSWORD));

        assertThat(answer.status()).isEqualTo(200);
        var addresses = list(shop, "kontor_session=" + answer.cookie("kontor_session"));
        assertThat(addresses).hasSize(2);
        assertThat(addresses.get(0).path("city").asString()).isEqualTo("杭州市");
    }

    private static int status(TestShop shop, String cookie, String field, String value) {
        var address = new HashMap<String, Object>(hangzhou());
        address.put(field, value);
        return shop.post(ADDRESSES, address, "Cookie", cookie).status();
    }

    private static JsonNode add(TestShop shop, String cookie, Map<String, ?> address) {
        return shop.post(ADDRESSES, address, "Cookie", cookie).json();
    }

    private static JsonNode list(TestShop shop, String cookie) {
        return shop.get(ADDRESSES, "Cookie", cookie).json().path("items");
    }

    private static List<String> defaults(TestShop shop, String cookie) {
        return list(shop, cookie)
                .valueStream()
                .filter(address -> address.path("isDefault").asBoolean())
                .map(AddressTest::id)
                .toList();
    }

    private static String id(@Nullable JsonNode address) {
        return address == null ? "" : address.path("id").asString();
    }

    private static Map<String, String> hangzhou() {
        return Map.of(
                "name",
                "Lena Brandt",
                "phone",
                "13800138000",
                "country",
                "CN",
                "region",
                "浙江省",
                "city",
                "杭州市",
                "line1",
                "文三路 478 号",
                "line2",
                "12 层",
                "postcode",
                "310013");
    }
}
