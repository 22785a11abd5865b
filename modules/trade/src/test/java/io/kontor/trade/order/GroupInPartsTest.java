package io.kontor.trade.order;

import static io.kontor.trade.order.OrderGroupTest.decide;
import static io.kontor.trade.order.OrderGroupTest.money;
import static io.kontor.trade.order.OrderGroupTest.pay;
import static io.kontor.trade.order.OrderGroupTest.payments;
import static io.kontor.trade.order.OrderGroupTest.placed;
import static io.kontor.trade.order.OrderGroupTest.sisters;
import static io.kontor.trade.order.OrderGroupTest.statuses;
import static io.kontor.trade.order.OrderGroupTest.total;
import static io.kontor.trade.order.PaymentTest.act;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Orders that are paid together and whose money comes in parts. */
@KontorTest(
        value = {
            IdentityModule.class,
            InventoryModule.class,
            CatalogModule.class,
            FulfilmentModule.class,
            PaymentModule.class,
            TradeModule.class
        },
        settings = "kontor.trade.vat-percent=13.00")
class GroupInPartsTest {
    private static final Money PART = Money.of(1_000, "CNY");

    private final TestShop shop;
    private final Payment payment;
    private final JdbcClient db;
    private final Buyer guest;

    GroupInPartsTest(TestShop shop, Payment payment, JdbcClient db) {
        this.shop = shop;
        this.payment = payment;
        this.db = db;
        this.guest = Buyer.guest(shop);
    }

    @Test
    void saysWhatArrivedAndWhatIsDueAndIsPaidByTheRest() {
        var placed = placed(shop, guest, "authorise");
        var orders = sisters(guest, placed);
        capture(payments(payment, placed).getFirst(), PART);
        var whole = sum(orders);
        var due = whole.minus(PART);
        for (var order : sisters(guest, placed)) {
            saysParts(order, due);
        }
        saysParts(
                Buyer.admin(shop)
                        .get("/api/admin/v1/orders/"
                                + orders.get(1).path("number").asString())
                        .json(),
                due);

        assertThat(pay(guest, orders.get(1), "decline").status()).isEqualTo(200);
        saysParts(PaymentTest.read(guest, orders.get(2)), due);
        assertThat(pay(guest, orders.get(2), "capture")
                        .json()
                        .path("orderStatus")
                        .asString())
                .isEqualTo("paid");
        assertThat(payments(payment, placed).getLast().amount()).isEqualTo(due);
        Await.until(() -> assertThat(statuses(guest, placed)).containsOnly("paid"));
        assertThat(kept(placed)).isEqualTo(whole);
        assertThat(PaymentTest.read(guest, orders.getFirst()).has("captured")).isFalse();

        // Each can be given back to the last cent, though the last payment alone did not bring so much.
        assertThat(act(guest, orders.getFirst(), "cancellation", null).status()).isEqualTo(200);
        Await.until(() -> assertThat(kept(placed)).isEqualTo(whole.minus(total(orders.getFirst()))));
        for (var order : orders.subList(1, 3)) {
            assertThat(act(guest, order, "cancellation", null).status()).isEqualTo(200);
        }
        Await.until(() -> assertThat(kept(placed).isZero()).isTrue());
    }

    @Test
    void isPaidByWhatArrivedOnceTheOthersAreCancelled() {
        var placed = placed(shop, guest, "authorise");
        var orders = sisters(guest, placed);
        var others = sum(orders.subList(1, 3));
        capture(payments(payment, placed).getFirst(), others.plus(PART));
        assertThat(act(guest, orders.getFirst(), "cancellation", null).status()).isEqualTo(200);
        Await.until(() -> {
            assertThat(statuses(guest, placed)).containsExactly("cancelled", "paid", "paid");
            assertThat(kept(placed)).isEqualTo(others);
        });
    }

    @Test
    void givesThePartBackWhenTheWholeArrivesToo() {
        var placed = placed(shop, guest, "pending");
        var orders = sisters(guest, placed);
        assertThat(pay(guest, orders.getFirst(), "authorise").status()).isEqualTo(200);
        capture(payments(payment, placed).getLast(), PART);
        decide(shop, placed);
        Await.until(() -> {
            assertThat(statuses(guest, placed)).containsOnly("paid");
            assertThat(kept(placed)).isEqualTo(sum(orders));
            assertThat(payments(payment, placed).getLast().refunded()).isEqualTo(PART);
        });
    }

    @Test
    void aPaymentThatGoesBackWholeIsNotUsedForACancelledOneOfThoseThatWerePaidInParts() {
        var placed = placed(shop, guest, "pending");
        var orders = sisters(guest, placed);
        var doubled = payments(payment, placed).getFirst();
        assertThat(pay(guest, orders.getFirst(), "authorise").status()).isEqualTo(200);
        capture(payments(payment, placed).getLast(), PART);
        assertThat(pay(guest, orders.getFirst(), "capture")
                        .json()
                        .path("orderStatus")
                        .asString())
                .isEqualTo("paid");
        // It was captured, and nobody heard of that yet.
        db.sql("UPDATE payment.payment SET status = 'CAPTURED', captured_at = now() WHERE payment_id = :id")
                .param("id", doubled.id())
                .update();
        assertThat(act(guest, orders.getFirst(), "cancellation", null).status()).isEqualTo(200);
        Await.until(() -> {
            assertThat(kept(placed)).isEqualTo(sum(orders.subList(1, 3)));
            assertThat(payments(payment, placed).getFirst().refunded()).isEqualTo(doubled.amount());
        });
    }

    @Test
    void paysThoseItCoversWhenSomethingOfAPartWentBackByHandAndSaysWhatIsDueOfTheOthers() {
        var placed = placed(shop, guest, "authorise");
        var orders = sisters(guest, placed);
        var held = payments(payment, placed).getFirst();
        capture(held, PART);
        var rest = pay(guest, orders.getFirst(), "pending");
        assertThat(rest.status()).isEqualTo(200);
        payment.refund(
                new Payment.NewRefund(UUID.randomUUID(), held.orderId(), Money.of(100, "CNY"), "Goodwill", held.id()));
        PaymentTest.decide(shop, rest.json().path("nextAction").path("url").asString(), "capture");
        Await.until(() -> {
            assertThat(statuses(guest, placed)).containsExactly("paid", "paid", "unpaid");
            assertThat(kept(placed)).isEqualTo(sum(orders.subList(0, 2)));
        });
        var last = PaymentTest.read(guest, orders.get(2));
        assertThat(money(last.path("group").path("due"))).isEqualTo(total(orders.get(2)));
        assertThat(pay(guest, orders.get(2), "capture")
                        .json()
                        .path("orderStatus")
                        .asString())
                .isEqualTo("paid");
        Await.until(() -> assertThat(kept(placed)).isEqualTo(sum(orders)));
    }

    private void capture(PaymentView held, Money amount) {
        payment.capture(new NewCapture(UUID.randomUUID(), held.id(), amount));
    }

    private static void saysParts(JsonNode order, Money due) {
        assertThat(order.path("status").asString()).isEqualTo("unpaid");
        assertThat(money(order.path("captured"))).isEqualTo(PART);
        assertThat(money(order.path("due"))).isEqualTo(due);
        assertThat(money(order.path("group").path("due"))).isEqualTo(due);
    }

    private static Money sum(List<JsonNode> orders) {
        return orders.stream().map(OrderGroupTest::total).reduce(Money::plus).orElseThrow();
    }

    /** What arrived and did not go back. */
    private Money kept(JsonNode placed) {
        return payments(payment, placed).stream()
                .map(one -> one.captured().minus(one.refunded()))
                .reduce(Money::plus)
                .orElseThrow();
    }
}
