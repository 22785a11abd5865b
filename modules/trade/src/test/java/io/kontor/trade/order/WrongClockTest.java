package io.kontor.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clocks are set back, run ahead, and come to days that not every year has: orders stay whole and one of a kind. */
@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class
        },
        settings = "kontor.trade.unpaid-max=30m")
class WrongClockTest {
    private final TestShop shop;
    private final MovableClock clock;
    private final CancelUnpaidOrders cancelUnpaidOrders;

    WrongClockTest(TestShop shop, MovableClock clock, CancelUnpaidOrders cancelUnpaidOrders) {
        this.shop = shop;
        this.clock = clock;
        this.cancelUnpaidOrders = cancelUnpaidOrders;
    }

    private void setTo(Instant time) {
        clock.advance(Duration.between(clock.instant(), time));
    }

    @AfterEach
    void setRight() {
        setTo(Instant.now());
    }

    @Test
    void anHourThatComesTwiceDoublesNoOrder() {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 100);
        var numbers = new HashSet<String>();
        var ids = new HashSet<String>();
        for (var hour = 0; hour < 3; hour++) {
            for (var at = 0; at < 10; at++) {
                var order = place(guest, sku, "capture");
                assertThat(order.path("status").asString()).isEqualTo("paid");
                numbers.add(order.path("number").asString());
                ids.add(order.path("id").asString());
            }
            clock.advance(Duration.ofHours(-1));
        }
        assertThat(numbers).hasSize(30);
        assertThat(ids).hasSize(30);
        Await.until(() -> assertThat(Buyer.available(shop, sku)).isEqualTo(70));
    }

    @Test
    void aClockThatIsSetBackPaysForNoOrderTwiceAndCancelsNoneTooSoon() {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var cartId = guest.cartWith(sku, 1);
        var wanted = guest.wanted(cartId, "pending");
        var key = UUID.randomUUID().toString();
        var order = guest.place(wanted, key).json();
        clock.advance(Duration.ofHours(-1));
        assertThat(guest.place(wanted, key).json().path("number")).isEqualTo(order.path("number"));
        cancelUnpaidOrders.run();
        assertThat(PaymentTest.read(guest, order).path("status").asString()).isEqualTo("unpaid");
        clock.advance(Duration.ofMinutes(95));
        Await.until(() -> {
            cancelUnpaidOrders.run();
            assertThat(PaymentTest.read(guest, order).path("status").asString()).isEqualTo("cancelled");
            assertThat(Buyer.available(shop, sku)).isEqualTo(10);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A leap day and its last second, the hour that clocks in Europe skip, and where 32 bits of seconds
                // end.
                "2028-02-29T12:00:00Z",
                "2028-02-29T23:59:59Z",
                "2027-03-28T00:59:59Z",
                "2038-01-19T03:14:07Z",
                "2100-02-28T23:59:59Z"
            })
    void anOrderOfAnUnusualDayIsPlacedPaidAndCancelledInTime(String day) {
        var time = Instant.parse(day);
        setTo(time);
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var paid = place(guest, sku, "capture");
        var unpaid = place(guest, sku, "decline");
        assertThat(Instant.parse(paid.path("placedAt").asString())).isBetween(time, time.plusSeconds(60));
        assertThat(Duration.between(
                        Instant.parse(unpaid.path("placedAt").asString()),
                        Instant.parse(unpaid.path("payBefore").asString())))
                .isEqualTo(Duration.ofMinutes(30));
        clock.advance(Duration.ofMinutes(31));
        Await.until(() -> {
            cancelUnpaidOrders.run();
            assertThat(PaymentTest.read(guest, unpaid).path("status").asString())
                    .isEqualTo("cancelled");
            assertThat(Buyer.available(shop, sku)).isEqualTo(9);
        });
        assertThat(PaymentTest.read(guest, paid).path("status").asString()).isEqualTo("paid");
    }

    private static JsonNode place(Buyer guest, String sku, String outcome) {
        var answer = guest.place(
                guest.wanted(guest.cartWith(sku, 1), outcome), UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }
}
