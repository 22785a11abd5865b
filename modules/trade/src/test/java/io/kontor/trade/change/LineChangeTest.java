package io.kontor.trade.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.InventoryModule;
import io.kontor.kernel.Ids;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Staff adds to an order, takes from it, and changes how much of something it has. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class LineChangeTest {
    private final TestShop shop;
    private final TakeBackAddition takeBackAddition;
    private final JdbcClient db;
    private Buyer staff;
    private String teapot;
    private String cup;

    LineChangeTest(TestShop shop, TakeBackAddition takeBackAddition, JdbcClient db) {
        this.shop = shop;
        this.takeBackAddition = takeBackAddition;
        this.db = db;
    }

    @BeforeEach
    void prepare() {
        staff = Buyer.staff(shop, "orders.read", "orders.write", "orders.prices");
        teapot = Buyer.product(shop, "20.00", 10);
        cup = Buyer.product(shop, "3.33", 50);
    }

    private Changed placed(String outcome) {
        return Changed.placed(shop, staff, teapot, 3, outcome);
    }

    private static void isDone(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private static String problem(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        return answer.json().path("type").asString();
    }

    private int available(String sku) {
        return Buyer.available(shop, sku);
    }

    @Test
    void anUnpaidOrderIsPaidAsItIsAfterwards() {
        var order = placed("decline");
        isDone(order.lines(Map.of(teapot, 1, cup, 4)));
        assertThat(order.seenByBuyer()
                        .path("totals")
                        .path("goods")
                        .path("amount")
                        .asString())
                .isEqualTo("33.32");
        assertThat(available(teapot)).isEqualTo(9);
        assertThat(available(cup)).isEqualTo(46);
        assertThat(order.pay("capture").json().path("orderStatus").asString()).isEqualTo("paid");
        order.assertBooks();
        assertThat(order.ship().status()).isEqualTo(201);
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("shipped");
        order.assertBooks();
    }

    @Test
    void whatAPaidOrderCostsLessGoesBackAtOnce() {
        var order = placed("capture");
        var answer = order.lines(Map.of(teapot, 1));
        isDone(answer);
        assertThat(answer.json().path("goesBack").path("amount").asString()).isEqualTo("42.00");
        assertThat(answer.json().path("due").path("amount").asString()).isEqualTo("0.00");
        assertThat(order.seenByBuyer()
                        .path("payment")
                        .path("refunded")
                        .path("amount")
                        .asString())
                .isEqualTo("42.00");
        assertThat(available(teapot)).isEqualTo(9);
        assertThat(order.told()).containsExactly("placed", "paid", "lines-changed", "refunded");
        order.assertBooks();
        assertThat(order.ship().status()).isEqualTo(201);
        order.assertBooks();
    }

    @Test
    void whatIsAddedInExchangeForSomethingDearerIsPaidAlreadyAndShips() {
        var order = placed("capture");
        var answer = order.lines(Map.of(teapot, 1, cup, 4));
        isDone(answer);
        assertThat(answer.json().path("due").path("amount").asString()).isEqualTo("0.00");
        for (var line : order.seenByStaff().path("lines")) {
            assertThat(line.path("awaiting").asInt()).isZero();
        }
        assertThat(order.ship().status()).isEqualTo(201);
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("shipped");
        order.assertBooks();
    }

    private static String deliveryOf(Answer answer) {
        isDone(answer);
        return answer.json().path("totals").path("delivery").path("amount").asString();
    }

    @Test
    void theDeliveryIsThatOfWhatItIsThenUnlessItsPriceIsKept() {
        var order = placed("capture");
        assertThat(order.seenByBuyer()
                        .path("totals")
                        .path("delivery")
                        .path("amount")
                        .asString())
                .isEqualTo("12.00");
        assertThat(deliveryOf(order.preview(Map.of(teapot, 1)))).isEqualTo("10.00");
        var free = order.preview(Map.of(teapot, 5));
        assertThat(deliveryOf(free)).isEqualTo("0.00");
        assertThat(free.json().path("due").path("amount").asString()).isEqualTo("28.00");
        var kept = new HashMap<>(Changed.body(Map.of(teapot, 5)));
        kept.put("keepDelivery", true);
        var answer = order.send("line-changes", kept, order.version(), "kept");
        assertThat(deliveryOf(answer)).isEqualTo("12.00");
        assertThat(answer.json().path("due").path("amount").asString()).isEqualTo("40.00");
        order.pay("capture");
        isDone(order.lines(Map.of(teapot, 4)));
        order.assertBooks();
    }

    @Test
    void whoeverOnlyTakesSomethingOutOfAPaidOrderIsNotAskedForMore() {
        var order = Changed.placed(shop, staff, Buyer.product(shop, "4.95", 50), 20, "capture");
        var sku = order.seenByBuyer().path("lines").get(0).path("sku").asString();
        var preview = order.preview(Map.of(sku, 19));
        assertThat(deliveryOf(preview)).isEqualTo("0.00");
        assertThat(preview.json().path("goesBack").path("amount").asString()).isEqualTo("4.95");
        assertThat(deliveryOf(order.preview(Map.of(sku, 10)))).isNotEqualTo("0.00");
        isDone(order.lines(Map.of(sku, 10)));
        order.assertBooks();
    }

    @Test
    void whatIsAddedToAPaidOrderIsDueAndStaysUntilItIsPaid() {
        var order = placed("capture");
        var preview = order.preview(Map.of(cup, 2));
        isDone(preview);
        assertThat(preview.json().path("due").path("amount").asString()).isEqualTo("6.66");
        assertThat(available(cup)).isEqualTo(50);
        isDone(order.lines(Map.of(cup, 2)));
        var seen = order.seenByBuyer();
        assertThat(seen.path("due").path("amount").asString()).isEqualTo("6.66");
        assertThat(seen.path("payable").asBoolean()).isTrue();
        assertThat(seen.path("lines").get(1).path("awaiting").asInt()).isEqualTo(2);
        assertThat(available(cup)).isEqualTo(48);
        assertThat(problem(order.lines(Map.of(cup, 3)))).isEqualTo("/problems/amount-due");

        assertThat(order.ship().status()).isEqualTo(201);
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("partially-shipped");
        assertThat(order.ship().status()).isEqualTo(409);

        var paid = order.pay("capture");
        assertThat(paid.status()).as(paid.body()).isEqualTo(200);
        var after = order.seenByBuyer();
        assertThat(after.has("due")).isFalse();
        assertThat(after.path("timeline").findValuesAsString("code")).contains("rest-paid");
        assertThat(order.seenByStaff().path("payments").size()).isEqualTo(2);
        order.assertBooks();
        assertThat(order.pay("capture").status()).isEqualTo(409);
        assertThat(order.ship().status()).isEqualTo(201);
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("shipped");
        order.assertBooks();
    }

    @Test
    void anAdditionThatIsNotPaidIsTakenBackByItself() {
        var order = placed("capture");
        var before = order.seenByBuyer();
        isDone(order.lines(Map.of(teapot, 5, cup, 2)));
        takeBackAddition.run();
        assertThat(order.told()).doesNotContain("addition-taken-back");
        db.sql("UPDATE trade.orders SET due_before = due_before - interval '31 minutes' WHERE order_id = :id")
                .param("id", order.id)
                .update();
        takeBackAddition.run();
        assertThat(order.told()).contains("addition-taken-back");
        var after = order.seenByBuyer();
        assertThat(after.path("totals")).isEqualTo(before.path("totals"));
        assertThat(after.path("lines")).isEqualTo(before.path("lines"));
        assertThat(after.path("status").asString()).isEqualTo("paid");
        Await.until(() -> assertThat(available(cup)).isEqualTo(50));
        order.assertBooks();
        assertThat(order.pay("capture").status()).isEqualTo(409);
    }

    @Test
    void staffTakesAnAdditionBackAndAPartlyShippedOrderIsThenShipped() {
        var order = placed("capture");
        isDone(order.lines(Map.of(cup, 2)));
        assertThat(order.pay("pending").json().path("status").asString()).isEqualTo("pending");
        assertThat(order.ship().status()).isEqualTo(201);
        assertThat(order.takeBack().status()).isEqualTo(204);
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("shipped");
        assertThat(order.seenByStaff().path("payments").findValuesAsString("status"))
                .containsExactly("captured", "voided");
        assertThat(order.takeBack().status()).isEqualTo(409);
        order.assertBooks();
    }

    @Test
    void unitsOfOneLineKeepTheirPricesAndTheDifferenceIsExplained() {
        var order = placed("decline");
        Buyer.product(shop, teapot, "25.00", 10, true);
        isDone(order.lines(Map.of(teapot, 4)));
        var line = order.seenByBuyer().path("lines").get(0);
        assertThat(line.path("total").path("amount").asString()).isEqualTo("85.00");
        assertThat(line.path("explanation").findValuesAsString("text"))
                .contains("Agreed price of the units ordered before");
        isDone(order.lines(Map.of(teapot, 2)));
        order.assertBooks();
        Buyer.product(shop, teapot, "15.00", 10, true);
        isDone(order.lines(Map.of(teapot, 3)));
        assertThat(order.seenByBuyer().path("lines").get(0).path("explanation").findValuesAsString("text"))
                .contains("Today’s price of the units added");
        order.assertBooks();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aQuantityIsFromNoneTo999(int quantity) {
        var order = placed("decline");
        assertThat(order.lines(Map.of(teapot, quantity)).status()).isEqualTo(400);
        assertThat(order.preview(Map.of(cup, quantity)).status()).isEqualTo(400);
        assertThat(available(teapot)).isEqualTo(7);
    }

    @Test
    void nothingChangesWhenOnePartOfAChangeIsNotPossible() {
        var order = placed("capture");
        var before = order.seenByBuyer();
        assertThat(problem(order.lines(Map.of(teapot, 11, cup, 1)))).isEqualTo("/problems/out-of-stock");
        assertThat(problem(order.lines(Map.of("NO-SUCH-SKU", 1)))).isEqualTo("/problems/not-on-sale");
        assertThat(order.lines(Map.of(teapot, 0)).status()).isEqualTo(400);
        assertThat(order.lines(Map.of(teapot, 3)).status()).isEqualTo(400);
        assertThat(order.lines(Map.of("", 3)).status()).isEqualTo(400);
        assertThat(order.lines(Map.of()).status()).isEqualTo(400);
        assertThat(order.seenByBuyer()).isEqualTo(before);
        assertThat(available(teapot)).isEqualTo(7);
        assertThat(available(cup)).isEqualTo(50);
        assertThat(order.ship().status()).isEqualTo(201);
        assertThat(problem(order.lines(Map.of(teapot, 2)))).isEqualTo("/problems/not-changeable");
    }

    @Test
    void whatIsNotShippedYetIsChangedAndWhatIsStays() {
        var order = placed("capture");
        isDone(order.lines(Map.of(cup, 4)));
        order.pay("capture");
        assertThat(order.shipSome(teapot, 2).status()).isEqualTo(201);
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("partially-shipped");
        assertThat(problem(order.lines(Map.of(teapot, 1)))).isEqualTo("/problems/not-changeable");
        isDone(order.lines(Map.of(cup, 1)));
        order.assertBooks();
        isDone(order.lines(Map.of(teapot, 4)));
        assertThat(order.seenByBuyer().path("due").path("amount").asString()).isEqualTo("20.00");
        assertThat(order.takeBack().status()).isEqualTo(204);
        order.assertBooks();
        isDone(order.lines(Map.of(teapot, 2, cup, 0)));
        assertThat(order.seenByStaff().path("status").asString()).isEqualTo("shipped");
        assertThat(available(teapot)).isEqualTo(8);
        assertThat(available(cup)).isEqualTo(50);
        order.assertBooks();
        assertThat(problem(order.lines(Map.of(cup, 2)))).isEqualTo("/problems/not-changeable");
    }

    @RepeatedTest(4)
    void aSecondParcelAndAChangeAtOnceDoNotMix() throws Exception {
        var order = placed("capture");
        assertThat(order.shipSome(teapot, 1).status()).isEqualTo(201);
        var version = order.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = threads.submit(
                    () -> order.send("line-changes", Changed.body(Map.of(teapot, 2)), version, "change"));
            var parcel = threads.submit(() -> order.shipSome(teapot, 1));
            assertThat(change.get().status()).isIn(200, 409);
            assertThat(parcel.get().status()).isIn(201, 409);
        }
        order.assertBooks();
    }

    @Test
    void whatWasHeldForAChangeThatDidNotComeIsForSaleAgainAndItsRepeatGoesOn() {
        var order = placed("capture");
        var key = UUID.randomUUID().toString();
        var changeId = Ids.named("trade", "line-change:" + order.number, key);
        var inventory = shop.bean(Inventory.class);
        var held = new ReserveStock(changeId, List.of(new Line(cup, 2)), Duration.ofMinutes(10));
        inventory.reserve(held);
        assertThat(available(cup)).isEqualTo(48);
        db.sql("UPDATE inventory.reservation SET expires_at = expires_at - interval '11 minutes' WHERE order_id = :id")
                .param("id", changeId)
                .update();
        Await.until(() -> assertThat(available(cup)).isEqualTo(50));
        isDone(order.send("line-changes", Changed.body(Map.of(cup, 2)), order.version(), key));
        assertThat(available(cup)).isEqualTo(48);
        var again = order.send("line-changes", Changed.body(Map.of(cup, 2)), order.version(), key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(available(cup)).isEqualTo(48);
        order.assertBooks();
    }

    @Test
    void aCancelledOrderGivesBackAllThatWasPaidForIt() {
        var order = placed("capture");
        isDone(order.lines(Map.of(cup, 2)));
        order.pay("capture");
        isDone(order.lines(Map.of(cup, 1)));
        var cancelled = staff.post("/api/admin/v1/orders/" + order.number + "/cancellation", Map.of("reason", "gone"));
        assertThat(cancelled.status()).isEqualTo(200);
        order.assertBooks();
        Await.until(() -> assertThat(available(teapot)).isEqualTo(10));
        assertThat(available(cup)).isEqualTo(50);
    }

    /** Whoever is first, what is kept in the end is what the order costs, or what of it is due is told. */
    @RepeatedTest(6)
    void noMoneyIsLostWhenThePaymentArrivesWhileLinesChange() throws Exception {
        var order = placed("decline");
        var version = order.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = threads.submit(
                    () -> order.send("line-changes", Changed.body(Map.of(teapot, 1, cup, 9)), version, "change"));
            var payment = threads.submit(() -> order.pay("capture"));
            assertThat(change.get().status()).isIn(200, 409);
            assertThat(payment.get().status()).isEqualTo(200);
        }
        order.assertBooks();
    }

    @RepeatedTest(4)
    void aParcelAndAChangeAtOnceDoNotMix() throws Exception {
        var order = placed("capture");
        var version = order.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = threads.submit(
                    () -> order.send("line-changes", Changed.body(Map.of(teapot, 1)), version, "change"));
            var parcel = threads.submit(order::ship);
            assertThat(List.of(change.get().status(), parcel.get().status()))
                    .isIn(List.of(200, 201), List.of(409, 201), List.of(200, 409));
        }
        order.assertBooks();
    }

    @RepeatedTest(5)
    void afterAnyChangesTheTotalsSumAndNoMoreWentBackThanCame() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var skus = List.of(teapot, cup, Buyer.product(shop, "0.07", 900), Buyer.product(shop, "129.99", 900));
        var order = placed("decline");
        for (var step = 0; step < 12; step++) {
            switch (random.nextInt(5)) {
                case 0 -> order.price("%d.%02d".formatted(random.nextInt(20), random.nextInt(100)));
                case 1 -> order.deduct("%d.%02d".formatted(random.nextInt(9), random.nextInt(100)));
                case 2 -> order.pay(random.nextInt(4) == 0 ? "pending" : "capture");
                case 3 -> {
                    var wanted = new HashMap<String, Integer>();
                    skus.forEach(sku -> {
                        if (random.nextBoolean()) {
                            wanted.put(sku, random.nextInt(8));
                        }
                    });
                    order.lines(wanted);
                }
                default -> {
                    if (random.nextInt(3) == 0) {
                        order.takeBack();
                    } else {
                        order.lines(Map.of(skus.get(random.nextInt(skus.size())), random.nextInt(9)));
                    }
                }
            }
            try {
                order.assertBooks();
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + seed + ", step " + step + ", " + order.told(), wrong);
            }
        }
    }
}
