package io.kontor.payment;

import io.kontor.kernel.Money;
import io.kontor.payment.Payment.NewPayment;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A way to take money, one bean per method. Replaceable rule: a new provider is a new bean, found by its
 * {@link #method}.
 *
 * <p>A remote provider is asked outside any transaction, after what is wanted of it was recorded, and only for a limited
 * time. Whatever it throws, and no answer at all, mean the same: nobody knows what it did. It is asked again, so every
 * question must bear being asked twice.
 */
public interface PaymentProvider {
    /** The code shoppers choose it by, such as {@code sandbox}. */
    String method();

    /** The shop's account there. A callback that names another is not for us. */
    String merchant();

    /**
     * Whether it answers over a network. A local one is asked inside the transaction that records its answer.
     *
     * @param outcome of the payment it is about; only the sandbox looks at it
     */
    boolean remote(@Nullable String outcome);

    /** Asks for the money. The same payment id takes it once. */
    Charge charge(NewPayment wanted);

    /** Asks only to hold the money. The same payment id holds it once. */
    Charge authorise(NewPayment wanted);

    /** How the payment stands there. */
    Standing query(UUID paymentId);

    /** Takes held money. The same capture id takes it once. */
    Deed capture(UUID captureId, UUID paymentId, Money amount);

    /**
     * Lets go what is held, or closes a payment that was never finished: afterwards nothing more is taken under that id,
     * not even when the provider hears of it only then. Refused when there is nothing left to let go.
     */
    Deed release(UUID paymentId);

    /** Gives back part of a captured payment. The same refund id and payment id give back once. */
    Deed refund(UUID refundId, UUID paymentId, Money amount);

    /**
     * Reads what the provider sent to its callback address.
     *
     * @param headers names in lower case
     * @throws io.kontor.kernel.Refusal CALLBACK_UNREADABLE, CALLBACK_FORGED; whether it is fresh and fits is checked by
     *     the caller
     */
    Callback read(Map<String, String> headers, String body);

    /** How a payment stands at its provider. */
    sealed interface Standing {
        /** Closed or let go. */
        record Voided() implements Standing {}

        /** The provider knows no such payment. */
        record Unheard() implements Standing {}
    }

    /** What became of a charge. */
    sealed interface Charge extends Standing {
        record Captured() implements Charge {}

        /** The money is held. */
        record Authorised() implements Charge {}

        record Declined(String reason) implements Charge {}

        /** The shopper has to go to {@code url}, or somebody else has to act when it is null. */
        record Pending(@Nullable String url) implements Charge {}
    }

    /** What became of a capture, a release or a refund. */
    sealed interface Deed {
        record Done() implements Deed {}

        record Refused(String reason) implements Deed {}
    }

    /** @param signedAt when the provider signed it */
    record Callback(UUID paymentId, UUID orderId, Money amount, String merchant, Charge charge, Instant signedAt) {}
}
