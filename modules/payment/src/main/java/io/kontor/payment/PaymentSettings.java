package io.kontor.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the shop deals with payment providers.
 *
 * @param answerMax how long a provider's answer is waited for; after that it counts as unknown and is asked for again
 * @param tellStaffAfter how long a payment, capture or refund may stay without an answer before staff is told
 * @param pendingMax how long a payment may wait for the shopper at a remote provider before it is closed there
 */
@ConfigurationProperties("kontor.payment")
public record PaymentSettings(
        @DefaultValue("10s") Duration answerMax,
        @DefaultValue("15m") Duration tellStaffAfter,
        @DefaultValue("2h") Duration pendingMax) {}
