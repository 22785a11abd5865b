package io.kontor.trade.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class
        },
        settings = "kontor.trade.unpaid-max=1s")
class UnpaidOrderTest {
    @Test
    void isCancelledInTimeAndItsStockGoesBack(TestShop shop) {
        var guest = Buyer.guest(shop);
        var sku = Buyer.product(shop, "20.00", 10);
        var cartId = guest.cartWith(sku, 3);
        var order = guest.place(
                        guest.wanted(cartId, "pending"), UUID.randomUUID().toString())
                .json();
        assertThat(order.path("status").asString()).isEqualTo("unpaid");
        assertThat(order.path("payBefore").asString()).isNotEmpty();
        Await.until(() -> {
            var now = PaymentTest.read(guest, order);
            assertThat(now.path("status").asString()).isEqualTo("cancelled");
            assertThat(now.path("timeline").get(2).path("actor").asString()).isEqualTo("Shop");
            assertThat(now.path("timeline").get(2).path("text").asString())
                    .isEqualTo("It was not paid in time and was cancelled.");
            assertThat(Buyer.available(shop, sku)).isEqualTo(10);
        });
        var late = guest.post(
                "/api/store/v1/orders/" + order.path("number").asString() + "/payments",
                Map.of("method", "sandbox"),
                "Authorization",
                "Bearer " + order.path("accessToken").asString(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        assertThat(late.json().path("type").asString()).isEqualTo("/problems/not-payable");
    }

    @Test
    void staysWhenItIsPaid(TestShop shop, CancelUnpaidOrders cancelUnpaidOrders) {
        var guest = Buyer.guest(shop);
        var order = PaymentTest.placed(shop, guest, "capture");
        var unpaid = PaymentTest.placed(shop, guest, "decline");
        Await.until(() -> {
            cancelUnpaidOrders.run();
            assertThat(PaymentTest.read(guest, unpaid).path("status").asString())
                    .isEqualTo("cancelled");
        });
        assertThat(PaymentTest.read(guest, order).path("status").asString()).isEqualTo("paid");
    }
}
