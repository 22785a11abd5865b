package io.kontor.trade.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.catalog.CatalogModule;
import io.kontor.fulfilment.FulfilmentModule;
import io.kontor.identity.IdentityModule;
import io.kontor.inventory.InventoryModule;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.payment.PaymentModule;
import io.kontor.testkit.Await;
import io.kontor.testkit.KontorTest;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import io.kontor.trade.Buyer;
import io.kontor.trade.TradeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Orders that are paid together are changed each by itself: what one costs more or less is no matter of its sisters. */
@KontorTest({
    IdentityModule.class,
    InventoryModule.class,
    CatalogModule.class,
    FulfilmentModule.class,
    PaymentModule.class,
    TradeModule.class
})
class GroupChangeTest {
    private static final UUID SECOND = UUID.randomUUID();

    private final TestShop shop;
    private final JdbcClient db;
    private final Payment payment;
    private final TakeBackAddition takeBackAddition;
    private String teapot = "";
    private String cup = "";
    private String spoon = "";
    private Buyer staff;

    GroupChangeTest(TestShop shop, JdbcClient db, Payment payment, TakeBackAddition takeBackAddition) {
        this.shop = shop;
        this.db = db;
        this.payment = payment;
        this.takeBackAddition = takeBackAddition;
    }

    @BeforeEach
    void prepare() {
        staff = Buyer.staff(shop, "orders.read", "orders.write", "orders.prices");
        teapot = Buyer.product(shop, "20.00", 100);
        cup = Buyer.productOf(shop, SECOND, Buyer.unique("CUP"), "3.33", 100);
        spoon = Buyer.productOf(shop, SECOND, Buyer.unique("SPOON"), "1.01", 100);
    }

    /** The house's order of three teapots and another's of four cups. */
    private List<Changed> placed(String outcome) {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(teapot, 3);
        guest.add(cartId, cup, 4);
        return placed(guest, guest.wanted(cartId, outcome));
    }

    private List<Changed> placed(Buyer guest, Map<String, Object> wanted) {
        var answer = guest.place(wanted, UUID.randomUUID().toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var group = new ArrayList<Changed>();
        for (var one : answer.json().path("group").path("orders")) {
            var read = guest.read(
                    one.path("number").asString(),
                    answer.json().path("accessToken").asString());
            group.add(new Changed(shop, staff, guest, read.json()));
        }
        assertThat(group).hasSize(2);
        return group;
    }

    private static void isDone(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private List<PaymentView> payments(List<Changed> group) {
        var paidAs = group.getFirst().seenByBuyer().path("group").path("id").asString();
        return payment.payments(List.of(UUID.fromString(paidAs), group.getFirst().id, group.getLast().id));
    }

    /** What is kept of the group is what is settled of the orders that stand, and each of them adds up. */
    private void assertBooks(List<Changed> group) {
        group.forEach(Changed::assertSums);
        Await.until(() -> {
            var kept = payments(group).stream()
                    .mapToLong(one -> one.captured().minus(one.refunded()).minor())
                    .sum();
            var settled = db.sql("""
                            SELECT coalesce(sum(coalesce(paid_minor, total_minor)), 0) FROM trade.orders JOIN trade.order_standing USING (order_id)
                             WHERE order_id = ANY(:ids) AND status NOT IN ('UNPAID', 'CANCELLED')
                            """)
                    .param("ids", group.stream().map(one -> one.id).toArray(UUID[]::new))
                    .query(Long.class)
                    .single();
            assertThat(kept).isEqualTo(settled);
        });
    }

    private static String standing(Changed order) {
        return order.seenByStaff().path("status").asString();
    }

    private static String amount(JsonNode order, String what) {
        return order.path(what).path("amount").asString();
    }

    @Test
    void whatOneCostsLessGoesBackAndItsSisterStays() {
        var group = placed("capture");
        var sister = group.getLast().seenByBuyer();
        var answer = group.getFirst().lines(Map.of(teapot, 1));
        isDone(answer);
        assertThat(amount(answer.json(), "goesBack")).isEqualTo("42.00");
        assertBooks(group);
        assertThat(payments(group)).hasSize(1);
        assertThat(payments(group).getFirst().refunded().minor()).isEqualTo(4_200);
        var after = group.getLast().seenByBuyer();
        assertThat(after.path("totals")).isEqualTo(sister.path("totals"));
        assertThat(after.path("timeline")).isEqualTo(sister.path("timeline"));
    }

    @Test
    void whatIsAddedToOneIsPaidForItAloneAndGoesBackWithIt() {
        var group = placed("capture");
        var one = group.getLast();
        isDone(one.lines(Map.of(spoon, 5)));
        assertThat(amount(one.seenByBuyer(), "due")).isEqualTo("9.05");
        assertThat(group.getFirst().seenByBuyer().has("due")).isFalse();
        assertThat(one.pay("capture").json().path("orderStatus").asString()).isEqualTo("paid");
        assertBooks(group);
        assertThat(payments(group).stream().map(paid -> paid.amount().minor())).contains(905L);
        isDone(one.lines(Map.of(spoon, 4, cup, 2)));
        assertBooks(group);
        isDone(staff.post("/api/admin/v1/orders/" + one.number + "/cancellation", Map.of("reason", "gone")));
        assertBooks(group);
        assertThat(standing(group.getFirst())).isEqualTo("paid");
        isDone(staff.post(
                "/api/admin/v1/orders/" + group.getFirst().number + "/cancellation", Map.of("reason", "gone")));
        assertBooks(group);
        assertThat(payments(group)).allMatch(paid -> paid.refunded().equals(paid.captured()));
    }

    @Test
    void anAdditionThatIsNotPaidIsTakenBackFromItAlone() {
        var group = placed("capture");
        var one = group.getLast();
        var before = one.seenByBuyer();
        isDone(one.lines(Map.of(spoon, 5)));
        one.pay("pending");
        db.sql("UPDATE trade.orders SET due_before = due_before - interval '31 minutes' WHERE order_id = :id")
                .param("id", one.id)
                .update();
        takeBackAddition.run();
        assertThat(one.seenByBuyer().path("lines")).isEqualTo(before.path("lines"));
        assertBooks(group);
        assertThat(one.ship().status()).isEqualTo(201);
    }

    @Test
    void anUnpaidOneIsPaidTogetherWithItsSisterAsItIsAfterwards() {
        var group = placed("decline");
        isDone(group.getFirst().price("15.00"));
        isDone(group.getLast().lines(Map.of(cup, 1, spoon, 2)));
        var due = group.getFirst().seenByBuyer().path("group");
        assertThat(group.getLast().pay("capture").json().path("orderStatus").asString())
                .isEqualTo("paid");
        assertThat(standing(group.getFirst())).isEqualTo("paid");
        assertThat(payments(group).stream()
                        .mapToLong(paid -> paid.captured().minor())
                        .sum())
                .isEqualTo(new java.math.BigDecimal(amount(due, "due"))
                        .movePointRight(2)
                        .longValueExact());
        assertBooks(group);
    }

    /** The last one sees that nothing is waited for, whichever of the two it is. */
    @RepeatedTest(4)
    void bothArePaidOnceNeitherCostsMoreThanItsCard() throws Exception {
        var guest = Buyer.guest(shop);
        var cartId = guest.cartWith(teapot, 3);
        guest.add(cartId, cup, 9);
        var wanted = guest.wanted(cartId, "decline");
        wanted.put("coupons", List.of("CARD-9000"));
        var group = placed(guest, wanted);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = List.of(
                    threads.submit(() -> group.getFirst().price("1.00")),
                    threads.submit(() -> group.getLast().price("0.10")));
            for (var one : both) {
                isDone(one.get());
            }
        }
        for (var one : group) {
            assertThat(standing(one)).isEqualTo("paid");
            assertThat(one.seenByBuyer()
                            .path("totals")
                            .path("inMoney")
                            .path("amount")
                            .asString())
                    .isEqualTo("0.00");
        }
        assertThat(payments(group)).allMatch(paid -> paid.captured().isZero());
    }

    /** Whoever is first, what is kept in the end is what the orders cost, or what of one is due is told. */
    @RepeatedTest(6)
    void noMoneyIsLostWhenThePaymentForAllArrivesWhileOneChanges() throws Exception {
        var group = placed("decline");
        var one = group.getLast();
        var version = one.version();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var change = threads.submit(
                    () -> one.send("line-changes", Changed.body(Map.of(cup, 1, spoon, 9)), version, "change"));
            var payment = threads.submit(() -> group.getFirst().pay("capture"));
            assertThat(change.get().status()).isIn(200, 409);
            assertThat(payment.get().status()).isEqualTo(200);
        }
        assertBooks(group);
    }

    @RepeatedTest(5)
    void afterAnyChangesEachAddsUpAndTheMoneyIsThatOfBoth() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var group = placed(random.nextBoolean() ? "decline" : "capture");
        for (var step = 0; step < 10; step++) {
            var one = group.get(random.nextInt(2));
            var skus = one == group.getFirst() ? List.of(teapot) : List.of(cup, spoon);
            switch (random.nextInt(7)) {
                case 0 -> one.price("%d.%02d".formatted(random.nextInt(20), random.nextInt(100)));
                case 1 -> one.deduct("%d.%02d".formatted(random.nextInt(9), random.nextInt(100)));
                case 2 -> one.pay(random.nextInt(4) == 0 ? "pending" : "capture");
                case 3 -> one.takeBack();
                case 4 -> {
                    if (random.nextInt(6) == 0) {
                        staff.post("/api/admin/v1/orders/" + one.number + "/cancellation", Map.of("reason", "gone"));
                    }
                }
                default -> one.lines(Map.of(skus.get(random.nextInt(skus.size())), random.nextInt(9)));
            }
            try {
                assertBooks(group);
            } catch (AssertionError wrong) {
                throw new AssertionError("seed " + seed + ", step " + step + ", " + one.told(), wrong);
            }
        }
    }
}
