package io.kontor.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import org.junit.jupiter.api.Test;

@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class FirstSaleTest {
    @Test
    void sellsToAGuest(TestShop shop) {
        var sku = Buyer.product(shop, "40.00", 10);
        var guest = Buyer.guest(shop);
        var opened = guest.post("/api/store/v1/carts", null);
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.json().path("lines").size()).isZero();
        assertThat(opened.json().path("totals").path("total").path("amount").asString())
                .isEqualTo("0.00");

        var cartId = opened.json().path("id").asString();
        var filled = guest.add(cartId, sku, 2);
        assertThat(filled.status()).isEqualTo(200);
        assertThat(filled.json().path("totals").path("goods").path("amount").asString())
                .isEqualTo("80.00");

        var answer = guest.order(cartId);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var order = answer.json();
        assertThat(order.path("status").asString()).isEqualTo("paid");
        assertThat(order.path("payment").path("status").asString()).isEqualTo("captured");
        assertThat(order.path("totals").path("total").path("amount").asString()).isEqualTo("90.00");
        assertThat(order.path("number").asString()).matches("\\d{14}");

        var read = guest.read(
                order.path("number").asString(), order.path("accessToken").asString());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("lines").get(0).path("sku").asString()).isEqualTo(sku);
        assertThat(read.json().path("timeline").size()).isEqualTo(2);
        assertThat(Buyer.available(shop, sku)).isEqualTo(8);
        assertThat(guest.get("/api/store/v1/carts/" + cartId)
                        .json()
                        .path("lines")
                        .size())
                .isZero();
    }
}
