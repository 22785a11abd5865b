package io.kontor.aftersales.request;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is kept: what was asked for, and what has happened since.
 *
 * @param accountId null for a guest
 * @param withDelivery whether what was paid for delivery goes back too
 * @param parcel to the shop; {@code back} to the buyer
 * @param unsettled whether other modules still have to hear of its last move; {@code trouble}: why they could not
 */
public record KeptReturn(
        UUID requestId,
        String number,
        UUID orderId,
        String orderNumber,
        @Nullable UUID accountId,
        Contact contact,
        Kind kind,
        Status status,
        Instant statusAt,
        @Nullable Instant dueAt,
        boolean escalated,
        Reason reason,
        boolean withDelivery,
        Currency currency,
        Instant requestedAt,
        @Nullable Tracking parcel,
        @Nullable Tracking back,
        boolean unsettled,
        @Nullable String trouble,
        int version,
        List<Line> lines,
        List<Entry> timeline) {

    public record Contact(
            String name, @Nullable String email, @Nullable String phone) {}

    public record Tracking(String carrier, String trackingNumber) {}

    /** @param good units that came back fit to be sold; null until the parcel came */
    public record Line(
            UUID lineId,
            String sku,
            UUID productId,
            String slug,
            Text name,
            Text options,
            @Nullable String image,
            int quantity,
            @Nullable Integer good,
            @Nullable Integer damaged,
            RefundShare share,
            @Nullable Instead wanted) {

        /** The stock code of what the buyer gets for it in an exchange. */
        public String replacementSku() {
            return wanted == null ? sku : wanted.sku();
        }

        /** The line with what came back of it: for units that are missing nothing goes back. */
        public Line arrived(int good, int damaged) {
            return new Line(
                    lineId,
                    sku,
                    productId,
                    slug,
                    name,
                    options,
                    image,
                    good + damaged,
                    good,
                    damaged,
                    share.of(good + damaged, quantity),
                    wanted);
        }
    }

    /** The other variant that a line is exchanged for. @param price of one unit, never more than was paid for one */
    public record Instead(String sku, Text options, Money price) {
        /** What goes back because it is cheaper. */
        Money difference(Money paid, int units) {
            return paid.minus(price.times(units));
        }
    }

    /** @param note in the words of who did it */
    public record Entry(Instant at, String code, Actor actor, String note, List<String> photos) {}

    public Money goods() {
        return sum(RefundShare::goods);
    }

    public Money delivery() {
        return sum(RefundShare::delivery);
    }

    public Money tax() {
        return sum(share -> share.tax().plus(share.deliveryTax()));
    }

    /** What goes back when it is refunded. */
    public Money refund() {
        return goods().plus(delivery());
    }

    /** What goes back because goods are exchanged for something cheaper. */
    public Money difference() {
        var difference = Money.zero(currency);
        for (var line : lines) {
            if (line.wanted() != null) {
                difference =
                        difference.plus(line.wanted().difference(line.share().goods(), line.quantity()));
            }
        }
        return difference;
    }

    private Money sum(Function<RefundShare, Money> amount) {
        return lines.stream().map(line -> amount.apply(line.share())).reduce(Money.zero(currency), Money::plus);
    }

    /** Whether money goes back, as far as can be told now. */
    public boolean isForMoney() {
        return !kind.hasParcelBack() || status == Status.REFUNDING || status == Status.REFUNDED;
    }
}
