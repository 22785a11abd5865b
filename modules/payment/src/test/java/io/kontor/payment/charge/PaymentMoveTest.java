package io.kontor.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.NewCapture;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.payment.Payment.NewRefund;
import io.kontor.payment.Payment.Status;
import io.kontor.payment.PaymentModule;
import io.kontor.payment.PaymentProvider.Charge;
import io.kontor.payment.PaymentProvider.Standing;
import io.kontor.testkit.KontorTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that can happen to a payment, in every state it can be in, on a real database. */
@KontorTest(PaymentModule.class)
class PaymentMoveTest {
    /** Rows: what happens. Columns: where the payment stands, in the order of {@link Status}. A dot: nothing may change. */
    private static final String TABLE = """
                          UNKNOWN    PENDING    AUTHORISED PARTIALLY_CAPTURED CAPTURED   DECLINED   VOIDED
            says pending  PENDING    .          .          .                  .          .          .
            says held     AUTHORISED AUTHORISED .          .                  .          AUTHORISED .
            says captured CAPTURED   CAPTURED   CAPTURED   CAPTURED           .          CAPTURED   CAPTURED
            says declined DECLINED   DECLINED   DECLINED   .                  .          .          .
            says voided   VOIDED     VOIDED     VOIDED     CAPTURED           .          .          .
            says nothing  .          .          .          .                  .          .          .
            capture part  .          .          PARTIALLY_CAPTURED PARTIALLY_CAPTURED . .          .
            capture rest  .          .          CAPTURED   CAPTURED           .          .          .
            capture more  .          .          .          .                  .          .          .
            void          VOIDED     VOIDED     VOIDED     CAPTURED           .          .          .
            refund        .          .          .          .                  .          .          .
            refund more   .          .          .          .                  .          .          .
            """;

    private static final long AMOUNT = 1_000;
    private static final long PART = 300;

    private final Payment payment;
    private final SettlePayment settlePayment;
    private final PaymentStore payments;
    private final JdbcClient db;

    PaymentMoveTest(Payment payment, SettlePayment settlePayment, PaymentStore payments, JdbcClient db) {
        this.payment = payment;
        this.settlePayment = settlePayment;
        this.payments = payments;
        this.db = db;
    }

    @TestFactory
    List<DynamicTest> everyEventInEveryState() {
        var tests = new ArrayList<DynamicTest>();
        for (var row : TABLE.lines().skip(1).toList()) {
            var event = row.substring(0, 14).strip();
            var cells = row.substring(14).strip().split("\\s+");
            for (var state : Status.values()) {
                var cell = cells[state.ordinal()];
                var expected = cell.equals(".") ? state : Status.valueOf(cell);
                tests.add(dynamicTest(event + " when " + state, () -> happens(event, state, expected)));
            }
        }
        return tests;
    }

    @Test
    void theTableNamesEveryStateAndEveryMoveLeadsSomewhere() {
        assertThat(TABLE.lines().findFirst().orElseThrow().strip().split("\\s+"))
                .containsExactly(Arrays.stream(Status.values()).map(Enum::name).toArray(String[]::new));
        assertThat(PaymentMove.values()).allMatch(move -> !move.from().isEmpty());
        assertThat(Arrays.stream(PaymentMove.values()).map(PaymentMove::to))
                .containsAll(Set.of(Status.values()).stream()
                        .filter(status -> status != Status.UNKNOWN)
                        .toList());
    }

    private void happens(String event, Status state, Status expected) {
        var before = in(state);
        var eventsBefore = events(before.orderId());
        Map<String, Consumer<PaymentRecord>> happening = Map.ofEntries(
                says("says pending", new Charge.Pending(null)),
                says("says held", new Charge.Authorised()),
                says("says captured", new Charge.Captured()),
                says("says declined", new Charge.Declined("No money")),
                says("says voided", new Standing.Voided()),
                says("says nothing", new Standing.Unheard()),
                Map.entry("capture part", one -> capture(one, PART)),
                Map.entry(
                        "capture rest",
                        one -> capture(one, one.amount().minus(one.captured()).minor())),
                Map.entry("capture more", one -> capture(one, AMOUNT + 1)),
                Map.entry("void", one -> payment.release(one.id())),
                Map.entry("refund", one -> refund(one, 1)),
                Map.entry("refund more", one -> refund(one, one.left().minor() + 1)));
        var refused = false;
        try {
            happening.get(event).accept(before);
        } catch (Refusal refusal) {
            refused = true;
        }
        var after = payments.require(before.id());
        assertThat(after.standing()).isEqualTo(expected);
        assertThat(after.refunded().minor()).isBetween(0L, after.captured().minor());
        if (refused) {
            assertThat(after).isEqualTo(before);
            assertThat(events(before.orderId())).isEqualTo(eventsBefore);
        }
        if (event.equals("refund")) {
            assertThat(refused)
                    .isEqualTo(
                            !Set.of(Status.CAPTURED, Status.PARTIALLY_CAPTURED).contains(state));
        }
        if (expected != state) {
            assertThat(events(before.orderId())).isEqualTo(eventsBefore + told(event, expected));
        }
    }

    /** A capture that completes the payment tells both of itself and of the whole; a page to wait on is no news. */
    private static long told(String event, Status expected) {
        return expected == Status.PENDING ? 0 : event.equals("capture rest") ? 2 : 1;
    }

    private Map.Entry<String, Consumer<PaymentRecord>> says(String event, Standing standing) {
        return Map.entry(event, one -> settlePayment.settle(one.id(), standing));
    }

    private void capture(PaymentRecord one, long minor) {
        payment.capture(new NewCapture(UUID.randomUUID(), one.id(), Money.of(minor, "CNY")));
    }

    private void refund(PaymentRecord one, long minor) {
        payment.refund(
                new NewRefund(UUID.randomUUID(), one.orderId(), Money.of(minor, "CNY"), "Came broken", one.id()));
    }

    /** Brought there by what really brings it there, as far as that is possible. */
    private PaymentRecord in(Status state) {
        var id = UUID.randomUUID();
        var outcome = switch (state) {
            case UNKNOWN, PENDING -> "pending";
            case AUTHORISED, PARTIALLY_CAPTURED, VOIDED -> "authorise";
            case CAPTURED -> "capture";
            case DECLINED -> "decline";
        };
        payment.pay(new NewPayment(id, UUID.randomUUID(), "K1", Money.of(AMOUNT, "CNY"), "sandbox", outcome));
        switch (state) {
            case UNKNOWN ->
                db.sql("UPDATE payment.payment SET status = 'UNKNOWN' WHERE payment_id = :id")
                        .param("id", id)
                        .update();
            case PARTIALLY_CAPTURED -> capture(payments.require(id), PART);
            case VOIDED -> payment.release(id);
            case PENDING, AUTHORISED, CAPTURED, DECLINED -> {}
        }
        assertThat(payments.require(id).standing()).isEqualTo(state);
        return payments.require(id);
    }

    private long events(UUID order) {
        return db.sql("SELECT count(*) FROM payment.outbox WHERE key = :key")
                .param("key", order.toString())
                .query(Long.class)
                .single();
    }
}
