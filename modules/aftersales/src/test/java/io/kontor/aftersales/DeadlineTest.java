package io.kontor.aftersales;

import static io.kontor.aftersales.Customer.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.settling.ActOnDeadlines;
import io.kontor.aftersales.settling.SettleReturns;
import io.kontor.kernel.Ids;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.testkit.AtOnce;
import io.kontor.testkit.MovableClock;
import io.kontor.testkit.TestShop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens by itself: when time passes, and after a crash. */
@WithAftersales
class DeadlineTest {
    private final TestShop shop;
    private final MovableClock clock;
    private final ActOnDeadlines actOnDeadlines;
    private final SettleReturns settleReturns;
    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final TransactionTemplate tx;

    DeadlineTest(
            TestShop shop,
            MovableClock clock,
            ActOnDeadlines actOnDeadlines,
            SettleReturns settleReturns,
            ReturnStore returns,
            MoveReturn moveReturn,
            TransactionTemplate tx) {
        this.shop = shop;
        this.clock = clock;
        this.actOnDeadlines = actOnDeadlines;
        this.settleReturns = settleReturns;
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.tx = tx;
    }

    private void after(Duration time) {
        clock.advance(time);
        actOnDeadlines.run();
    }

    @Test
    void whatStaffLeavesUnansweredIsApproved() {
        var customer = Customer.received(shop, 2, Customer.product(shop, "5.00", 10));
        var refund = customer.asked("refund-only", "damaged", 1);
        var parcel = customer.asked("return", "damaged", 1);
        after(Duration.ofDays(2));
        assertThat(customer.status(refund)).isEqualTo("requested");
        after(Duration.ofHours(25));
        assertThat(customer.status(refund)).isEqualTo("refunded");
        assertThat(customer.status(parcel)).isEqualTo("approved");
        assertThat(customer.request(refund)
                        .path("timeline")
                        .path(1)
                        .path("actor")
                        .asString())
                .isEqualTo("Shop");
    }

    @Test
    void anExchangeThatCannotBeServedIsLeftToAPerson() {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 1));
        var number = customer.asked("exchange", "damaged", 1);
        after(Duration.ofDays(4));
        assertThat(customer.status(number)).isEqualTo("requested");
        assertThat(customer.staffView(number).path("escalated").asBoolean()).isTrue();
        assertThat(customer.staffView(number).path("dueAt").isNull()).isTrue();
        require(customer.staff(number, "rejection", Map.of("reason", "Sold out.")), 200);
    }

    @Test
    void aParcelThatIsNotSentInTimeClosesTheRequestAndFreesItsReplacement() {
        var sku = Customer.product(shop, "5.00", 2);
        var customer = Customer.received(shop, 1, sku);
        var number = customer.asked("exchange", "damaged", 1);
        require(customer.staff(number, "approval", null), 200);
        assertThat(customer.available(sku)).isZero();
        after(Duration.ofDays(8));
        assertThat(customer.status(number)).isEqualTo("closed");
        assertThat(customer.available(sku)).isEqualTo(1);
    }

    @Test
    void aQuestionThatIsNotAnsweredClosesTheRequest() {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 2));
        var number = customer.asked("return", "damaged", 1);
        require(customer.staff(number, "question", Map.of("words", "Where?")), 200);
        after(Duration.ofDays(8));
        assertThat(customer.status(number)).isEqualTo("closed");
    }

    @Test
    void whatCameBackAndIsNotHandledIsRefundedOrLeftToAPerson() {
        var customer = Customer.received(shop, 2, Customer.product(shop, "5.00", 10));
        var parcel = customer.asked("return", "damaged", 1);
        var repair = customer.asked("repair", "faulty", 1);
        for (var number : new String[] {parcel, repair}) {
            require(customer.staff(number, "approval", null), 200);
            require(customer.receive(number, 1, 0), 200);
        }
        after(Duration.ofDays(4));
        assertThat(customer.status(parcel)).isEqualTo("refunded");
        assertThat(customer.status(repair)).isEqualTo("received");
        assertThat(customer.staffView(repair).path("escalated").asBoolean()).isTrue();
    }

    @Test
    void aParcelThatDoesNotArriveIsLeftToAPerson() {
        var customer = Customer.received(shop, 1, Customer.product(shop, "5.00", 10));
        var number = customer.asked("return", "damaged", 1);
        require(customer.staff(number, "approval", null), 200);
        require(customer.sendParcel(number), 200);
        after(Duration.ofDays(11));
        assertThat(customer.status(number)).isEqualTo("sent");
        assertThat(customer.staffView(number).path("escalated").asBoolean()).isTrue();
    }

    @Test
    void aRefundThatACrashCutOffIsFinishedOnceWhereverItWasCut(JdbcClient db, Payment payment) {
        for (var crashAfterPayment : new boolean[] {false, true}) {
            var customer = Customer.received(shop, 2, Customer.product(shop, "5.00", 10));
            var number = customer.asked("refund-only", "damaged", 1);
            var request = returns.requireByNumber(number);
            // The power goes out right after the move was recorded ...
            tx.executeWithoutResult(_ -> moveReturn.move(request, Move.GRANT, Actor.SHOP, ""));
            if (crashAfterPayment) {
                // ... or right after the money went.
                payment.refund(new NewRefund(
                        Ids.named("aftersales-refund", request.requestId().toString()),
                        request.orderId(),
                        request.refund(),
                        "return " + number));
            }
            settleReturns.run();
            assertThat(customer.status(number)).isEqualTo("refunding");
            clock.advance(Duration.ofMinutes(1));
            AtOnce.run(5, _ -> {
                settleReturns.run();
                return true;
            });
            assertThat(customer.status(number)).isEqualTo("refunded");
            assertThat(db.sql("SELECT sum(amount_minor) FROM payment.refund WHERE order_id = :id")
                            .param("id", request.orderId())
                            .query(Long.class)
                            .single())
                    .isEqualTo(request.refund().minor());
            assertThat(customer.order().path("lines").path(0).path("refunded").asInt())
                    .isEqualTo(1);
            assertThat(db.sql("SELECT count(*) FROM aftersales.outbox WHERE type LIKE '%RefundGranted' AND key = :key")
                            .param("key", request.requestId().toString())
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    void anExchangeThatACrashCutOffIsShippedOnce() {
        var sku = Customer.product(shop, "5.00", 4);
        var customer = Customer.received(shop, 1, sku);
        var number = customer.asked("exchange", "damaged", 1);
        require(customer.staff(number, "approval", null), 200);
        require(customer.receive(number, 1, 0), 200);
        assertThat(customer.available(sku)).isEqualTo(3);
        var request = returns.requireByNumber(number);
        tx.executeWithoutResult(_ -> {
            moveReturn.move(request, Move.SEND_BACK, Actor.SHOP, "");
            returns.setParcelBack(
                    request.requestId(), new io.kontor.aftersales.request.KeptReturn.Tracking("zto", "9"));
        });
        clock.advance(Duration.ofMinutes(1));
        AtOnce.run(5, _ -> {
            settleReturns.run();
            return true;
        });
        assertThat(customer.status(number)).isEqualTo("completed");
        assertThat(customer.available(sku)).isEqualTo(3);
    }
}
