package io.kontor.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.aftersales.AftersalesModule;
import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.membership.MembershipModule;
import io.kontor.payment.PaymentModule;
import io.kontor.search.SearchModule;
import io.kontor.storefront.Visitor.Seen;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.TradeModule;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From a product to an order, with plain forms. */
@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            SearchModule.class,
            MembershipModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class,
            AftersalesModule.class,
            StorefrontModule.class
        },
        demo = true)
class SalePagesTest {
    private static final String PHONE = "13800138000";
    private static final Map<String, String> ADDRESS = Map.of(
            "name",
            "Lena Lin",
            "phone",
            PHONE,
            "region",
            "Zhejiang",
            "city",
            "Hangzhou",
            "district",
            "Xihu",
            "line1",
            "Wensan Road 90");

    @BeforeEach
    void theDemoShopIsThere(TestShop shop) {
        Await.until(() -> assertThat(shop.get("/en/p/red-clay-teapot").status()).isEqualTo(200));
    }

    private static Seen putTeapotIntoCart(Visitor visitor) {
        return visitor.send(visitor.open("/en/p/red-clay-teapot").one("form.buy"), Map.of("quantity", "2"));
    }

    private static Seen buy(Visitor visitor, Map<String, String> more) {
        var typed = new HashMap<>(ADDRESS);
        typed.put("step", "place");
        typed.putAll(more);
        return visitor.send(visitor.open("/en/checkout").one("form[action$=/checkout]"), typed);
    }

    @Test
    void aGuestBuysAndLooksTheOrderUpElsewhere(TestShop shop) {
        var guest = new Visitor(shop);
        var cart = putTeapotIntoCart(guest);
        assertThat(cart.path()).isEqualTo("/en/cart?notice=added");
        assertThat(cart.one(".cart-line input[name=quantity]").val()).isEqualTo("2");

        var thanks = buy(guest, Map.of());
        assertThat(thanks.status()).isEqualTo(200);
        assertThat(thanks.path()).endsWith("/thanks");
        assertThat(thanks.text()).contains("Thank you").contains("Wensan Road 90");
        var number = thanks.one(".order-number").text();
        assertThat(guest.open("/en/cart").has(".empty")).isTrue();

        var stranger = new Visitor(shop);
        assertThat(stranger.open("/en/orders/" + number).status()).isEqualTo(404);
        var lookUp = stranger.open("/en/orders/look-up").one("main form");
        var wrong = stranger.send(lookUp, Map.of("number", number, "contact", "13900000000"));
        assertThat(wrong.status()).isEqualTo(404);
        assertThat(wrong.one("input[name=number]").val()).isEqualTo(number);
        var found = stranger.send(lookUp, Map.of("number", number.toLowerCase(Locale.ROOT), "contact", PHONE));
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text()).contains(number).contains("Lena Lin");
    }

    @Test
    void goodsOfSeveralMerchantsAreOrderedTogetherAndPaidOnce(TestShop shop, JdbcClient db) {
        var guest = new Visitor(shop);
        putTeapotIntoCart(guest);
        var other = db.sql("""
                        UPDATE catalog.product SET merchant_id = gen_random_uuid()
                         WHERE slug = (SELECT slug FROM catalog.product WHERE slug <> 'red-clay-teapot' AND status = 'PUBLISHED'
                                        ORDER BY slug LIMIT 1)
                        RETURNING slug
                        """).query(String.class).single();
        guest.send(guest.open("/en/p/" + other).one("form.buy"), Map.of());
        var checkout = guest.open("/en/checkout");
        assertThat(checkout.page().select(".parcel-of").eachText()).containsExactly("Kontor", "Merchant 2");
        assertThat(checkout.page().select(".parcel-delivery")).hasSize(2);
        var declined = buy(guest, Map.of("outcome", "decline"));
        assertThat(declined.page().select(".order-group li")).hasSize(2);
        var total = declined.one(".order-group .total strong").text();
        assertThat(declined.one(".pay-card form button").text()).contains(total);
        guest.send(declined.one(".pay-card form"), Map.of("method", "sandbox"));
        for (var link : declined.page().select(".order-group a")) {
            Await.until(() -> assertThat(guest.open(link.attr("href"))
                            .one(".page-head .badge")
                            .text())
                    .isEqualTo("Paid"));
        }
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedStays(TestShop shop) {
        var guest = new Visitor(shop);
        putTeapotIntoCart(guest);
        var seen = buy(guest, Map.of("phone", "call me", "city", "", "email", "lena@", "note", "Ring twice"));
        assertThat(seen.status()).isEqualTo(422);
        assertThat(seen.one("#phone[aria-invalid]").val()).isEqualTo("call me");
        assertThat(seen.one("#phone-error").text()).contains("Digits");
        assertThat(seen.one("#city-error").text()).isEqualTo("Please fill this in");
        assertThat(seen.has("#email-error")).isTrue();
        assertThat(seen.has("#name-error")).isFalse();
        assertThat(seen.one("#name").val()).isEqualTo("Lena Lin");
        assertThat(seen.one("#note").text()).isEqualTo("Ring twice");
    }

    @Test
    void theTotalFollowsTheChosenDelivery(TestShop shop) {
        var guest = new Visitor(shop);
        putTeapotIntoCart(guest);
        var checkout = guest.open("/en/checkout");
        var other = checkout.one("input[name=deliveryMethod]:not([checked])").val();
        var typed = new HashMap<>(ADDRESS);
        typed.putAll(Map.of("deliveryMethod", other, "step", "quote"));
        var quoted = guest.send(checkout.one("form[action$=/checkout]"), typed);
        assertThat(quoted.status()).isEqualTo(200);
        assertThat(quoted.one("input[name=deliveryMethod][checked]").val()).isEqualTo(other);
        assertThat(quoted.one(".totals .grand").text())
                .isNotEqualTo(checkout.one(".totals .grand").text());
        assertThat(quoted.one("#line1").val()).isEqualTo("Wensan Road 90");
    }

    @Test
    void aDeclinedPaymentIsTriedAgain(TestShop shop) {
        var guest = new Visitor(shop);
        putTeapotIntoCart(guest);
        var declined = buy(guest, Map.of("outcome", "decline"));
        assertThat(declined.has(".pay-card")).isTrue();
        var paid = guest.send(declined.one(".pay-card form"), Map.of("method", "sandbox"));
        assertThat(paid.status()).isEqualTo(200);
        Await.until(() -> assertThat(
                        guest.open(paid.path()).one(".page-head .badge").text())
                .isEqualTo("Paid"));
    }

    @Test
    void anOrderIsSentElsewhereByItsBuyer(TestShop shop) {
        var guest = new Visitor(shop);
        putTeapotIntoCart(guest);
        var order = buy(guest, Map.of());
        assertThat(order.has("#address[open]")).isFalse();
        var form = order.one("form[action$=/address]");
        var wrong = guest.send(form, Map.of("phone", "none", "line1", "Wukang Road 9"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.has("#address[open] #phone-error")).isTrue();
        assertThat(wrong.one("#line1").val()).isEqualTo("Wukang Road 9");
        var moved = guest.send(form, Map.of("line1", "Wukang Road 9"));
        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.one("address").text()).contains("Wukang Road 9");
        assertThat(moved.one(".timeline").text()).contains("The address was changed.");
    }

    @Test
    void anOrderIsCancelledByItsBuyer(TestShop shop) {
        var guest = new Visitor(shop);
        putTeapotIntoCart(guest);
        var order = buy(guest, Map.of());
        var cancelled = guest.send(order.one("form[action$=/cancellation]"), Map.of());
        assertThat(cancelled.one(".page-head .badge").text()).isEqualTo("Cancelled");
        assertThat(cancelled.has("form[action$=/cancellation]")).isFalse();
    }

    @Test
    void theCartIsChangedAndEmptiedByPlainForms(TestShop shop) {
        var guest = new Visitor(shop);
        var cart = putTeapotIntoCart(guest);
        var changed = guest.send(cart.one(".line-form form"), Map.of("quantity", "1"));
        assertThat(changed.one(".cart-line input[name=quantity]").val()).isEqualTo("1");
        var emptied = guest.send(changed.one(".line-form form:has(button[value=0])"), Map.of("quantity", "0"));
        assertThat(emptied.has(".empty")).isTrue();
        assertThat(guest.open("/en/checkout").path()).isEqualTo("/en/cart");
    }

    @Test
    void aPartOfTheCartIsChosenAndSavedByPlainForms(TestShop shop) {
        var guest = new Visitor(shop);
        var cart = putTeapotIntoCart(guest);
        var lineId = cart.one("input[name=line]").val();
        var none = guest.send(cart.one("#selection"), Map.of("lines", "none"));
        assertThat(none.has("a.button[href$=/checkout]")).isFalse();
        assertThat(none.has("input[name=line][checked]")).isFalse();
        assertThat(guest.open("/en/checkout").path()).isEqualTo("/en/cart");
        var ticked = guest.send(none.one("#selection"), Map.of("line", lineId));
        assertThat(ticked.has("a.button[href$=/checkout]")).isTrue();
        var saved = guest.send(ticked.one(".line-form form:has(button[name=saved])"), Map.of("saved", "1"));
        assertThat(saved.path()).isEqualTo("/en/cart?notice=saved");
        assertThat(saved.has(".empty")).isTrue();
        var back = guest.send(saved.one(".saved form:has(button[name=saved])"), Map.of("saved", "0"));
        assertThat(back.one("input[name=line]").val()).isEqualTo(lineId);
        assertThat(guest.post("/en/cart/selection", Map.of("line", "nonsense")).status())
                .isEqualTo(400);
    }

    @Test
    void whatCannotBeAddedIsRefusedOnTheCartsPage(TestShop shop) {
        var guest = new Visitor(shop);
        var unknown = guest.post("/zh/cart/lines", Map.of("sku", "NO-SUCH", "quantity", "1"));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.one(".notice.danger").text()).contains("买不到");
        var senseless = guest.post("/zh/cart/lines", Map.of("sku", "NO-SUCH", "quantity", "lots"));
        assertThat(senseless.status()).isLessThan(500).isGreaterThanOrEqualTo(400);
    }

    @Test
    void aGuestsCartGoesAlongAtSignUpAndTheOrderIsTheAccounts(TestShop shop) {
        var lena = new Visitor(shop);
        putTeapotIntoCart(lena);
        var login = "lena-" + UUID.randomUUID() + "@example.com";
        var signedUp = lena.send(
                lena.open("/en/sign-up?back=/en/checkout").one("main form"),
                Map.of("name", "Lena", "login", login, "password", "red-teapot-2026"));
        assertThat(signedUp.path()).isEqualTo("/en/checkout");
        var order = buy(lena, Map.of());
        var number = order.one(".order-number").text();
        assertThat(lena.open("/en/account/orders").text()).contains(number);

        var elsewhere = new Visitor(shop);
        elsewhere.send(
                elsewhere.open("/en/sign-in").one("main form"), Map.of("login", login, "password", "red-teapot-2026"));
        assertThat(elsewhere.open("/en/orders/" + number).text()).contains("Wensan Road 90");
    }

    @Test
    void theCountInTheHeaderComesByItself(TestShop shop) {
        var guest = new Visitor(shop);
        assertThat(guest.open("/en/shopper").answer().json().get("cartQuantity").asInt())
                .isZero();
        putTeapotIntoCart(guest);
        var state = guest.open("/en/shopper").answer();
        assertThat(state.json().get("cartQuantity").asInt()).isEqualTo(2);
        assertThat(state.json().get("name").isNull()).isTrue();
        assertThat(state.header("Cache-Control")).contains("no-store");
    }
}
