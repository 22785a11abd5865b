package io.kontor.trade.pricing;

import io.kontor.trade.pricing.PriceQuote.Tender;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what makes a purchase cheaper, and what pays of it besides money. Every bean of this kind is asked, for a quote and for the order alike. */
public interface PriceRule {
    Ruling rule(Purchase purchase);

    /**
     * @param accountId null for a guest
     * @param coupons the codes that the buyer typed, those of gift cards among them; {@code points} that they want to pay with
     */
    record Purchase(
            @Nullable UUID accountId,
            Currency currency,
            List<PriceQuote.Line> lines,
            List<String> coupons,
            int points) {}

    /**
     * @param tenders points and gift cards, in the order in which they pay, each with what it can pay at most
     * @param unused what was asked for and is not given, with why
     */
    record Ruling(List<Adjustment> adjustments, List<Tender> tenders, List<Unused> unused) {
        public Ruling(List<Adjustment> adjustments, List<Unused> unused) {
            this(adjustments, List.of(), unused);
        }
    }
}
