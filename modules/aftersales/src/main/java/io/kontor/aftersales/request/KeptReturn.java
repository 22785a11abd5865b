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
 * @param paidAs what the order's payments are for: the order itself, or the group it was paid with
 * @param accountId null for a guest
 * @param withDelivery whether what was paid for delivery goes back too
 * @param parcel to the shop; {@code back} to the buyer
 * @param paid what the buyer paid because goods are exchanged for something dearer; null while that is not, or need not be
 * @param unsettled whether other modules still have to hear of its last move; {@code trouble}: why they could not
 */
public record KeptReturn(
        UUID requestId,
        String number,
        UUID orderId,
        String orderNumber,
        UUID paidAs,
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
        @Nullable Paid paid,
        boolean unsettled,
        @Nullable String trouble,
        int version,
        List<Line> lines,
        List<Entry> timeline) {

    public record Contact(
            String name, @Nullable String email, @Nullable String phone) {}

    public record Tracking(String carrier, String trackingNumber) {}

    public record Paid(UUID paymentId, Money amount) {}

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

        Line with(RefundShare share) {
            return new Line(lineId, sku, productId, slug, name, options, image, quantity, good, damaged, share, wanted);
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

    /** The other variant that a line is exchanged for. @param price of one unit on the day it was asked for */
    public record Instead(String sku, Text options, Money price) {
        /** What goes back because it is cheaper. */
        Money cheaper(Money paid, int units) {
            return atLeastNothing(paid.minus(price.times(units)));
        }

        /** What is to be paid because it is dearer. */
        Money dearer(Money paid, int units) {
            return atLeastNothing(price.times(units).minus(paid));
        }

        private static Money atLeastNothing(Money amount) {
            return amount.isPositive() ? amount : Money.zero(amount.currency());
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

    /** What of the refund goes back to points and gift cards; the rest goes back in money. */
    public Money tendered() {
        return sum(RefundShare::tendered);
    }

    /** What of the difference goes back in money: no more than was paid in money for what is exchanged. */
    public Money differenceInMoney() {
        return sumOfExchanged((wanted, share, units) -> share.ofItInMoney(wanted.cheaper(share.goods(), units)));
    }

    /** What went or goes back in money of a request that was granted. */
    Money goneInMoney() {
        return isRefunded() ? refund().minus(tendered()) : differenceInMoney();
    }

    /** What went or goes back to points and gift cards. */
    Money goneTendered() {
        return isRefunded() ? tendered() : difference().minus(differenceInMoney());
    }

    private boolean isRefunded() {
        return status == Status.REFUNDING || status == Status.REFUNDED;
    }

    /** What goes back because goods are exchanged for something cheaper. */
    public Money difference() {
        return sumOfExchanged((wanted, share, units) -> wanted.cheaper(share.goods(), units));
    }

    /**
     * What an exchange for something dearer costs more, paid or not. Each line is settled by itself: fewer units in the
     * parcel make it less, never more.
     */
    public Money extra() {
        return sumOfExchanged((wanted, share, units) -> wanted.dearer(share.goods(), units));
    }

    private interface Difference {
        Money of(Instead wanted, RefundShare share, int units);
    }

    private Money sumOfExchanged(Difference difference) {
        var sum = Money.zero(currency);
        for (var line : lines) {
            if (line.wanted() != null) {
                sum = sum.plus(difference.of(line.wanted(), line.share(), line.quantity()));
            }
        }
        return sum;
    }

    private Money sum(Function<RefundShare, Money> amount) {
        return lines.stream().map(line -> amount.apply(line.share())).reduce(Money.zero(currency), Money::plus);
    }

    /** Whether money goes back, as far as can be told now. */
    public boolean isForMoney() {
        return !kind.hasParcelBack() || status == Status.REFUNDING || status == Status.REFUNDED;
    }
}
