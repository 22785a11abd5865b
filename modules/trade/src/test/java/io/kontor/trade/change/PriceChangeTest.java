package io.kontor.trade.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import io.kontor.trade.order.RefundsOwed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Staff changes the price of an order before it is paid. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class PriceChangeTest {
    private final TestShop shop;
    private Buyer staff;

    PriceChangeTest(TestShop shop) {
        this.shop = shop;
    }

    @BeforeEach
    void staff() {
        staff = Buyer.staff(shop, "orders.read", "orders.write", "orders.prices");
    }

    private Changed unpaid() {
        return Changed.placed(shop, staff, Buyer.product(shop, "20.00", 10), 3, "decline");
    }

    private static String problem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return answer.json().path("type").asString();
    }

    @Test
    void aLowerPriceExplainsItselfAndIsPaid() {
        var order = unpaid();
        var before = order.total();
        var answer = order.price("18.50");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("before").path("total").path("amount").asString())
                .isEqualTo(before);

        var seen = order.seenByBuyer();
        assertThat(seen.path("totals").path("discount").path("amount").asString())
                .isEqualTo("4.50");
        var step = seen.path("explanation").get(1);
        assertThat(step.path("code").asString()).isEqualTo("price-change");
        assertThat(step.path("text").asString()).isEqualTo("Price changed: a dent");
        assertThat(step.path("amount").path("amount").asString()).isEqualTo("-4.50");
        assertThat(order.told()).containsExactly("placed", "payment-declined", "price-changed");
        var detail = order.seenByStaff().path("timeline").get(2);
        assertThat(detail.path("detail").asString()).isEqualTo(before + " CNY → " + order.total() + " CNY (a dent)");
        assertThat(detail.path("who").asString()).isNotIn("", "shop", "buyer");

        assertThat(order.pay("capture").json().path("orderStatus").asString()).isEqualTo("paid");
        var paid = order.seenByBuyer();
        assertThat(paid.path("payment").path("amount"))
                .isEqualTo(paid.path("totals").path("total"));
        order.assertBooks();
        assertThat(problem(order.price("10.00"), 409)).isEqualTo("/problems/not-changeable");
    }

    @Test
    void aPriceIsChangedAgainUpToTheListPriceAndADeductionIsReplaced() {
        var order = unpaid();
        var before = order.total();
        assertThat(order.price("5.00").status()).isEqualTo(200);
        assertThat(order.deduct("10.00").status()).isEqualTo(200);
        assertThat(order.deduct("1.01").status()).isEqualTo(200);
        var seen = order.seenByBuyer();
        assertThat(seen.path("totals").path("discount").path("amount").asString())
                .isEqualTo("46.01");
        assertThat(seen.path("explanation").findValuesAsString("code")).contains("price-change", "deduction");
        order.assertBooks();
        assertThat(order.price("20.00").status()).isEqualTo(200);
        assertThat(order.deduct("0.00").status()).isEqualTo(200);
        assertThat(order.total()).isEqualTo(before);
        assertThat(problem(order.price("20.01"), 400)).isEqualTo("/problems/invalid-request");
        order.assertBooks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "20.01", "92233720368547758.07", "1.001"})
    void whatIsNoPriceIsRefused(String price) {
        var order = unpaid();
        var before = order.total();
        assertThat(order.price(price).status()).isEqualTo(400);
        assertThat(order.deduct(price.equals("20.01") ? "60.01" : price).status())
                .isEqualTo(400);
        assertThat(order.total()).isEqualTo(before);
    }

    @Test
    void aPriceChangeNeedsAReasonAVersionAndItsOwnPermission() {
        var order = unpaid();
        var body = Map.of("deduction", Map.of("amount", "1.00", "currency", "CNY"), "reason", " ");
        assertThat(order.send("price-changes", body, order.version(), "one").status())
                .isEqualTo(400);
        assertThat(order.send("price-changes", Map.of("reason", "none"), order.version(), "two")
                        .status())
                .isEqualTo(400);
        var path = "/api/admin/v1/orders/" + order.number + "/price-changes";
        var good = Map.of("deduction", Map.of("amount", "1.00", "currency", "CNY"), "reason", "late");
        assertThat(staff.post(path, good).status()).isEqualTo(428);
        assertThat(staff.send("POST", path, good, "If-Match", "\"7\"").status()).isEqualTo(412);
        var other = Buyer.staff(shop, "orders.read", "orders.write");
        assertThat(other.send("POST", path, good, "If-Match", "\"0\"").status()).isEqualTo(403);
        assertThat(other.post(path + "/previews", good).status()).isEqualTo(403);
    }

    @Test
    void aPreviewWritesNothing() {
        var order = unpaid();
        var before = order.seenByBuyer();
        var preview =
                staff.post("/api/admin/v1/orders/" + order.number + "/price-changes/previews", order.priceBody("1.00"));
        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(preview.json().path("totals").path("goods"))
                .isEqualTo(before.path("totals").path("goods"));
        assertThat(preview.json().path("totals").path("discount").path("amount").asString())
                .isEqualTo("57.00");
        assertThat(order.seenByBuyer().path("totals")).isEqualTo(before.path("totals"));
    }

    @Test
    void theSameRequestChangesThePriceOnce() {
        var order = unpaid();
        var key = UUID.randomUUID().toString();
        var version = order.version();
        var body = order.priceBody("19.00");
        assertThat(order.send("price-changes", body, version, key).status()).isEqualTo(200);
        var again = order.send("price-changes", body, version, key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(order.told()).containsOnlyOnce("price-changed");
    }

    @Test
    void aPaymentUnderWayIsClosedBeforeThePriceChanges() {
        var order = Changed.placed(shop, staff, Buyer.product(shop, "20.00", 10), 3, "pending");
        assertThat(order.price("10.00").status()).isEqualTo(200);
        assertThat(order.seenByStaff().path("payments").findValuesAsString("status"))
                .containsExactly("voided");
        assertThat(order.pay("capture").json().path("orderStatus").asString()).isEqualTo("paid");
        order.assertBooks();
    }

    @Test
    void aPaymentThatCannotBeClosedKeepsThePrice() {
        var order = Changed.placed(shop, staff, Buyer.product(shop, "20.00", 10), 3, "broken");
        var answer = order.price("10.00");
        if (answer.status() == 409) {
            assertThat(answer.json().path("type").asString())
                    .isIn("/problems/payment-under-way", "/problems/not-changeable");
        }
        Await.until(
                () -> assertThat(order.seenByStaff().path("status").asString()).isIn("paid", "unpaid"));
        order.assertBooks();
    }

    @Test
    void ofTwoWhoChangeItAtOnceOneIsAskedToLookAgain() throws Exception {
        var order = unpaid();
        var version = order.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> order.send("price-changes", order.priceBody("19.00"), version, "one"));
            var other = threads.submit(() -> order.send("price-changes", order.priceBody("18.00"), version, "other"));
            assertThat(List.of(one.get().status(), other.get().status())).containsExactlyInAnyOrder(200, 412);
        }
        order.assertBooks();
    }

    /** Whichever comes first, what is kept in the end is what the order costs. */
    @RepeatedTest(6)
    void noMoneyIsLostWhenThePaymentArrivesAtTheSameMoment() throws Exception {
        var order = unpaid();
        var version = order.version();
        var body = order.priceBody("7.00");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = threads.submit(() -> order.send("price-changes", body, version, "change"));
            var payment = threads.submit(() -> order.pay("capture"));
            assertThat(change.get().status()).isIn(200, 409);
            assertThat(payment.get().status()).isEqualTo(200);
        }
        assertThat(order.seenByBuyer().path("status").asString()).isEqualTo("paid");
        order.assertBooks();
        assertThat(order.seenByBuyer().has("due")).isFalse();
    }

    @Test
    void ofWhatWasGivenBackByHandBeforeTheBuyerGetsTheRestAndEverybodySeesIt(RefundsOwed refundsOwed, Payment payment) {
        var order = Changed.placed(shop, staff, Buyer.product(shop, "20.00", 10), 3, "capture");
        var paid = payment.payments(List.of(order.id)).getFirst();
        // A change that was recorded, and the power went out before its money was given back.
        owe(refundsOwed, order, 1_000);
        giveByHand(order, paid, paid.amount().minus(Money.of(400, "CNY")));
        refundsOwed.give(order.id);
        refundsOwed.give(order.id);
        assertThat(payment.payments(List.of(order.id)).getFirst().refunded()).isEqualTo(paid.amount());
        var told = order.seenByStaff().path("timeline");
        var last = told.get(told.size() - 1);
        assertThat(last.path("what").asString()).isEqualTo("refund-less");
        assertThat(last.path("detail").asString()).isEqualTo("10.00 CNY → 4.00 CNY");
        assertThat(order.seenByBuyer().path("timeline").findValuesAsString("text"))
                .contains("10.00 CNY → 4.00 CNY: the rest had gone back before.");

        owe(refundsOwed, order, 100);
        refundsOwed.give(order.id);
        assertThat(order.told()).filteredOn("refund-less"::equals).hasSize(2);
        assertThat(payment.payments(List.of(order.id)).getFirst().refunded()).isEqualTo(paid.amount());
        assertThat(shop.bean(JdbcClient.class)
                        .sql("SELECT count(*) FROM trade.refund_owed WHERE order_id = :id")
                        .param("id", order.id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private void owe(RefundsOwed refundsOwed, Changed order, long amount) {
        shop.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        _ -> refundsOwed.owe(UUID.randomUUID(), order.id, order.id, Money.of(amount, "CNY"), null));
    }

    private void giveByHand(Changed order, PaymentView paid, Money amount) {
        var answer = Buyer.staff(shop, "payments.write")
                .post(
                        "/api/admin/v1/payments/" + paid.id() + "/refunds",
                        Map.of(
                                "amount",
                                Map.of("amount", amount.amount(), "currency", "CNY"),
                                "reason",
                                "goodwill for " + order.number),
                        "Idempotency-Key",
                        UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
