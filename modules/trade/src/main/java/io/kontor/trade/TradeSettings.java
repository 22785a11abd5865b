package io.kontor.trade;

import io.kontor.platform.start.StartFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the shop trades.
 *
 * @param unpaidMax how long an order waits for its payment before it is cancelled and its stock goes back, up to 23 hours
 * @param receiptAfter how long after shipping an order counts as received when the buyer says nothing
 * @param cartIdleMax how long a cart that nobody touches is kept
 * @param vatPercent value added tax contained in every price, in per cent
 * @param currency of an empty cart and of the day's revenue, ISO 4217; an order is in the currency of its goods
 */
@ConfigurationProperties("kontor.trade")
public record TradeSettings(
        @DefaultValue("30m") Duration unpaidMax,
        @DefaultValue("10d") Duration receiptAfter,
        @DefaultValue("30d") Duration cartIdleMax,
        @DefaultValue("13") BigDecimal vatPercent,
        @DefaultValue("CNY") Currency currency) {
    private static final Duration UNPAID_MAX = Duration.ofHours(23);

    public TradeSettings {
        if (unpaidMax.compareTo(UNPAID_MAX) > 0) {
            throw new StartFailure(
                    "the setting kontor.trade.unpaid-max is at most 23h: goods are set aside for a day at most.");
        }
    }
}
