package io.kontor.trade.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.kernel.Refusal;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.Trade;
import io.kontor.trade.Trade.Asker;
import io.kontor.trade.TradeModule;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class FindOrderTest {
    @Test
    void showsAnOrderToItsAccountOrTheHolderOfItsTokenOnly(TestShop shop) {
        var lena = Buyer.member(shop);
        var order = PaymentTest.placed(shop, lena, "capture");
        var path = "/api/store/v1/orders/" + order.path("number").asString();
        assertThat(lena.get(path).status()).isEqualTo(200);
        assertThat(PaymentTest.read(Buyer.guest(shop), order).path("number").asString())
                .isEqualTo(order.path("number").asString());
        assertThat(Buyer.member(shop).get(path).status()).isEqualTo(404);
        assertThat(Buyer.guest(shop).get(path).status()).isEqualTo(404);
        assertThat(Buyer.guest(shop).get(path, "Authorization", "Bearer wrong").status())
                .isEqualTo(404);
        var other = PaymentTest.placed(shop, Buyer.guest(shop), "capture");
        assertThat(Buyer.guest(shop)
                        .get(
                                path,
                                "Authorization",
                                "Bearer " + other.path("accessToken").asString())
                        .status())
                .isEqualTo(404);
        for (var action : new String[] {"cancellation", "receipt"}) {
            assertThat(Buyer.member(shop).post(path + "/" + action, null).status())
                    .isEqualTo(404);
        }
        assertThat(Buyer.member(shop)
                        .post(path + "/payments", Map.of("method", "sandbox"), "Idempotency-Key", "k")
                        .status())
                .isEqualTo(404);
        assertThat(lena.get("/api/store/v1/orders/1").status()).isEqualTo(404);
        assertThat(lena.get("/api/store/v1/orders/99999999999999").status()).isEqualTo(404);
    }

    @Test
    void letsAGuestLookAnOrderUpByItsContact(TestShop shop, Trade trade) {
        var order = placedBy(shop, "guest-look-up@example.com", "+8613912345678");
        for (var contact : new String[] {"Guest-Look-Up@Example.com ", "+86 139 1234 5678"}) {
            assertThat(trade.order(order, asker(contact))).as(contact).isPresent();
        }
        assertThat(trade.order(order, asker("somebody@example.com"))).isEmpty();
        assertThat(trade.order(order, asker("%"))).isEmpty();
        assertThat(trade.order("26112200000000", asker("+86 139 1234 5678"))).isEmpty();
    }

    @Test
    void stopsWhoeverGuesses(TestShop shop, Trade trade) {
        var order = placedBy(shop, "victim@example.com", null);
        for (var guess = 0; guess < 10; guess++) {
            assertThat(trade.order("2611220000000" + guess, asker("victim@example.com")))
                    .isEmpty();
        }
        assertThatThrownBy(() -> trade.order("26112200000019", asker("victim@example.com")))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.is(CommonProblem.TOO_MANY_REQUESTS))
                                .isTrue());
        for (var guess = 0; guess < 10; guess++) {
            assertThat(trade.order(order, asker("guess-" + guess + "@example.com")))
                    .isEmpty();
        }
        assertThatThrownBy(() -> trade.order(order, asker("guess-11@example.com")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void countsGuessesOfAllProcessesAndForgetsThem(TestShop shop, Trade trade, GuessStore guesses) {
        var order = placedBy(shop, "patient@example.com", null);
        // What another process of the shop has counted.
        var now = Instant.now();
        var subject = List.of(Ids.named("look-up contact", "patient@example.com"));
        for (var guess = 0; guess < 11; guess++) {
            guesses.take(subject, 10, now.minusSeconds(900), now);
        }
        assertThatThrownBy(() -> trade.order(order, asker("patient@example.com")))
                .isInstanceOf(Refusal.class);
        guesses.forget(now.plusSeconds(1));
        for (var lookUp = 0; lookUp < 30; lookUp++) {
            assertThat(trade.order(order, asker("patient@example.com")))
                    .as("who is right is never stopped")
                    .isPresent();
        }
        assertThat(guesses.take(subject, 10, now.plusSeconds(900), now.plusSeconds(901)))
                .as("what is old counts no more")
                .isTrue();
    }

    @Test
    void listsAnAccountsOrdersNewestFirstPageByPage(TestShop shop) {
        var lena = Buyer.member(shop);
        for (var more = 0; more < 5; more++) {
            PaymentTest.placed(shop, lena, more % 2 == 0 ? "capture" : "decline");
        }
        PaymentTest.placed(shop, Buyer.member(shop), "capture");
        var first = lena.get("/api/store/v1/me/orders?limit=3").json();
        var second = lena.get("/api/store/v1/me/orders?limit=3&cursor="
                        + first.path("next").asString())
                .json();
        assertThat(first.path("items").size()).isEqualTo(3);
        assertThat(second.path("items").size()).isEqualTo(2);
        assertThat(second.path("next").isNull()).isTrue();
        var times = new java.util.ArrayList<>(first.path("items").findValuesAsString("placedAt"));
        times.addAll(second.path("items").findValuesAsString("placedAt"));
        assertThat(times.stream().map(java.time.Instant::parse))
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(lena.get("/api/store/v1/me/orders?limit=0").status()).isEqualTo(400);
        assertThat(lena.get("/api/store/v1/me/orders?limit=101").status()).isEqualTo(400);
        assertThat(lena.get("/api/store/v1/me/orders?cursor=nonsense").status()).isEqualTo(400);
        assertThat(Buyer.guest(shop).get("/api/store/v1/me/orders").status()).isEqualTo(401);
    }

    private static String placedBy(TestShop shop, String email, String phone) {
        var guest = Buyer.guest(shop);
        var wanted = new HashMap<>(guest.wanted(guest.cartWith(Buyer.product(shop, "20.00", 10), 1), "capture"));
        var contact = new HashMap<String, Object>(Map.of("email", email));
        if (phone != null) {
            contact.put("phone", phone);
        }
        wanted.put("contact", contact);
        return guest.place(wanted, UUID.randomUUID().toString())
                .json()
                .path("number")
                .asString();
    }

    private static Asker asker(String contact) {
        return new Asker(Caller.GUEST, Language.EN, null, contact);
    }
}
