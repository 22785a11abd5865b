package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment.PickUp;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.fulfilment.Fulfilment.TrackingEvent;
import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Explanation;
import io.kontor.trade.Trade.NotApplied;
import io.kontor.trade.Trade.OrderGroup;
import io.kontor.trade.Trade.Tax;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.ShowOrder;
import io.kontor.trade.pricing.Breakdown;
import io.kontor.trade.pricing.Explain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as staff sees it: with who did what, every payment tried, and what can be done now.
 *
 * @param version of what was agreed: what a change is based on, the ETag
 * @param due what of a paid order is still to be paid, after something was added to it, or of an unpaid
 *     one that was captured in part, with its group; or null; until {@code dueBefore}
 * @param captured what arrived for an order that is not wholly paid, and for its group; or null
 */
record StaffOrder(
        UUID id,
        String number,
        String status,
        Instant placedAt,
        @Nullable UUID accountId,
        Contact contact,
        int units,
        Money total,
        Address address,
        String deliveryMethod,
        String deliveryName,
        @Nullable String note,
        List<Line> lines,
        Totals totals,
        List<Attempt> payments,
        List<Parcel> shipments,
        List<Happening> timeline,
        @Nullable Waiting pickUp,
        boolean shippable,
        boolean cancellable,
        List<Explanation> explanation,
        List<Tax> taxes,
        List<NotApplied> notApplied,
        List<String> tags,
        @Nullable OrderGroup group,
        int version,
        @Nullable Money due,
        @Nullable Instant dueBefore,
        @Nullable Money captured) {

    /** An order that is picked up. The code is not staff's to know. @param readyAt null until it is ready */
    record Waiting(@Nullable Instant readyAt, @Nullable Instant handedAt) {}

    /** An order as lists show it. @param paidWith the numbers of the other orders of its checkout */
    record Row(
            String number,
            String status,
            Instant placedAt,
            Contact contact,
            int units,
            Money total,
            List<String> tags,
            List<String> paidWith) {}

    /** @param name of the recipient */
    record Contact(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone) {}

    /**
     * @param leftOut how many are never shipped, because the buyer did not want them any more
     * @param awaiting how many were added and are not paid yet: they are not shipped before
     * @param explanation how {@code paid} came about, in order; the amounts sum to it
     * @param promisedOn the day by which what was not there when it was ordered leaves the house
     * @param waiting how many are not there yet: they cannot be shipped before they come
     */
    record Line(
            UUID lineId,
            String sku,
            UUID productId,
            Text name,
            Text options,
            @Nullable String image,
            int quantity,
            int shipped,
            int refunded,
            int awaiting,
            int leftOut,
            Money listPrice,
            Money unitPrice,
            Money total,
            Money paid,
            List<Tax> taxes,
            List<Explanation> explanation,
            @Nullable LocalDate promisedOn,
            int waiting) {}

    /** @param status as in the store API */
    record Attempt(UUID paymentId, String method, String status, Money amount, Money refunded, Instant at) {}

    record Parcel(
            UUID shipmentId,
            String carrier,
            String trackingNumber,
            @Nullable String trackingUrl,
            Instant dispatchedAt,
            List<ParcelLine> lines,
            TrackingStatus status,
            List<TrackingEvent> events) {}

    record ParcelLine(String sku, int quantity) {}

    /** @param who a member of staff by name, {@code buyer} or {@code shop}; {@code detail} why, or what exactly */
    record Happening(Instant at, String what, String who, String detail) {}

    static Row row(KeptOrder order, List<String> tags, List<String> paidWith) {
        return new Row(
                order.number(),
                order.status().code(),
                order.placedAt(),
                contact(order),
                units(order),
                order.totals().total(),
                tags,
                paidWith);
    }

    static StaffOrder of(
            KeptOrder order,
            List<PaymentView> payments,
            List<Shipment> shipments,
            List<PickUp> pickUps,
            List<String> tags,
            List<KeptOrder> group,
            List<Inventory.Waiting> waiting,
            Language language) {
        var explain = new Explain(language);
        var lines = order.lines().stream()
                .map(line -> line(line, order.breakdown(), waiting, explain))
                .toList();
        var captured = ShowOrder.capturedInPart(order, group, payments);
        return new StaffOrder(
                order.orderId(),
                order.number(),
                order.status().code(),
                order.placedAt(),
                order.accountId(),
                contact(order),
                units(order),
                order.totals().total(),
                order.address(),
                order.deliveryMethod(),
                order.deliveryName().in(language),
                order.note(),
                lines,
                order.totals(),
                payments.stream().map(StaffOrder::attempt).toList(),
                shipments.stream().map(StaffOrder::parcel).toList(),
                order.timeline().stream().map(StaffOrder::happening).toList(),
                order.pickUpPoint() == null
                        ? null
                        : pickUps.stream()
                                .findFirst()
                                .map(one -> new Waiting(one.readyAt(), one.handedAt()))
                                .orElse(new Waiting(null, null)),
                OrderMove.SHIP_ALL.isAllowedFrom(order.status()),
                OrderMove.CANCEL.isAllowedFrom(order.status()),
                explain.order(
                        order.lines().stream().map(KeptOrder.Line::explained).toList(),
                        order.totals(),
                        order.breakdown()),
                Explain.sums(lines.stream().map(Line::taxes).toList()),
                explain.unused(order.breakdown()),
                tags,
                ShowOrder.group(group, captured, language),
                order.version(),
                ShowOrder.due(order, group, captured),
                order.revised() == null ? null : order.revised().dueBefore(),
                captured);
    }

    private static Contact contact(KeptOrder order) {
        return new Contact(
                order.address().name(), order.contact().email(), order.contact().phone());
    }

    private static int units(KeptOrder order) {
        return order.lines().stream().mapToInt(KeptOrder.Line::quantity).sum();
    }

    private static Line line(
            KeptOrder.Line line, Breakdown.@Nullable OfOrder order, List<Inventory.Waiting> waiting, Explain explain) {
        var explained = line.explained();
        var promised = waiting.stream()
                .filter(one -> one.sku().equals(line.sku()))
                .map(Inventory.Waiting::promisedOn)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(line.promisedOn());
        return new Line(
                line.lineId(),
                line.sku(),
                line.productId(),
                line.name(),
                line.options(),
                line.image(),
                line.quantity(),
                line.shipped(),
                line.refunded(),
                line.awaiting(),
                line.leftOut(),
                line.listPrice(),
                line.price(),
                line.total(),
                explained.paid(),
                explain.taxes(explained, order),
                explain.line(explained),
                promised,
                ShipOrder.units(waiting, line.sku()));
    }

    private static Attempt attempt(PaymentView payment) {
        var shown = ShowOrder.paymentOf(payment);
        return new Attempt(
                payment.id(),
                payment.method(),
                shown.status(),
                payment.amount(),
                payment.refunded(),
                payment.createdAt());
    }

    private static Parcel parcel(Shipment shipment) {
        return new Parcel(
                shipment.id(),
                shipment.carrier(),
                shipment.trackingNumber(),
                shipment.trackingUrl(),
                shipment.dispatchedAt(),
                shipment.lines().stream()
                        .map(line -> new ParcelLine(line.sku(), line.quantity()))
                        .toList(),
                shipment.status(),
                shipment.events());
    }

    private static Happening happening(KeptOrder.Entry entry) {
        var who = entry.actor().name().isEmpty()
                ? entry.actor().kind().name().toLowerCase(java.util.Locale.ROOT)
                : entry.actor().name();
        return new Happening(entry.at(), entry.code(), who, entry.note());
    }
}
