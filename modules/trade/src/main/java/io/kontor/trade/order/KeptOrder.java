package io.kontor.trade.order;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.trade.OrderPlaced.Tender;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.pricing.Breakdown;
import io.kontor.trade.pricing.Explain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is kept: what was agreed when it was placed, and what has happened since.
 *
 * @param groupId what is paid together: payments are asked for under it. The order's own id when it was the only one of its
 *     checkout
 * @param merchantId whose goods these are and who ships them
 * @param accountId null for a guest
 * @param paymentId the payment that paid it, or null
 * @param revised what staff changed since it was placed; null while nothing was
 * @param breakdown how the total came about, as far as the lines do not say it; null when there is nothing to say
 */
public record KeptOrder(
        UUID orderId,
        String number,
        UUID groupId,
        UUID merchantId,
        @Nullable UUID accountId,
        OrderStatus status,
        Instant placedAt,
        Instant payBefore,
        @Nullable UUID paymentId,
        Totals totals,
        Contact contact,
        Address address,
        String deliveryMethod,
        Text deliveryName,
        @Nullable String note,
        List<Line> lines,
        List<Entry> timeline,
        Breakdown.@Nullable OfOrder breakdown,
        @Nullable Revised revised) {
    /**
     * That an order is not what it was when it was placed.
     *
     * @param version one more with every change, from 1
     * @param paid what was paid for it, less what changes gave back; null: as much as it costs, or nothing yet
     * @param dueBefore until when what is still due is waited for, or null
     */
    public record Revised(
            int version, @Nullable Money paid, @Nullable Instant dueBefore) {}

    /** The code of an entry that only staff reads. */
    public static final String INTERNAL_NOTE = "note";

    /**
     * @param shipped how many have left the house; {@code refunded} for how many of these the money went back
     * @param promisedOn the day by which what was not there leaves the house; null where all of it was
     * @param leftOut how many are never shipped, because the buyer did not want them any more
     * @param awaiting how many were added and are not paid yet: these stay here
     */
    public record Line(
            UUID lineId,
            String sku,
            UUID productId,
            String slug,
            Text name,
            Text options,
            @Nullable String image,
            int quantity,
            int shipped,
            Money listPrice,
            Money price,
            Money discount,
            Money tax,
            Money deliveryShare,
            Money total,
            Breakdown breakdown,
            int refunded,
            Money refundedAmount,
            @Nullable LocalDate promisedOn,
            int awaiting,
            int leftOut) {
        public Line promised(@Nullable LocalDate on) {
            return new Line(
                    lineId,
                    sku,
                    productId,
                    slug,
                    name,
                    options,
                    image,
                    quantity,
                    shipped,
                    listPrice,
                    price,
                    discount,
                    tax,
                    deliveryShare,
                    total,
                    breakdown,
                    refunded,
                    refundedAmount,
                    on,
                    awaiting,
                    leftOut);
        }

        public Explain.Line explained() {
            return new Explain.Line(quantity, listPrice, price, total, deliveryShare, tax, breakdown);
        }

        /** How many can be shipped now. */
        public int left() {
            return quantity - shipped - awaiting - leftOut;
        }
    }

    /** @param note why, or what exactly, in the words of who did it */
    public record Entry(Instant at, String code, Actor actor, String note) {}

    /** Whether others were ordered with it, of other merchants, and are paid with it. */
    public boolean isGrouped() {
        return !groupId.equals(orderId);
    }

    /** Under which its payments are found: those of its group, and those of its own. */
    public List<UUID> payables() {
        return isGrouped() ? List.of(groupId, orderId) : List.of(orderId);
    }

    /** Counts the changes of what was agreed; 0 for an order that is as it was placed. */
    public int version() {
        return revised == null ? 0 : revised.version();
    }

    /** What was paid for it when it was paid, and since, less what changes gave back. */
    public Money settled() {
        return revised == null || revised.paid() == null ? totals.payable() : revised.paid();
    }

    /** What of a paid order is still to be paid, after something was added to it. */
    public Money due() {
        var none = Money.zero(totals.total().currency());
        var isOpen = status != OrderStatus.UNPAID && status != OrderStatus.CANCELLED;
        if (!isOpen || revised == null || revised.paid() == null) {
            return none;
        }
        var due = totals.payable().minus(revised.paid());
        return due.isPositive() ? due : none;
    }

    /** What points and gift cards pay of it, in their order. */
    public List<Tender> tenders() {
        return tenders(breakdown);
    }

    public static List<Tender> tenders(Breakdown.@Nullable OfOrder breakdown) {
        return breakdown == null
                ? List.of()
                : breakdown.tenders().stream()
                        .map(step -> new Tender(step.code(), step.amount().negated()))
                        .toList();
    }

    /** What a payment for it takes now. */
    public Money toPay() {
        return status == OrderStatus.UNPAID ? totals.payable() : due();
    }

    /** The code of the point where it is picked up, or null when it is delivered. */
    public @Nullable String pickUpPoint() {
        var colon = deliveryMethod.indexOf(':');
        return colon < 0 ? null : deliveryMethod.substring(colon + 1);
    }

    /** The same order after a move. */
    KeptOrder after(OrderMove move, Entry entry) {
        return with(move.to(), entry);
    }

    /** The same order with something more to tell. */
    KeptOrder with(Entry entry) {
        return with(status, entry);
    }

    private KeptOrder with(OrderStatus status, Entry entry) {
        var entries = new ArrayList<>(timeline);
        entries.add(entry);
        return with(status, lines, entries);
    }

    /** The same order, of which some goods are not there yet: with the days that were promised, by SKU. */
    public KeptOrder promised(Map<String, LocalDate> days) {
        return days.isEmpty()
                ? this
                : with(
                        status,
                        lines.stream()
                                .map(line -> days.containsKey(line.sku()) ? line.promised(days.get(line.sku())) : line)
                                .toList(),
                        timeline);
    }

    private KeptOrder with(OrderStatus status, List<Line> lines, List<Entry> entries) {
        return new KeptOrder(
                orderId,
                number,
                groupId,
                merchantId,
                accountId,
                status,
                placedAt,
                payBefore,
                paymentId,
                totals,
                contact,
                address,
                deliveryMethod,
                deliveryName,
                note,
                lines,
                entries,
                breakdown,
                revised);
    }
}
