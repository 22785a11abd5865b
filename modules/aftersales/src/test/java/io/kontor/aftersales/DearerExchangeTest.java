package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.cents;
import static io.kontor.aftersales.Customer.problem;
import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.settling.ActOnDeadlines;
import io.kontor.aftersales.settling.SettleReturns;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.unanswered.AskUnanswered;
import io.kontor.testkit.Await;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import io.kontor.testkit.TestShop.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Exchanges for something that costs more than what was paid. */
@WithAftersales
class DearerExchangeTest {
    @Test
    void aDearerReplacementShipsOnceTheDifferenceIsPaid(TestShop shop, JdbcClient db) {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 1, sizes.getFirst());
        var wanted = customer.exchangeFor(sizes.getLast());
        var asked = new HashMap<>(wanted);
        asked.remove("words");
        assertThat(cents(require(customer.post(customer.returns() + "/quote", asked), 200)
                        .path("extra")))
                .isEqualTo(45_50);
        var made = require(customer.ask(wanted, UUID.randomUUID().toString()), 201);
        var number = made.path("number").asString();
        // Nothing is owed before staff agreed.
        assertThat(problem(pay(customer, number, "capture"))).isEqualTo("409 return-moved-on");

        var approved = require(customer.staff(number, "approval", null), 200);
        assertThat(approved.path("status").asString()).isEqualTo("to-pay");
        assertThat(customer.available(sizes.getLast())).isEqualTo(9);
        assertThat(problem(customer.sendParcel(number))).isEqualTo("409 return-moved-on");

        var paid = require(pay(customer, number, "capture"), 200);
        assertThat(paid.path("status").asString()).isEqualTo("approved");
        assertThat(paid.path("payment").path("status").asString()).isEqualTo("captured");
        assertThat(cents(paid.path("extra"))).isEqualTo(45_50);
        require(customer.sendParcel(number), 200);
        require(customer.receive(number, 1, 0), 200);
        require(customer.staff(number, "parcel-back", Map.of("carrier", "sf-express", "trackingNumber", "SF2")), 200);
        assertThat(customer.status(number)).isEqualTo("completed");
        assertThat(kept(db, made.path("id").asString())).isEqualTo(45_50);
        // The order's own books say nothing of it.
        assertThat(cents(customer.order().path("payment").path("refunded"))).isZero();
        assertThat(customer.available(sizes.getFirst())).isEqualTo(10);
        assertThat(customer.available(sizes.getLast())).isEqualTo(9);
    }

    @Test
    void anUnpaidDifferenceLapsesAndItsReplacementIsOnSaleAgain(TestShop shop, MovableClock clock) {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 1, sizes.getFirst());
        var number = toPay(customer, sizes.getLast());
        require(pay(customer, number, "decline"), 200);
        assertThat(customer.status(number)).isEqualTo("to-pay");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        shop.bean(ActOnDeadlines.class).run();
        assertThat(customer.status(number)).isEqualTo("closed");
        assertThat(customer.available(sizes.getLast())).isEqualTo(10);
        assertThat(problem(pay(customer, number, "capture"))).isEqualTo("409 return-moved-on");
        assertThat(customer.choices().path("lines").path(0).path("returnable").asInt())
                .isEqualTo(1);
    }

    @Test
    void twentyPaymentsAtOnceKeepOneOfThem(TestShop shop, JdbcClient db, MovableClock clock) throws Exception {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 1, sizes.getFirst());
        var number = toPay(customer, sizes.getLast());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<Answer>>mapToObj(_ -> () -> pay(customer, number, "capture"))
                    .toList());
            for (var one : all) {
                assertThat(one.get().status()).isIn(200, 409);
            }
        }
        // Whoever pays late puts off by half a minute that the job looks at the request.
        clock.advance(Duration.ofMinutes(1));
        shop.bean(SettleReturns.class).run();
        assertThat(customer.status(number)).isEqualTo("approved");
        var id = customer.request(number).path("id").asString();
        // The job's own turn may have come at the same moment, and gives some of them back.
        Await.until(Duration.ofSeconds(20), () -> assertThat(kept(db, id)).isEqualTo(45_50));
    }

    @Test
    void aSecondPaymentOfAProcessThatDiesRightAfterItGoesBackThoughAllWasSettledMeanwhile(
            TestShop shop, JdbcClient db, MovableClock clock, ReturnStore returns, Payment payment) {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 1, sizes.getFirst());
        var number = toPay(customer, sizes.getLast());
        var id = customer.request(number).path("id").asString();
        var requestId = UUID.fromString(id);
        // It had said that it would pay, another one paid and settled, and then it paid.
        returns.setPaying(requestId, clock.instant().plusSeconds(30));
        require(pay(customer, number, "capture"), 200);
        payment.pay(new NewPayment(UUID.randomUUID(), requestId, number, Money.of(45_50, "CNY"), "sandbox", "capture"));
        assertThat(kept(db, id)).isEqualTo(2 * 45_50);
        clock.advance(Duration.ofMinutes(1));
        shop.bean(SettleReturns.class).run();
        Await.until(Duration.ofSeconds(20), () -> assertThat(kept(db, id)).isEqualTo(45_50));
    }

    @Test
    void aPaymentThatIsFinishedElsewhereIsSeenAndOneThatCameTooLateGoesBack(
            TestShop shop, JdbcClient db, MovableClock clock) {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 1, sizes.getFirst());
        var number = toPay(customer, sizes.getLast());
        var waiting = require(pay(customer, number, "pending"), 200);
        assertThat(waiting.path("payment").path("nextAction").path("url").asString())
                .isNotEmpty();
        decide(shop, waiting.path("payment").path("id").asString());
        assertThat(customer.status(number)).isEqualTo("approved");

        var other = Customer.received(shop, 1, sizes.getFirst());
        var late = toPay(other, sizes.getLast());
        var begun = require(pay(other, late, "pending"), 200).path("payment");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        shop.bean(ActOnDeadlines.class).run();
        assertThat(other.status(late)).isEqualTo("closed");
        decide(shop, begun.path("id").asString());
        clock.advance(Duration.ofMinutes(6));
        shop.bean(SettleReturns.class).run();
        shop.bean(AskUnanswered.class).run();
        assertThat(kept(db, other.request(late).path("id").asString())).isZero();
    }

    @Test
    void aRequestThatComesToNothingGivesTheDifferenceBackToItsPayment(TestShop shop, JdbcClient db) {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 3, sizes.getFirst());
        var withdrawn = toPay(customer, sizes.getLast());
        require(pay(customer, withdrawn, "capture"), 200);
        require(customer.act(withdrawn, "cancellation", null), 200);
        assertThat(kept(db, customer.request(withdrawn).path("id").asString())).isZero();

        var instead = toPay(customer, sizes.getLast());
        require(pay(customer, instead, "capture"), 200);
        require(customer.sendParcel(instead), 200);
        require(customer.receive(instead, 1, 0), 200);
        require(customer.staff(instead, "refund", null), 200);
        assertThat(customer.status(instead)).isEqualTo("refunded");
        assertThat(kept(db, customer.request(instead).path("id").asString())).isZero();
        assertThat(cents(customer.order().path("payment").path("refunded"))).isEqualTo(300_00);
        assertThat(customer.available(sizes.getLast())).isEqualTo(10);
    }

    @Test
    void whatWasPaidForUnitsThatWereNotInTheParcelGoesBack(TestShop shop, JdbcClient db) {
        var sizes = Customer.sizes(shop, "300.00", "345.50");
        var customer = Customer.received(shop, 2, sizes.getFirst());
        var wanted = new HashMap<>(customer.exchangeFor(sizes.getLast()));
        wanted.put(
                "lines",
                List.of(Map.of(
                        "lineId",
                        customer.order().path("lines").path(0).path("id").asString(),
                        "quantity",
                        2,
                        "wantedSku",
                        sizes.getLast())));
        var number = require(customer.ask(wanted, UUID.randomUUID().toString()), 201)
                .path("number")
                .asString();
        require(customer.staff(number, "approval", null), 200);
        require(pay(customer, number, "capture"), 200);
        var requestId = customer.request(number).path("id").asString();
        assertThat(kept(db, requestId)).isEqualTo(91_00);
        require(customer.sendParcel(number), 200);
        require(customer.receive(number, 1, 0), 200);
        require(customer.staff(number, "parcel-back", Map.of("carrier", "sf-express", "trackingNumber", "SF3")), 200);
        assertThat(customer.status(number)).isEqualTo("completed");
        assertThat(kept(db, requestId)).isEqualTo(45_50);
        assertThat(customer.available(sizes.getLast())).isEqualTo(9);
    }

    private static String toPay(Customer customer, String sku) {
        var number = require(
                        customer.ask(
                                customer.exchangeFor(sku), UUID.randomUUID().toString()),
                        201)
                .path("number")
                .asString();
        require(customer.staff(number, "approval", null), 200);
        return number;
    }

    private static Answer pay(Customer customer, String number, String outcome) {
        return customer.post(
                customer.returns() + "/" + number + "/payments",
                Map.of("method", "sandbox", "outcome", outcome),
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }

    /** The shopper says yes on the provider's page. */
    private static void decide(TestShop shop, String paymentId) {
        shop.exchange(
                "/sandbox/payments/" + paymentId,
                request -> request.POST(java.net.http.HttpRequest.BodyPublishers.ofString("decision=capture"))
                        .setHeader("Content-Type", "application/x-www-form-urlencoded"));
    }

    /** What the shop has of a request's payments, in cents. */
    private static long kept(JdbcClient db, String requestId) {
        return db.sql("""
                        SELECT coalesce(sum(CASE WHEN status IN ('CAPTURED', 'PARTIALLY_CAPTURED')
                                                 THEN coalesce(captured_minor, amount_minor) ELSE 0 END - refunded_minor), 0)
                          FROM payment.payment WHERE order_id = :id::uuid
                        """).param("id", requestId).query(Long.class).single();
    }
}
