package io.kontor.trade.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.Identity;
import io.kontor.identity.Identity.SignUp;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Staff places orders for customers, who pay them by a link. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class OrderDeskTest {
    private static final String ORDERS = "/api/admin/v1/orders";

    private final TestShop shop;
    private Buyer staff;
    private String teapot;

    OrderDeskTest(TestShop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void prepare() {
        staff = Buyer.staff(shop, "orders.read", "orders.place");
        teapot = Buyer.product(shop, "20.00", 10);
    }

    private Map<String, Object> wanted(int quantity, String login) {
        var wanted = new HashMap<>(staff.wanted(staff.cartWith(teapot, quantity), "capture"));
        wanted.remove("payment");
        if (login != null) {
            wanted.put("login", login);
            wanted.remove("contact");
        }
        return wanted;
    }

    private Answer place(Object wanted, String key) {
        return staff.post(ORDERS, wanted, "Idempotency-Key", key);
    }

    @Test
    void aGuestGetsALinkAndPaysByIt() {
        var answer = place(wanted(2, null), "guest-order-1");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var number = answer.json().path("number").asString();
        assertThat(answer.json().path("status").asString()).isEqualTo("unpaid");
        assertThat(Buyer.available(shop, teapot)).isEqualTo(8);
        var path = answer.json().path("path").asString();
        var token = path.substring(path.indexOf("token=") + 6);
        assertThat(path).startsWith("/en/orders/" + number + "?token=");

        var seen = staff.get(ORDERS + "/" + number).json();
        assertThat(seen.path("payments").size()).isZero();
        assertThat(seen.path("timeline").findValuesAsString("what"))
                .containsExactlyInAnyOrder("placed", "placed-by-staff");
        assertThat(seen.path("timeline").findValuesAsString("who"))
                .anyMatch(who -> !List.of("buyer", "shop").contains(who));

        var guest = Buyer.guest(shop);
        var paid = guest.post(
                "/api/store/v1/orders/" + number + "/payments",
                Map.of("method", "sandbox"),
                "Authorization",
                "Bearer " + token,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(paid.json().path("orderStatus").asString()).as(paid.body()).isEqualTo("paid");
        var link = staff.get(ORDERS + "/" + number + "/link").json();
        assertThat(link.path("path").asString()).isEqualTo(path);
        assertThat(link.path("status").asString()).isEqualTo("paid");
    }

    @Test
    void anOrderForAnAccountStandsInItAndLeavesItsOwnCartAlone() {
        var email = Buyer.unique("lena") + "@example.com";
        var signedIn =
                shop.bean(Identity.class).signUp(new SignUp("Lena", email, null, "correct horse battery", "127.0.0.1"));
        var found = staff.get("/api/admin/v1/order-desk/customers?login=" + email.toUpperCase());
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        assertThat(found.json().path("name").asString()).isEqualTo("Lena");
        assertThat(staff.get("/api/admin/v1/order-desk/customers?login=nobody@example.com")
                        .status())
                .isEqualTo(404);
        var answer = place(wanted(1, email), UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var bearer = "Bearer " + signedIn.token();
        var mine = shop.get("/api/store/v1/me/orders", "Authorization", bearer)
                .json()
                .path("items");
        assertThat(mine.findValuesAsString("number"))
                .containsExactly(answer.json().path("number").asString());
        assertThat(mine.get(0).path("payable").asBoolean()).isTrue();
        var unknown = place(wanted(1, "nobody@example.com"), UUID.randomUUID().toString());
        assertThat(unknown.json().path("type").asString()).isEqualTo("/problems/customer-not-found");
    }

    @Test
    void theSameRequestPlacesOneOrderAlsoWhenItIsSentTwiceAtOnce() throws Exception {
        var wanted = wanted(3, null);
        var key = UUID.randomUUID().toString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> place(wanted, key));
            var other = threads.submit(() -> place(wanted, key));
            assertThat(List.of(one.get().status(), other.get().status())).isSubsetOf(201, 409);
        }
        var again = place(wanted, key);
        assertThat(again.status()).as(again.body()).isEqualTo(201);
        assertThat(place(wanted, key).json().path("number"))
                .isEqualTo(again.json().path("number"));
        assertThat(Buyer.available(shop, teapot)).isEqualTo(7);
        wanted.put("note", "another");
        assertThat(place(wanted, key).status()).isEqualTo(422);
    }

    /** One buyer may have two teapots a month, whoever orders them. */
    @Test
    void whatTheCustomerHadOfLimitedGoodsCounts() {
        shop.bean(JdbcClient.class)
                .sql("UPDATE catalog.product SET terms = '{\"buyerMax\": 2, \"buyerDays\": 30}' WHERE code = :sku")
                .param("sku", teapot)
                .update();
        var email = Buyer.unique("mina") + "@example.com";
        var bearer = "Bearer "
                + shop.bean(Identity.class)
                        .signUp(new SignUp("Mina", email, null, "correct horse battery", "127.0.0.1"))
                        .token();
        var own = shop.post("/api/store/v1/carts", null, "Authorization", bearer)
                .json()
                .path("id")
                .asString();
        shop.post(
                "/api/store/v1/carts/" + own + "/lines", Map.of("sku", teapot, "quantity", 1), "Authorization", bearer);
        var bought = shop.post(
                "/api/store/v1/orders",
                staff.wanted(own, "capture"),
                "Authorization",
                bearer,
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(bought.status()).as(bought.body()).isEqualTo(201);

        var two = wanted(2, email);
        assertThat(problemsOf(two)).containsExactly("buyer-limit");
        var refused = place(two, UUID.randomUUID().toString());
        assertThat(refused.json().path("type").asString()).as(refused.body()).isEqualTo("/problems/quantity-limited");
        assertThat(Buyer.available(shop, teapot)).isEqualTo(9);
        var one = wanted(1, email);
        assertThat(problemsOf(one)).isEmpty();
        assertThat(place(one, UUID.randomUUID().toString()).status()).isEqualTo(201);

        var guest = wanted(1, null);
        guest.put("contact", Map.of("email", "LENA@example.com"));
        assertThat(problemsOf(guest)).isEmpty();
        assertThat(place(wanted(2, null), UUID.randomUUID().toString()).status())
                .isEqualTo(409);
        guest = wanted(2, null);
        assertThat(problemsOf(guest)).containsExactly("buyer-limit");
    }

    private List<String> problemsOf(Map<String, Object> wanted) {
        var asked = new HashMap<>(wanted);
        asked.remove("note");
        asked.remove("expectedTotal");
        var quote = staff.post("/api/admin/v1/order-desk/quotes", asked);
        assertThat(quote.status()).as(quote.body()).isEqualTo(200);
        return quote.json().path("problems").findValuesAsString("code");
    }

    @Test
    void theRulesOfTheCheckoutHoldAndNobodyElseMayPlace() {
        var tooMany = place(wanted(11, null), UUID.randomUUID().toString());
        assertThat(tooMany.status()).isEqualTo(409);
        assertThat(tooMany.json().path("type").asString()).isEqualTo("/problems/out-of-stock");
        var dearer = wanted(1, null);
        dearer.put("expectedTotal", Map.of("amount", "1.00", "currency", "CNY"));
        assertThat(place(dearer, UUID.randomUUID().toString())
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("/problems/price-changed");
        var nowhere = wanted(1, null);
        nowhere.remove("address");
        assertThat(place(nowhere, UUID.randomUUID().toString())
                        .json()
                        .path("fields")
                        .has("address"))
                .isTrue();
        var empty = wanted(1, null);
        empty.remove("cartId");
        assertThat(place(empty, UUID.randomUUID().toString()).status()).isEqualTo(400);
        assertThat(Buyer.available(shop, teapot)).isEqualTo(10);
        var other = Buyer.staff(shop, "orders.read", "orders.write");
        assertThat(other.post(ORDERS, wanted(1, null), "Idempotency-Key", "x").status())
                .isEqualTo(403);
        assertThat(other.get("/api/admin/v1/order-desk/customers?login=a@b.cd").status())
                .isEqualTo(403);
        assertThat(Buyer.guest(shop).get(ORDERS + "/20260101000000/link").status())
                .isEqualTo(401);
    }
}
