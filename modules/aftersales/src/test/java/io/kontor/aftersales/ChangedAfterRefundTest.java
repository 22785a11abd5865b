package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.payment.Payment;
import io.kontor.testkit.Await;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Staff changes orders of which something was left out or given back: that stays, and the rest adds up to the cent. */
@WithAftersales
class ChangedAfterRefundTest {
    private static final int SEEDS = 8;
    private final TestShop shop;
    private final Payment payment;
    private final JdbcClient db;
    private String teapot = "";
    private String cup = "";

    ChangedAfterRefundTest(TestShop shop, Payment payment, JdbcClient db) {
        this.shop = shop;
        this.payment = payment;
        this.db = db;
    }

    @BeforeEach
    void prepare() {
        teapot = Customer.product(shop, "20.00", 100);
        cup = Customer.product(shop, "3.33", 100);
    }

    private static JsonLine line(Customer customer, String sku) {
        for (var line : customer.order().path("lines")) {
            if (line.path("sku").asString().equals(sku)) {
                return new JsonLine(
                        line.path("id").asString(),
                        line.path("quantity").asInt(),
                        line.path("shipped").asInt(),
                        line.path("leftOut").asInt(),
                        line.path("refunded").asInt());
            }
        }
        throw new AssertionError("The order has no " + sku);
    }

    private record JsonLine(String id, int quantity, int shipped, int leftOut, int refunded) {}

    private static Answer ask(Customer customer, String kind, String sku, int units) {
        var wanted = new LinkedHashMap<String, Object>(Map.of(
                "kind",
                kind,
                "reason",
                "damaged",
                "words",
                "It is no use to me.",
                "lines",
                List.of(Map.of("lineId", line(customer, sku).id(), "quantity", units))));
        return customer.ask(wanted, UUID.randomUUID().toString());
    }

    /** Answers what of it goes back. */
    private static long given(Customer customer, String kind, String sku, int units) {
        var request = require(ask(customer, kind, sku, units), 201);
        var number = request.path("number").asString();
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.status(number)).isEqualTo("refunded");
        return cents(request.path("refund").path("total"));
    }

    private static Answer ship(Customer customer, String sku, int units) {
        return customer.asStaff(
                "/api/admin/v1/orders/" + customer.number + "/shipments",
                Map.of(
                        "carrier",
                        "zto",
                        "trackingNumber",
                        "Z" + UUID.randomUUID().toString().substring(0, 8),
                        "lines",
                        List.of(Map.of("sku", sku, "quantity", units))));
    }

    private static Answer refundByHand(Customer customer, String amount) {
        var paymentId = customer.order().path("payment").path("id").asString();
        return customer.asStaff(
                "/api/admin/v1/payments/" + paymentId + "/refunds",
                Map.of("amount", Map.of("amount", amount, "currency", "CNY"), "reason", "late"));
    }

    private static UUID id(Customer customer) {
        return UUID.fromString(customer.order().path("id").asString());
    }

    /** What the shop has of it. */
    private long kept(Customer customer) {
        var kept = 0L;
        for (var one : payment.payments(List.of(id(customer)))) {
            assertThat(one.refunded().compareTo(one.captured())).isLessThanOrEqualTo(0);
            kept += one.captured().minus(one.refunded()).minor();
        }
        return kept;
    }

    private static long total(Customer customer) {
        return cents(customer.order().path("totals").path("total"));
    }

    /**
     * @param settled what was paid for it in money, less what changes gave back; {@code refunded} of that by after-sales
     * @param tendered what its gift card pays; {@code tenderedBack} what of that went back to the card
     */
    private record Books(long settled, long refunded, long tendered, long tenderedBack, long total) {}

    private Books books(Customer customer) {
        var row = db.sql("""
                        SELECT coalesce(o.paid_minor, o.total_minor - o.tendered_minor) AS paid, s.refunded_minor, o.tendered_minor,
                               s.tendered_back_minor, o.total_minor, o.delivery_minor,
                               sum(l.total_minor) AS goods, sum(l.delivery_share_minor) AS delivery,
                               (SELECT count(*) FROM trade.refund_owed r WHERE r.order_id = o.order_id) AS owed
                          FROM trade.orders o JOIN trade.order_standing s USING (order_id) JOIN trade.order_line l USING (order_id)
                         WHERE o.order_id = :id GROUP BY o.order_id, s.order_id
                        """).param("id", id(customer)).query().singleRow();
        assertThat(number(row, "goods") + number(row, "delivery")).isEqualTo(number(row, "total_minor"));
        assertThat(number(row, "delivery")).isEqualTo(number(row, "delivery_minor"));
        assertThat(number(row, "owed")).isZero();
        return new Books(
                number(row, "paid"),
                number(row, "refunded_minor"),
                number(row, "tendered_minor"),
                number(row, "tendered_back_minor"),
                number(row, "total_minor"));
    }

    private static long number(Map<String, Object> row, String name) {
        return ((Number) row.get(name)).longValue();
    }

    @Test
    void whatIsLeftOutStaysSoAndTheDifferenceIsThatOfTheRest() {
        var customer = Customer.paid(shop, 3, teapot, cup);
        var paid = total(customer);
        var back = given(customer, "leave-out", teapot, 1);
        assertThat(problem(customer.change(Map.of(teapot, 0)))).isEqualTo("409 not-changeable");
        var preview = require(customer.previewChange(Map.of(cup, 1)), 200);
        assertThat(cents(preview.path("goesBack"))).isEqualTo(666);
        assertThat(cents(require(customer.change(Map.of(cup, 1)), 200).path("goesBack")))
                .isEqualTo(666);
        assertThat(total(customer)).isEqualTo(paid - 666);
        assertThat(kept(customer)).isEqualTo(paid - back - 666);
        assertThat(line(customer, teapot).leftOut()).isEqualTo(1);
        assertThat(customer.available(teapot)).isEqualTo(98);
        assertThat(customer.available(cup)).isEqualTo(99);

        require(ship(customer, teapot, 2), 201);
        require(customer.change(Map.of(cup, 0)), 200);
        assertThat(customer.order().path("status").asString()).isEqualTo("shipped");
        given(customer, "refund-only", teapot, 2);
        assertThat(customer.order().path("status").asString()).isEqualTo("refunded");
        assertThat(kept(customer)).isZero();
        assertThat(books(customer).refunded()).isEqualTo(total(customer));
    }

    @Test
    void whatIsAddedAfterARefundIsPaidAndTheDeliveryNeverGoesBackTwice() {
        var customer = Customer.paid(shop, 2, cup);
        assertThat(given(customer, "leave-out", cup, 1)).isEqualTo(333 + 500);
        require(customer.change(Map.of(teapot, 1, cup, 3)), 200);
        assertThat(cents(customer.order().path("due"))).isEqualTo(2_533);
        assertThat(problem(ask(customer, "leave-out", cup, 1))).isEqualTo("409 not-returnable");
        require(customer.payRest(), 200);
        assertThat(kept(customer)).isEqualTo(333 + 500 + 2_533);
        given(customer, "leave-out", teapot, 1);
        given(customer, "leave-out", cup, 2);
        assertThat(customer.order().path("status").asString()).isEqualTo("refunded");
        assertThat(kept(customer)).isZero();
    }

    @Test
    void nothingIsAskedForWhileAnAdditionIsNotPaidForItMakesTheDeliveryOfEveryLineDearer() {
        var customer = Customer.paid(shop, 1, teapot, cup);
        var paid = total(customer);
        // Heavier, so that the delivery costs more, of which the teapot has the largest share.
        require(customer.change(Map.of(cup, 4)), 200);
        assertThat(customer.choices().path("lines").path(0).path("unshipped").asInt())
                .isZero();
        assertThat(problem(ask(customer, "leave-out", teapot, 1))).isEqualTo("409 not-returnable");
        require(customer.asStaff("/api/admin/v1/orders/" + customer.number + "/addition/withdrawal", Map.of()), 204);
        var back = given(customer, "leave-out", teapot, 1) + given(customer, "leave-out", cup, 1);
        assertThat(back).isEqualTo(paid);
        assertThat(kept(customer)).isZero();
    }

    @Test
    void noMoreGoesBackThanWhatARefundByHandLeft() {
        var customer = Customer.paid(shop, 3, teapot);
        require(refundByHand(customer, "60.00"), 200);
        var left = total(customer) - 6_000;
        assertThat(cents(require(customer.previewChange(Map.of(teapot, 1)), 200).path("goesBack")))
                .isEqualTo(left);
        require(customer.change(Map.of(teapot, 1)), 200);
        assertThat(kept(customer)).isZero();
        require(customer.change(Map.of(cup, 2)), 200);
        // Heavier again, so that the delivery costs 2.00 more.
        assertThat(cents(customer.order().path("due"))).isEqualTo(866);
        require(customer.payRest(), 200);
        assertThat(kept(customer)).isEqualTo(866);
        require(customer.change(Map.of(cup, 1)), 200);
        assertThat(kept(customer)).isEqualTo(333);
    }

    @Test
    void aRequestToLeaveOutWhatStaffTookOutEndsAndNothingGoesBackTwice() {
        var customer = Customer.paid(shop, 2, teapot, cup);
        var number = require(ask(customer, "leave-out", teapot, 2), 201)
                .path("number")
                .asString();
        require(customer.change(Map.of(teapot, 1)), 200);
        var kept = kept(customer);
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.status(number)).isEqualTo("rejected");
        assertThat(kept(customer)).isEqualTo(kept).isEqualTo(total(customer));
        given(customer, "leave-out", teapot, 1);
    }

    @Test
    void aRequestAskedWhenTheDeliveryCostMoreThanItDoesEnds() {
        var customer = Customer.paid(shop, 1, teapot, cup);
        var number =
                require(ask(customer, "leave-out", cup, 1), 201).path("number").asString();
        // From here on the delivery costs nothing.
        require(customer.change(Map.of(teapot, 6)), 200);
        assertThat(cents(customer.order().path("totals").path("delivery"))).isZero();
        require(customer.payRest(), 200);
        var kept = kept(customer);
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.status(number)).isEqualTo("rejected");
        assertThat(kept(customer)).isEqualTo(kept);
        assertThat(given(customer, "leave-out", cup, 1)).isEqualTo(333);
    }

    @Test
    void aRequestThatWasAskedBeforeTheOrderChangedIsSplitByWhatIsLeftOfMoneyAndCard() {
        var customer = Customer.paidWith(shop, "CARD-2500", 2, teapot, cup);
        require(ship(customer, teapot, 2), 201);
        var number = require(ask(customer, "refund-only", teapot, 2), 201)
                .path("number")
                .asString();
        var before = customer.request(number).path("refund");
        assertThat(cents(before.path("tendered"))).isLessThan(2_329);
        // What they cost goes back in money, of which the request was to have its part.
        require(customer.change(Map.of(cup, 0)), 200);
        var settled = books(customer).settled();

        require(customer.staff(number, "approval", null), 200);

        assertThat(customer.status(number)).isEqualTo("refunded");
        var refund = customer.request(number).path("refund");
        assertThat(refund.path("total")).isEqualTo(before.path("total"));
        var books = books(customer);
        assertThat(books.refunded()).isEqualTo(cents(refund.path("total")) - cents(refund.path("tendered")));
        assertThat(books.tenderedBack())
                .isEqualTo(cents(refund.path("tendered")))
                .isEqualTo(returnedToCard(customer));
        assertThat(kept(customer)).isEqualTo(settled - books.refunded());
    }

    @Test
    void aRequestGetsNoMoreThanIsPaidWhenADearerDeliveryIsNotPaidYet() {
        var customer = Customer.paid(shop, 2, teapot, cup);
        var number = require(ask(customer, "leave-out", teapot, 2), 201)
                .path("number")
                .asString();
        assertThat(cents(customer.request(number).path("refund").path("total"))).isEqualTo(5_029);
        // The delivery of two things costs 10.00, and that of four again 12.00, which nobody paid.
        require(customer.change(Map.of(cup, 0)), 200);
        assertThat(kept(customer)).isEqualTo(5_000);
        require(customer.change(Map.of(Customer.product(shop, "0.07", 900), 2)), 200);

        require(customer.staff(number, "approval", null), 200);

        assertThat(customer.status(number)).isEqualTo("refunded");
        assertThat(cents(customer.request(number).path("refund").path("total"))).isEqualTo(5_000);
        assertThat(kept(customer)).isZero();
    }

    @RepeatedTest(SEEDS)
    void afterAnyChangesAndRefundsTheSumsAreExactAndAllThatIsLeftCanGoBack() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var skus = List.of(teapot, cup, Customer.product(shop, "0.07", 900), Customer.product(shop, "33.33", 900));
        var units = 1 + random.nextInt(4);
        var card = random.nextBoolean() ? 0 : 1 + random.nextInt(6_000);
        var customer = card == 0
                ? Customer.paid(shop, units, teapot, cup)
                : Customer.paidWith(shop, "CARD-" + card, units, teapot, cup);
        var cardPaid = books(customer).tendered();
        var step = 0;
        var asked = new LinkedHashMap<String, String>();
        try {
            for (; step < 14; step++) {
                var sku = skus.get(random.nextInt(skus.size()));
                switch (random.nextInt(9)) {
                    case 0, 1 -> customer.change(Map.of(sku, random.nextInt(9)));
                    case 2 -> customer.payRest();
                    case 3 -> ship(customer, sku, 1);
                    case 4 ->
                        askForSome(customer, random, random.nextBoolean(), asked)
                                .ifPresent(number -> {
                                    asked.remove(number);
                                    approve(customer, number);
                                });
                    case 5, 6 -> askForSome(customer, random, true, asked);
                    case 7 -> {
                        if (!asked.isEmpty()) {
                            var number = List.copyOf(asked.keySet()).get(random.nextInt(asked.size()));
                            asked.remove(number);
                            approve(customer, number);
                        }
                    }
                    default ->
                        customer.asStaff("/api/admin/v1/orders/" + customer.number + "/addition/withdrawal", Map.of());
                }
                assertKept(customer);
            }
            customer.asStaff("/api/admin/v1/orders/" + customer.number + "/addition/withdrawal", Map.of());
            asked.keySet().forEach(number -> approve(customer, number));
            giveAll(customer);
            var books = books(customer);
            assertThat(books.refunded()).isEqualTo(books.settled()).isEqualTo(books.total() - books.tendered());
            assertThat(books.tenderedBack()).isEqualTo(books.tendered());
            assertThat(returnedToCard(customer)).isEqualTo(cardPaid);
            assertThat(kept(customer)).isZero();
        } catch (AssertionError wrong) {
            throw new AssertionError(
                    "seed " + seed + ", card " + card + ", step " + step + ", " + customer.order(), wrong);
        }
    }

    private long returnedToCard(Customer customer) {
        return db.sql("""
                        SELECT coalesce(sum((tender #>> '{amount,amount}')::numeric * 100), 0)
                          FROM trade.outbox, jsonb_array_elements(payload::jsonb -> 'tenders') AS tender
                         WHERE type = 'trade.TenderReturned' AND key = :order
                        """)
                .param("order", id(customer).toString())
                .query(Long.class)
                .single();
    }

    private void assertKept(Customer customer) {
        Await.until(() -> {
            var books = books(customer);
            assertThat(kept(customer)).isEqualTo(books.settled() - books.refunded());
        });
    }

    /** @param asked what is not answered yet: the SKU by the request's number, nothing twice for the same goods */
    private static Optional<String> askForSome(
            Customer customer, Random random, boolean isShipped, Map<String, String> asked) {
        var lines = customer.choices().path("lines");
        var line = lines.path(random.nextInt(lines.size()));
        var units = line.path(isShipped ? "returnable" : "unshipped").asInt();
        var sku = line.path("sku").asString();
        if (units == 0 || asked.containsValue(sku)) {
            return Optional.empty();
        }
        var kind = isShipped ? "refund-only" : "leave-out";
        var request = require(ask(customer, kind, sku, 1 + random.nextInt(units)), 201);
        asked.put(request.path("number").asString(), sku);
        return Optional.of(request.path("number").asString());
    }

    /** What is to be left out may have been shipped or taken out meanwhile; everything else goes back. */
    private static void approve(Customer customer, String number) {
        require(customer.staff(number, "approval", null), 200);
        var request = customer.staffView(number);
        assertThat(request.path("trouble").isNull()).as(request.toString()).isTrue();
        assertThat(request.path("status").asString())
                .isIn(
                        request.path("kind").asString().equals("leave-out")
                                ? List.of("refunded", "rejected")
                                : List.of("refunded"));
    }

    private static void giveAll(Customer customer) {
        for (var line : customer.choices().path("lines")) {
            var sku = line.path("sku").asString();
            if (line.path("unshipped").asInt() > 0) {
                given(customer, "leave-out", sku, line.path("unshipped").asInt());
            }
            if (line.path("returnable").asInt() > 0) {
                given(customer, "refund-only", sku, line.path("returnable").asInt());
            }
        }
    }
}
