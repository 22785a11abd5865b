package io.kontor.trade.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestDatabase;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many want the same at the same time. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class ManyBuyersTest {
    private static final int UNITS = 200;
    private static final int TRIES = 2_000;
    private static final int AT_ONCE = 40;

    /** {@code ./kontor storm --hot-sku} is the same with 1,000 units and 100,000 tries. */
    @Test
    void buyExactlyTheUnitsThereAre(TestShop shop) {
        var sku = Buyer.product(shop, "5.00", UNITS);
        var next = new AtomicInteger();
        var sold = new AtomicInteger();
        var refused = new AtomicInteger();
        AtOnce.run(AT_ONCE, number -> {
                    var guest = Buyer.guest(shop);
                    while (next.getAndIncrement() < TRIES) {
                        var wanted = guest.wanted(guest.cartWith(sku, 1), "capture");
                        wanted.put("contact", Map.of("email", "guest" + number + "@example.com"));
                        var answer = guest.place(wanted, UUID.randomUUID().toString());
                        assertThat(answer.status()).as(answer.body()).isIn(201, 409);
                        (answer.status() == 201 ? sold : refused).incrementAndGet();
                    }
                    return "done";
                })
                .forEach(end -> assertThat(end).isEqualTo("done"));
        assertThat(sold).hasValue(UNITS);
        assertThat(refused).hasValue(TRIES - UNITS);
        assertThat(Buyer.available(shop, sku)).isZero();
    }

    @Test
    void doNotWaitForEachOtherCrosswise(TestShop shop) {
        var seed = new Random().nextLong();
        var skus = IntStream.range(0, 8)
                .mapToObj(_ -> Buyer.product(shop, "5.00", 10_000))
                .toList();
        var carts = AtOnce.run(200, number -> cartInOrder(shop, shuffled(skus, new Random(seed + number), number)));
        var answers = AtOnce.run(200, number -> Buyer.guest(shop).order((String) carts.get(number)));
        assertThat(answers)
                .as("seed " + seed)
                .allSatisfy(answer -> assertThat(((Answer) answer).status())
                        .as(((Answer) answer).body())
                        .isEqualTo(201));
        skus.forEach(sku -> assertThat(Buyer.available(shop, sku)).isEqualTo(9_800));
        assertThat(TestDatabase.log()).doesNotContain("deadlock detected");
    }

    /** One half of the carts holds the goods in one order, one half in the opposite, some in any. */
    private static List<String> shuffled(List<String> skus, Random random, int number) {
        var order = new ArrayList<>(number % 2 == 0 ? skus : skus.reversed());
        if (number % 5 == 0) {
            Collections.shuffle(order, random);
        }
        return order;
    }

    private static String cartInOrder(TestShop shop, List<String> skus) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cart();
        skus.forEach(sku -> assertThat(guest.add(cartId, sku, 1).status()).isEqualTo(200));
        return cartId;
    }

    @Test
    void areToldOfACartThatIsTooLongAndNothingFails(TestShop shop, JdbcClient db) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(Buyer.product(shop, "1.00", 5), 1);
        db.sql("""
                        UPDATE trade.cart
                           SET lines = (SELECT jsonb_agg(lines::jsonb -> 0 || jsonb_build_object('lineId', gen_random_uuid(), 'sku', 'GONE-' || n))
                                          FROM generate_series(1, 10000) AS n)::text
                         WHERE cart_id = :cartId::uuid
                        """).param("cartId", cartId).update();
        assertThat(guest.get("/api/store/v1/carts/" + cartId).status()).isLessThan(500);
        assertThat(guest.post("/api/store/v1/carts/" + cartId + "/quote", "{}").status())
                .isLessThan(500);
        var answer = guest.order(cartId);
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().path("type").asString()).isEqualTo("/problems/cart-full");
    }

    @Test
    void cannotChangeALineToWhatIsNoQuantity(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "1.00", 5);
        var cartId = guest.cartWith(sku, 2);
        var cart = "/api/store/v1/carts/" + cartId;
        var line = cart + "/lines/"
                + guest.get(cart).json().path("lines").path(0).path("id").asString();
        for (var quantity : List.of(
                "-1", "1000", "2147483648", "9223372036854775808", "0.1", "1e3", "\"1e3\"", "NaN", "null", "\"two\"")) {
            var answer = guest.send("PATCH", line, "{\"quantity\":" + quantity + "}");
            assertThat(answer.status()).as(quantity + ": " + answer.body()).isEqualTo(400);
        }
        assertThat(guest.get(cart).json().path("lines").path(0).path("quantity").asInt())
                .isEqualTo(2);
    }
}
