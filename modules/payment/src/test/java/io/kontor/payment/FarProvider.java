package io.kontor.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import io.kontor.testkit.TestPart;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A provider behind a line that may break. */
@TestPart
@Component
class FarProvider implements PaymentProvider {
    private final AtomicBoolean fails = new AtomicBoolean();
    private final AtomicBoolean refuses = new AtomicBoolean();
    private final Map<UUID, Integer> given = new ConcurrentHashMap<>();
    private final Map<UUID, Integer> charged = new ConcurrentHashMap<>();

    void failNext() {
        fails.set(true);
    }

    void refuse(boolean all) {
        refuses.set(all);
    }

    int charged(UUID paymentId) {
        return charged.getOrDefault(paymentId, 0);
    }

    int given(UUID refundId) {
        return given.getOrDefault(refundId, 0);
    }

    @Override
    public String method() {
        return "far";
    }

    @Override
    public String merchant() {
        return "far-shop";
    }

    @Override
    public boolean remote(String outcome) {
        return true;
    }

    @Override
    public Charge charge(NewPayment wanted) {
        charged.merge(wanted.paymentId(), 1, Integer::sum);
        overTheLine();
        return new Charge.Captured();
    }

    @Override
    public Charge authorise(NewPayment wanted) {
        overTheLine();
        return new Charge.Authorised();
    }

    @Override
    public Standing query(UUID paymentId) {
        overTheLine();
        return new Charge.Captured();
    }

    @Override
    public Deed capture(UUID captureId, UUID paymentId, Money amount) {
        overTheLine();
        return refuses.get() ? new Deed.Refused("The hold has run out.") : new Deed.Done();
    }

    @Override
    public Deed release(UUID paymentId) {
        overTheLine();
        return refuses.get() ? new Deed.Refused("It is captured.") : new Deed.Done();
    }

    @Override
    public Deed refund(UUID refundId, UUID paymentId, Money amount) {
        overTheLine();
        if (refuses.get()) {
            return new Deed.Refused("The shop's balance is too low.");
        }
        given.merge(refundId, 1, Integer::sum);
        return new Deed.Done();
    }

    private void overTheLine() {
        assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                .isFalse();
        if (fails.getAndSet(false)) {
            throw new IllegalStateException("The line broke");
        }
    }

    @Override
    public Callback read(Map<String, String> headers, String body) {
        throw PaymentProblem.CALLBACK_UNREADABLE.refusal("This provider never calls back.");
    }
}
