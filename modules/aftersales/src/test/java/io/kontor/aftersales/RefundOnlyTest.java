package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.payment.Payment;
import io.kontor.payment.PaymentCaptured;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.job.Job;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.Await;
import io.kontor.testkit.Members;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@WithAftersales
class RefundOnlyTest {
    @Test
    void whatWasPaidForTheUnitsGoesBackAndTheOrderShowsIt(TestShop shop) {
        var sku = Customer.product(shop, "20.00", 10);
        var customer = Customer.received(shop, 3, sku);
        var quote = customer.quote("refund-only", "damaged", 2);
        var asked = require(customer.ask("refund-only", "damaged", 2), 201);
        assertThat(asked.path("status").asString()).isEqualTo("requested");
        assertThat(asked.path("number").asString()).isEqualTo(customer.number + "-1");
        assertThat(asked.path("refund")).isEqualTo(quote.path("refund"));
        assertThat(cents(asked.path("refund").path("goods"))).isEqualTo(4000);

        var approved =
                require(customer.staff(asked.path("number").asString(), "approval", Map.of("note", "Sorry!")), 200);
        assertThat(approved.path("status").asString()).isEqualTo("refunded");
        var seen = customer.request(asked.path("number").asString());
        assertThat(seen.path("timeline").findValuesAsString("code"))
                .containsExactly("requested", "granted", "refunded");
        assertThat(seen.path("timeline").path(1).path("note").asString()).isEqualTo("Sorry!");
        assertThat(seen.path("timeline").path(1).path("actor").asString()).isEqualTo("Staff");
        var order = customer.order();
        assertThat(order.path("payment").path("refunded"))
                .isEqualTo(asked.path("refund").path("total"));
        assertThat(order.path("lines").path(0).path("refunded").asInt()).isEqualTo(2);
        assertThat(cents(order.path("lines").path(0).path("refundedAmount"))).isEqualTo(4000);
        assertThat(order.path("status").asString()).isEqualTo("received");
        assertThat(customer.available(sku)).isEqualTo(7);
    }

    @Test
    void partsSumToWhatWasPaidAndAnOrderWithNothingLeftIsRefunded(TestShop shop) {
        // Delivery of 3 pieces for 3.33 does not divide by 3.
        var customer = Customer.received(shop, 3, Customer.product(shop, "3.33", 10));
        var order = customer.order();
        var parts = LongStream.range(0, 3)
                .map(_ -> {
                    var asked = require(customer.ask("refund-only", "faulty", 1), 201);
                    require(customer.staff(asked.path("number").asString(), "approval", null), 200);
                    return cents(asked.path("refund").path("total"));
                })
                .sum();
        assertThat(parts).isEqualTo(cents(order.path("totals").path("total")));
        var after = customer.order();
        assertThat(after.path("payment").path("status").asString()).isEqualTo("refunded");
        assertThat(after.path("status").asString()).isEqualTo("refunded");
        assertThat(problem(customer.ask("refund-only", "faulty", 1))).isEqualTo("409 not-returnable");
    }

    @Test
    void partsGoBackInMoneyAndToTheGiftCardAsTheyWerePaid(TestShop shop, JdbcClient db) {
        var customer = Customer.paidWith(shop, "CARD-700", 3, Customer.product(shop, "3.33", 10));
        customer.ship().receive();
        var totals = customer.order().path("totals");
        assertThat(cents(totals.path("total")) - cents(totals.path("inMoney"))).isEqualTo(700);
        var total = 0L;
        var tendered = 0L;
        for (var units : new int[] {1, 2}) {
            var asked = require(customer.ask("refund-only", "faulty", units), 201);
            total += cents(asked.path("refund").path("total"));
            tendered += cents(asked.path("refund").path("tendered"));
            require(customer.staff(asked.path("number").asString(), "approval", null), 200);
            assertThat(cents(customer.order().path("payment").path("refunded"))).isEqualTo(total - tendered);
            assertThat(returnedToCards(db, customer)).isEqualTo(tendered);
        }
        assertThat(total).isEqualTo(cents(totals.path("total")));
        assertThat(tendered).isEqualTo(700);
        assertThat(customer.order().path("status").asString()).isEqualTo("refunded");
    }

    @Test
    void whatAGiftCardPaidWhollyGoesBackToItAlone(TestShop shop, JdbcClient db) {
        var customer = Customer.paidWith(shop, "CARD-100000", 2, Customer.product(shop, "20.00", 10));
        customer.ship().receive();
        var asked = require(customer.ask("refund-only", "changed-mind", 1), 201);
        assertThat(cents(asked.path("refund").path("tendered"))).isEqualTo(2000);
        var number = asked.path("number").asString();
        assertThat(customer.staffView(number).path("refundParts").size()).isZero();
        var approved = require(customer.staff(number, "approval", null), 200);
        assertThat(approved.path("status").asString()).isEqualTo("refunded");
        assertThat(returnedToCards(db, customer)).isEqualTo(2000);
        assertThat(customer.order().path("timeline").findValuesAsString("code")).contains("tender-returned");
    }

    @Test
    void aRefundIsNotTakenOfAPaymentThatArrivedTwiceAndGoesBackWhole(
            TestShop shop, JdbcClient db, Payment payment, Outbox outbox, TransactionTemplate tx) {
        var customer = Customer.paying(shop, "pending", 2, Customer.product(shop, "20.00", 10));
        var orderId = UUID.fromString(customer.order().path("id").asString());
        var doubled = payment.payments(List.of(orderId)).getFirst();
        require(customer.payRest(), 200);
        customer.ship().receive();
        // It was captured before the other, and nobody heard of that yet.
        db.sql("UPDATE payment.payment SET status = 'CAPTURED', captured_at = created_at WHERE payment_id = :id")
                .param("id", doubled.id())
                .update();
        var number = customer.asked("refund-only", "changed-mind", 1);
        require(customer.staff(number, "approval", null), 200);
        assertThat(refunded(payment, orderId)).containsExactly(0L, 2000L);
        tx.executeWithoutResult(_ -> outbox.publish(List.of(
                new PaymentCaptured(doubled.id(), orderId, doubled.amount(), doubled.method(), doubled.createdAt()))));
        Await.until(() -> assertThat(refunded(payment, orderId))
                .containsExactly(doubled.amount().minor(), 2000L));
    }

    private static List<Long> refunded(Payment payment, UUID orderId) {
        return payment.payments(List.of(orderId)).stream()
                .map(one -> one.refunded().minor())
                .toList();
    }

    private static long returnedToCards(JdbcClient db, Customer customer) {
        return db.sql(
                        "SELECT tendered_back_minor FROM trade.order_standing JOIN trade.orders USING (order_id) WHERE number = :number")
                .param("number", customer.number)
                .query(Long.class)
                .single();
    }

    @Test
    void whatGoesBackOfOneOrderIsNotTakenFromThoseThatWerePaidWithIt(TestShop shop, JdbcClient db) {
        var own = Customer.product(shop, "20.00", 10);
        var others = Customer.product(shop, "30.00", 10);
        db.sql("UPDATE catalog.product SET merchant_id = :merchantId WHERE code = :code")
                .param("merchantId", UUID.randomUUID())
                .param("code", others.toLowerCase(Locale.ROOT))
                .update();
        var customer = Customer.paid(shop, 2, own, others).ship().receive();
        var sister = customer.sister();
        var asked = require(customer.ask("refund-only", "damaged", 1), 201);
        assertThat(customer.staffView(asked.path("number").asString())
                        .path("refundParts")
                        .size())
                .isEqualTo(1);
        require(customer.staff(asked.path("number").asString(), "approval", null), 200);
        var back = cents(asked.path("refund").path("total"));
        assertThat(cents(customer.order().path("payment").path("refunded"))).isEqualTo(back);

        require(sister.post("/api/store/v1/orders/" + sister.number + "/cancellation", null), 200);
        var total = cents(sister.order().path("totals").path("total"));
        Await.until(() -> assertThat(cents(customer.order().path("payment").path("refunded")))
                .isEqualTo(back + total));
        var rest = require(customer.ask("refund-only", "damaged", 1), 201);
        require(customer.staff(rest.path("number").asString(), "approval", null), 200);
        var payment = customer.order().path("payment");
        assertThat(payment.path("refunded")).isEqualTo(payment.path("amount"));
        assertThat(customer.order().path("status").asString()).isEqualTo("refunded");
        assertThat(sister.order().path("status").asString()).isEqualTo("cancelled");
    }

    @Test
    void deliveryGoesBackOnlyWhenTheReasonIsTheShopsDoing(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var delivery = cents(customer.order().path("totals").path("delivery"));
        assertThat(delivery).isPositive();
        var mind = customer.quote("return", "changed-mind", 1);
        assertThat(cents(mind.path("refund").path("delivery"))).isZero();
        assertThat(cents(mind.path("refund").path("total"))).isEqualTo(500);
        var wrong = customer.quote("return", "wrong-goods", 1);
        assertThat(cents(wrong.path("refund").path("delivery"))).isEqualTo(delivery);
        assertThat(cents(wrong.path("refund").path("total"))).isEqualTo(500 + delivery);
    }

    @Test
    void twentyWhoAskForTheSameUnitsAtOnceGetOnlyWhatIsLeft(TestShop shop, JdbcClient db) {
        var customer = Customer.received(shop, 5, Customer.product(shop, "7.77", 10));
        var wanted = customer.wanted("refund-only", "damaged", 2);
        var answers = AtOnce.run(20, _ -> customer.ask(wanted, UUID.randomUUID().toString())).stream()
                .map(Answer.class::cast)
                .toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> problem(answer).equals("409 not-returnable"));
        var granted = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> answer.json().path("number").asString())
                .toList();
        // Both are approved by ten members of staff at once, and each is refunded once.
        var approvals = AtOnce.run(20, at -> customer.staff(granted.get(at % 2), "approval", null)).stream()
                .map(Answer.class::cast)
                .toList();
        assertThat(approvals).filteredOn(answer -> answer.status() == 200).hasSize(2);
        assertThat(db.sql(
                                "SELECT count(*) FROM payment.refund r JOIN trade.orders o ON o.order_id = r.order_id WHERE o.number = :n")
                        .param("n", customer.number)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        assertThat(customer.order().path("lines").path(0).path("refunded").asInt())
                .isEqualTo(4);
    }

    @Test
    void theSameKeyAsksOnceAndWithAnotherBodyIsRefused(TestShop shop) {
        var customer = Customer.received(shop, 2, Customer.product(shop, "5.00", 10));
        var wanted = customer.wanted("refund-only", "damaged", 1);
        var key = UUID.randomUUID().toString();
        var numbers = AtOnce.run(
                20, _ -> require(customer.ask(wanted, key), 201).path("number").asString());
        assertThat(numbers).containsOnly(customer.number + "-1");
        var other = new HashMap<>(wanted);
        other.put("reason", "faulty");
        assertThat(problem(customer.ask(other, key))).isEqualTo("422 key-reused");
    }

    @Test
    void aRefundThatTheProviderConfirmsLaterIsFinishedByItself(TestShop shop, MovableClock clock) {
        // A line that breaks at every second call: the payment arrives late, and the refund may.
        var customer = Customer.paying(shop, "flaky", 1, Customer.product(shop, "5.00", 10));
        Await.until(Duration.ofMinutes(1), () -> {
            askProviders(shop, clock);
            assertThat(customer.order().path("status").asString()).isEqualTo("paid");
        });
        customer.ship().receive();
        var number = customer.asked("refund-only", "damaged", 1);
        var approved = require(customer.staff(number, "approval", null), 200);
        assertThat(approved.path("status").asString()).isIn("refunding", "refunded");
        Await.until(Duration.ofMinutes(1), () -> {
            askProviders(shop, clock);
            assertThat(customer.status(number)).isEqualTo("refunded");
        });
        assertThat(customer.order().path("status").asString()).isEqualTo("refunded");
    }

    /** Some seconds later, when whoever did not answer is asked again. */
    private static void askProviders(TestShop shop, MovableClock clock) {
        clock.advance(Duration.ofSeconds(5));
        shop.context().getBeansOfType(Job.class).values().stream()
                .filter(job -> job.name().equals("payment.ask-unanswered"))
                .forEach(Job::run);
    }

    @Test
    void onlyWhoMaySeeTheOrderSeesItsRequests(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var number = customer.asked("refund-only", "damaged", 1);
        var stranger = Members.shopper(shop);
        for (var path :
                List.of(customer.returns(), customer.returns() + "/" + number, customer.returns() + "/choices")) {
            assertThat(problem(shop.get(path))).isEqualTo("404 return-not-found");
            assertThat(problem(shop.get(path, "Cookie", stranger))).isEqualTo("404 return-not-found");
        }
        assertThat(problem(shop.post(customer.returns() + "/" + number + "/cancellation", null)))
                .isEqualTo("404 return-not-found");
        var other = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        assertThat(problem(other.get(customer.returns() + "/" + number))).isEqualTo("404 return-not-found");
        assertThat(problem(other.get(other.returns() + "/" + number))).isEqualTo("404 return-not-found");
    }

    @Test
    void goodsThatWereNotShippedCannotBeAskedFor(TestShop shop) {
        var customer = Customer.paid(shop, 1, Customer.product(shop, "5.00", 10));
        assertThat(problem(customer.ask("refund-only", "not-arrived", 1))).isEqualTo("409 not-returnable");
        assertThat(customer.choices().path("lines").path(0).path("kinds").values())
                .extracting(JsonNode::asString)
                .containsExactly("leave-out");
    }

    @Test
    void theWindowClosesAfterReceiptAndLaterForRepairs(TestShop shop, MovableClock clock) {
        var received = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var underway = Customer.shipped(shop, 1, Customer.product(shop, "5.00", 10));
        assertThat(received.choices().path("lines").path(0).path("until").asString())
                .isNotEmpty();
        clock.advance(Duration.ofDays(16));
        assertThat(problem(received.ask("return", "changed-mind", 1))).isEqualTo("409 window-closed");
        assertThat(received.ask("repair", "faulty", 1).status()).isEqualTo(201);
        assertThat(underway.ask("return", "damaged", 1).status()).isEqualTo(201);
    }

    @Test
    void whatIsWithdrawnOrRejectedCanBeAskedForAgain(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var first = customer.asked("refund-only", "damaged", 1);
        assertThat(problem(customer.ask("refund-only", "damaged", 1))).isEqualTo("409 not-returnable");
        assertThat(require(customer.act(first, "cancellation", null), 200)
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(problem(customer.act(first, "cancellation", null))).isEqualTo("409 return-moved-on");
        assertThat(problem(customer.staff(first, "approval", null))).isEqualTo("409 return-moved-on");
        var second = customer.asked("refund-only", "damaged", 1);
        assertThat(second).endsWith("-2");
        assertThat(problem(customer.staff(second, "rejection", Map.of("reason", " "))))
                .isEqualTo("400 invalid-request");
        require(customer.staff(second, "rejection", Map.of("reason", "It was used.")), 200);
        var seen = customer.request(second);
        assertThat(seen.path("status").asString()).isEqualTo("rejected");
        assertThat(seen.path("timeline").path(1).path("note").asString()).isEqualTo("It was used.");
        assertThat(customer.ask("refund-only", "damaged", 1).status()).isEqualTo(201);
    }

    @Test
    void staffAsksBackAndTheBuyerAnswers(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var number = customer.asked("refund-only", "damaged", 1);
        require(customer.staff(number, "question", Map.of("words", "Where is it broken?")), 200);
        assertThat(customer.status(number)).isEqualTo("asked");
        assertThat(problem(customer.act(number, "answers", Map.of("words", ""))))
                .isEqualTo("400 invalid-request");
        require(customer.act(number, "answers", Map.of("words", "At the spout.")), 200);
        var seen = customer.request(number);
        assertThat(seen.path("status").asString()).isEqualTo("requested");
        assertThat(seen.path("timeline").findValuesAsString("note"))
                .containsExactly("The spout is broken.", "Where is it broken?", "At the spout.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "2147483648", "9223372036854775808", "0.1", "\"1e3\"", "null", "\"\""})
    void refusesQuantitiesThatAreNone(String quantity, TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var line = customer.order().path("lines").path(0).path("id").asString();
        var body = "{\"kind\":\"return\",\"reason\":\"damaged\",\"lines\":[{\"lineId\":\"" + line + "\",\"quantity\":"
                + quantity + "}]}";
        assertThat(customer.post(customer.returns(), body, "Idempotency-Key", "k-" + quantity.hashCode())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesWhatIsNoRequest(TestShop shop) {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        for (var change : List.of(
                Map.of("kind", "gift"),
                Map.of("reason", "because"),
                Map.of("words", "x".repeat(1001)),
                Map.of("words", "a\u0000b"),
                Map.of("lines", List.of()),
                Map.of("photos", List.of("no hash")),
                Map.of("photos", java.util.Collections.nCopies(7, "x")))) {
            var wanted = new HashMap<String, Object>(customer.wanted("return", "damaged", 1));
            wanted.putAll(change);
            assertThat(problem(customer.ask(wanted, UUID.randomUUID().toString())))
                    .as(change.toString())
                    .isEqualTo("400 invalid-request");
        }
        var foreign = new HashMap<String, Object>(customer.wanted("return", "damaged", 1));
        foreign.put("lines", List.of(Map.of("lineId", UUID.randomUUID(), "quantity", 1)));
        assertThat(problem(customer.ask(foreign, UUID.randomUUID().toString()))).isEqualTo("409 not-returnable");
    }
}
