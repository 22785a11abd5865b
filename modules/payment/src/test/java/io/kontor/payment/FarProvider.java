package io.kontor.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A provider behind a line that may break. */
@Component
class FarProvider implements PaymentProvider {
    private final AtomicBoolean fails = new AtomicBoolean();
    private final Map<UUID, Integer> given = new ConcurrentHashMap<>();

    void failNext() {
        fails.set(true);
    }

    int given(UUID refundId) {
        return given.getOrDefault(refundId, 0);
    }

    @Override
    public String method() {
        return "far";
    }

    @Override
    public boolean remote() {
        return true;
    }

    @Override
    public Charge charge(NewPayment wanted) {
        overTheLine();
        return new Charge.Captured();
    }

    @Override
    public void refund(UUID refundId, UUID paymentId, Money amount) {
        overTheLine();
        given.merge(refundId, 1, Integer::sum);
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
