package io.kontor.trade.pricing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the amounts of an order line came about, as far as the amounts do not say it themselves. Kept with the order as
 * JSON, so what is usual is left out.
 *
 * @param off what adjustments took off, in their order; amounts are negative
 * @param taxClass null for the standard one
 * @param taxMillionths null for no tax
 * @param taxAdded true when the tax came on top of the price, else null
 * @param deliveryTax the part of the line's tax that is the delivery's own, in minor units; null when the delivery is
 *     taxed like the goods
 * @param points what points paid of the line and its delivery, in minor units, or null; {@code giftCards} likewise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Breakdown(
        List<Step> off,
        @Nullable String taxClass,
        @Nullable Integer taxMillionths,
        @Nullable Boolean taxAdded,
        @Nullable Long deliveryTax,
        @Nullable Long points,
        @Nullable Long giftCards) {

    /** @param text of the adjustment */
    public record Step(String code, Text text, Money amount) {
        /** The same step, with what it makes elsewhere. */
        Step plus(Step other) {
            return new Step(code, text, amount.plus(other.amount));
        }
    }

    public Breakdown {
        off = off == null ? List.of() : List.copyOf(off);
    }

    public TaxRate tax() {
        return new TaxRate(
                taxClass == null ? TaxRate.STANDARD : taxClass,
                taxMillionths == null ? 0 : taxMillionths,
                taxAdded == null);
    }

    static Breakdown of(List<Step> off, TaxRate tax, @Nullable Long deliveryTax, long points, long giftCards) {
        return new Breakdown(
                off,
                tax.taxClass().equals(TaxRate.STANDARD) ? null : tax.taxClass(),
                tax.millionths() == 0 ? null : tax.millionths(),
                tax.included() ? null : true,
                deliveryTax,
                points == 0 ? null : points,
                giftCards == 0 ? null : giftCards);
    }

    /** What of a whole order is not said by its amounts and its lines. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record OfOrder(
            @Nullable Money deliveryPrice,
            List<Step> deliveryOff,
            @Nullable TaxRate deliveryTax,
            List<Step> tenders,
            List<Unused> unused) {
        /** The price of the delivery is what it costs, it is taxed like the goods, and nothing was asked for in vain. */
        public static final OfOrder USUAL = new OfOrder(null, List.of(), null, List.of(), List.of());

        public OfOrder {
            deliveryOff = deliveryOff == null ? List.of() : List.copyOf(deliveryOff);
            tenders = tenders == null ? List.of() : List.copyOf(tenders);
            unused = unused == null ? List.of() : List.copyOf(unused);
        }
    }
}
