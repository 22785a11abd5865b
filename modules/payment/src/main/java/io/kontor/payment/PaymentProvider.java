package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A way to take money, one bean per method. Replaceable rule: a new provider is a new bean, found by its
 * {@link #method}.
 */
public interface PaymentProvider {
    /** The code shoppers choose it by, such as {@code sandbox}. */
    String method();

    /**
     * Whether it answers over a network. A remote provider is asked outside any transaction, after the payment or
     * refund was recorded as initiated; a local one inside the transaction that records its answer.
     */
    boolean remote();

    /** Asks for the money. The same payment id must get the same answer. */
    Charge charge(NewPayment wanted);

    /** Gives back part of a captured payment. The same refund id and payment id must give back once. */
    void refund(UUID refundId, UUID paymentId, Money amount);

    /**
     * Reads what the provider sent to its callback address.
     *
     * @param headers names in lower case
     * @throws io.kontor.kernel.Refusal CALLBACK_UNREADABLE, CALLBACK_FORGED; whether it is fresh and fits is checked by
     *     the caller
     */
    Callback read(Map<String, String> headers, String body);

    /** What became of a charge. */
    sealed interface Charge {
        record Captured() implements Charge {}

        record Declined(String reason) implements Charge {}

        /** The shopper has to go to {@code url}; the outcome comes by callback. */
        record Pending(String url) implements Charge {}
    }

    /** @param signedAt when the provider signed it */
    record Callback(UUID paymentId, UUID orderId, Money amount, boolean captured, String reason, Instant signedAt) {}
}
