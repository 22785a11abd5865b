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
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.TradeModule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and up, and what belongs to an account. */
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
class AccountPagesTest {
    private static final String PASSWORD = "red-teapot-2026";

    @BeforeEach
    void theDemoShopIsThere(TestShop shop) {
        Await.until(() -> assertThat(shop.get("/en/p/red-clay-teapot").status()).isEqualTo(200));
    }

    private static Visitor signedUp(TestShop shop) {
        var visitor = new Visitor(shop);
        var login = "omar-" + UUID.randomUUID() + "@example.com";
        visitor.send(
                visitor.open("/en/sign-up").one("main form"),
                Map.of("name", "Omar", "login", login, "password", PASSWORD));
        return visitor;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/orders", "/addresses", "/favourites", "/addresses/new"})
    void anAccountAsksToSignInAndLeadsBack(String place, TestShop shop) {
        var seen = new Visitor(shop).open("/zh/account" + place);
        assertThat(seen.status()).isEqualTo(401);
        assertThat(seen.one("main form input[name=back]").val()).isEqualTo("/zh/account" + place);
        assertThat(seen.has("main form input[name=password]")).isTrue();
    }

    @Test
    void aWrongPasswordIsRefusedWithoutSayingWhichWasWrong(TestShop shop) {
        var visitor = new Visitor(shop);
        var seen = visitor.send(
                visitor.open("/en/sign-in").one("main form"),
                Map.of("login", "nobody@example.com", "password", "wrong"));
        assertThat(seen.status()).isEqualTo(401);
        assertThat(seen.one(".notice.danger").text()).isEqualTo("That account and password do not match.");
        assertThat(seen.one("input[name=login]").val()).isEqualTo("nobody@example.com");
        assertThat(seen.one("input[name=password]").val()).isEmpty();
    }

    @Test
    void signUpSaysWhatIsWrongAtTheField(TestShop shop) {
        var visitor = new Visitor(shop);
        var form = visitor.open("/en/sign-up").one("main form");
        var seen = visitor.send(form, Map.of("name", "", "login", "not a login", "password", PASSWORD));
        assertThat(seen.has("#name-error")).isTrue();
        assertThat(seen.has("#login-error")).isTrue();
        var weak = visitor.send(form, Map.of("name", "Omar", "login", "omar@example.com", "password", "short"));
        assertThat(weak.status()).isEqualTo(400);
        assertThat(weak.has("#password-error")).isTrue();
        assertThat(weak.one("#name").val()).isEqualTo("Omar");
    }

    @Test
    void nobodyIsLedToAnotherSiteAfterSigningIn(TestShop shop) {
        for (var back : new String[] {
            "https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)", "/zh/../admin?x"
        }) {
            var seen = new Visitor(shop).open("/en/sign-in?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8));
            assertThat(seen.one("main form input[name=back]").val())
                    .doesNotContain("example.com")
                    .doesNotContain("script");
        }
    }

    @Test
    void signingOutEndsTheSession(TestShop shop) {
        var omar = signedUp(shop);
        assertThat(omar.open("/en/account").status()).isEqualTo(200);
        omar.send(omar.open("/en/account").one("form[action$=/sign-out]"), Map.of());
        assertThat(omar.open("/en/account").status()).isEqualTo(401);
    }

    @Test
    void anAddressIsKeptChangedUsedAtCheckoutAndDeleted(TestShop shop) {
        var omar = signedUp(shop);
        var form = omar.open("/en/account/addresses/new").one("main form.address-form");
        var wrong = omar.send(form, Map.of("name", "Omar", "phone", "x"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.one("#name").val()).isEqualTo("Omar");
        assertThat(wrong.has("#line1-error")).isTrue();

        var kept = omar.send(
                form,
                Map.of(
                        "name",
                        "Omar",
                        "phone",
                        "13900139000",
                        "region",
                        "Shanghai",
                        "city",
                        "Shanghai",
                        "line1",
                        "Bund 1",
                        "default",
                        "1"));
        assertThat(kept.one(".address-card").text()).contains("Bund 1").contains("Default");

        omar.send(omar.open("/en/p/red-clay-teapot").one("form.buy"), Map.of());
        assertThat(omar.open("/en/checkout").one("#line1").val()).isEqualTo("Bund 1");

        var change = omar.open(kept.one(".address-card a").attr("href"));
        var changed = omar.send(change.one("main form.address-form"), Map.of("line1", "Bund 2"));
        assertThat(changed.one(".address-card").text()).contains("Bund 2");
        var deleted = omar.send(changed.one(".address-card form"), Map.of());
        assertThat(deleted.has(".empty")).isTrue();
    }

    @Test
    void aFavouriteIsKeptAndRemovedAndAGuestIsAskedToSignIn(TestShop shop) {
        var heart = new Visitor(shop).open("/en/p/red-clay-teapot").one("button.favourite");
        var guest = new Visitor(shop).post(heart.attr("formaction"), Map.of("back", heart.val()));
        assertThat(guest.one("input[name=back]").val()).isEqualTo("/en/p/red-clay-teapot");

        var omar = signedUp(shop);
        var kept = omar.post(heart.attr("formaction"), Map.of("back", heart.val()));
        assertThat(kept.page().select(".favourite-card")).hasSize(1);
        var removed = omar.send(kept.one(".favourite-card form"), Map.of());
        assertThat(removed.has(".empty")).isTrue();
    }
}
