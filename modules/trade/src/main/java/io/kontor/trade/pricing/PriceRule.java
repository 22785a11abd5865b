package io.kontor.trade.pricing;

import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what makes a purchase cheaper. Every bean of this kind is asked, for a quote and for the order alike. */
public interface PriceRule {
    Ruling rule(Purchase purchase);

    /** @param accountId null for a guest; {@code coupons} the codes that the buyer typed */
    record Purchase(@Nullable UUID accountId, Currency currency, List<PriceQuote.Line> lines, List<String> coupons) {}

    /** @param unused what was asked for and is not given, with why */
    record Ruling(List<Adjustment> adjustments, List<Unused> unused) {}
}
