package io.kontor.trade.order;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.Shipment;
import io.kontor.fulfilment.Fulfilment.TrackingStatus;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.secret.Secrets;
import io.kontor.platform.template.Messages;
import io.kontor.trade.Trade.GroupedOrder;
import io.kontor.trade.Trade.NextAction;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.Trade.OrderGroup;
import io.kontor.trade.Trade.OrderLine;
import io.kontor.trade.Trade.OrderPayment;
import io.kontor.trade.Trade.OrderSummary;
import io.kontor.trade.Trade.Parcel;
import io.kontor.trade.Trade.ParcelLine;
import io.kontor.trade.Trade.PickUp;
import io.kontor.trade.Trade.SummaryLine;
import io.kontor.trade.Trade.TimelineEntry;
import io.kontor.trade.Trade.TrackingEvent;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.KeptOrder.Line;
import io.kontor.trade.pricing.Breakdown;
import io.kontor.trade.pricing.Explain;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An order as its buyer sees it, with its payment and its parcels. */
@Component
public class ShowOrder {
    /** The texts that answers carry. */
    public static final String MESSAGES = "trade-answers";

    private static final PickUp NOT_READY = new PickUp(null, null, null);
    private static final String TOKEN_KEY = "order-access";

    private final Payment payment;
    private final Fulfilment fulfilment;
    private final OrderStore orders;
    private final Secrets secrets;
    private final Clock clock;

    ShowOrder(Payment payment, Fulfilment fulfilment, OrderStore orders, Secrets secrets, Clock clock) {
        this.payment = payment;
        this.fulfilment = fulfilment;
        this.orders = orders;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Asks payment and fulfilment for what they know of the order. */
    public Order show(KeptOrder order, Language language) {
        return withToken(showWithoutToken(order, language));
    }

    public Order showWithoutToken(KeptOrder order, Language language) {
        var payments = payment.payments(order.payables());
        var shipments = order.lines().stream().anyMatch(line -> line.shipped() > 0)
                ? fulfilment.shipments(List.of(order.orderId()))
                : List.<Shipment>of();
        var group = orders.groupOf(order);
        return show(
                order,
                group,
                decisive(order, payments),
                capturedInPart(order, group, payments),
                shipments,
                pickUp(order),
                language);
    }

    /** What arrived for an unpaid order and those it is paid together with, or null when nothing did. */
    public static @Nullable Money capturedInPart(KeptOrder order, List<KeptOrder> group, List<PaymentView> payments) {
        if (order.status() != OrderStatus.UNPAID || !ArrivedInParts.isAwaited(group)) {
            return null;
        }
        var total = ArrivedInParts.unpaid(group);
        var arrived = ArrivedInParts.sum(payments, total);
        return arrived.isPositive() && arrived.compareTo(total) < 0 ? arrived : null;
    }

    /** What is to be paid besides what arrived, of an unpaid order with its group, or of a paid one; null when nothing is. */
    public static @Nullable Money due(KeptOrder order, List<KeptOrder> group, @Nullable Money captured) {
        if (captured != null) {
            return ArrivedInParts.unpaid(group).minus(captured);
        }
        return order.due().isPositive() ? order.due() : null;
    }

    private @Nullable PickUp pickUp(KeptOrder order) {
        return order.pickUpPoint() == null
                ? null
                : fulfilment.pickUps(List.of(order.orderId())).stream()
                        .findFirst()
                        .map(kept -> new PickUp(kept.code(), kept.readyAt(), kept.handedAt()))
                        .orElse(NOT_READY);
    }

    /** The access token is never kept, also not in an answer kept for repeats: it is added when the answer leaves. */
    public Order withToken(Order order) {
        return new Order(
                order.id(),
                order.number(),
                token(order.paidAs()),
                order.status(),
                order.lines(),
                order.totals(),
                order.contact(),
                order.address(),
                order.deliveryMethod(),
                order.deliveryName(),
                order.payment(),
                order.shipments(),
                order.timeline(),
                order.note(),
                order.placedAt(),
                order.payBefore(),
                order.payable(),
                order.cancellable(),
                order.receivable(),
                order.explanation(),
                order.taxes(),
                order.notApplied(),
                order.pickUp(),
                order.group(),
                order.due(),
                order.captured());
    }

    /** What opens an order without signing in. */
    public String token(KeptOrder order) {
        return token(order.groupId());
    }

    private String token(UUID groupId) {
        return secrets.sign(TOKEN_KEY, groupId.toString());
    }

    public boolean opens(String token, KeptOrder order) {
        return secrets.isSigned(TOKEN_KEY, order.groupId().toString(), token);
    }

    /** Of what is still due the last one tried; else the payment that paid the order, else the one that arrived, else the last one tried. */
    private static @Nullable PaymentView decisive(KeptOrder order, List<PaymentView> payments) {
        if (order.isGrouped() && order.paymentId() == null && order.status() == OrderStatus.CANCELLED) {
            // What arrived paid its sisters.
            return null;
        }
        var isDue = order.due().isPositive();
        return payments.stream()
                .max(Comparator.comparing((PaymentView one) -> isDue
                                && one.status() != Payment.Status.CAPTURED
                                && one.orderId().equals(order.orderId()))
                        .thenComparing(one -> one.id().equals(order.paymentId()))
                        .thenComparing(one -> one.status() == Payment.Status.CAPTURED)
                        .thenComparing(PaymentView::createdAt))
                .orElse(null);
    }

    /** Whether a payment for it is taken now. */
    public boolean isPayable(KeptOrder order) {
        return order.status() == OrderStatus.UNPAID
                ? clock.instant().isBefore(order.payBefore())
                : order.due().isPositive();
    }

    /** The first of orders that are just being paid. Without asking anybody; without the access token. */
    public Order show(List<KeptOrder> group, PaymentView payment, Language language) {
        return show(group.getFirst(), group, payment, language);
    }

    Order show(KeptOrder order, List<KeptOrder> group, PaymentView payment, Language language) {
        return show(order, group, payment, null, List.of(), order.pickUpPoint() == null ? null : NOT_READY, language);
    }

    private Order show(
            KeptOrder order,
            List<KeptOrder> group,
            @Nullable PaymentView payment,
            @Nullable Money captured,
            List<Shipment> shipments,
            @Nullable PickUp pickUp,
            Language language) {
        var unpaid = order.status() == OrderStatus.UNPAID;
        var explain = new Explain(language);
        var lines = order.lines().stream()
                .map(line -> lineOf(line, order.breakdown(), explain))
                .toList();
        return new Order(
                order.orderId(),
                order.number(),
                "",
                order.status().code(),
                lines,
                order.totals(),
                order.contact(),
                order.address(),
                order.deliveryMethod(),
                order.deliveryName().in(language),
                payment == null ? null : paymentOf(payment),
                shipments.stream().map(ShowOrder::parcelOf).toList(),
                order.timeline().stream()
                        .filter(entry -> !entry.code().equals(KeptOrder.INTERNAL_NOTE))
                        .map(entry -> entryOf(entry, language))
                        .toList(),
                order.note(),
                order.placedAt(),
                unpaid
                        ? order.payBefore()
                        : order.revised() == null ? null : order.revised().dueBefore(),
                isPayable(order),
                OrderMove.CANCEL.isAllowedFrom(order.status()),
                OrderMove.RECEIVE.isAllowedFrom(order.status()),
                explain.order(order.lines().stream().map(Line::explained).toList(), order.totals(), order.breakdown()),
                Explain.sums(lines.stream().map(OrderLine::taxes).toList()),
                explain.unused(order.breakdown()),
                pickUp,
                group(group, captured, language),
                due(order, group, captured),
                captured);
    }

    /** Null for an order that is paid by itself. */
    public static @Nullable OrderGroup group(List<KeptOrder> group, @Nullable Money captured, Language language) {
        if (group.size() < 2) {
            return null;
        }
        var none = Money.zero(group.getFirst().totals().total().currency());
        var shown = IntStream.range(0, group.size())
                .mapToObj(at -> new GroupedOrder(
                        group.get(at).number(),
                        Merchants.name(group.get(at).merchantId(), at + 1, language),
                        group.get(at).status().code(),
                        group.get(at).totals().total(),
                        group.get(at).totals().inMoney()))
                .toList();
        return new OrderGroup(
                group.getFirst().groupId(),
                shown,
                shown.stream().map(GroupedOrder::total).reduce(none, Money::plus),
                ArrivedInParts.unpaid(group).minus(captured == null ? none : captured));
    }

    private static OrderLine lineOf(Line line, Breakdown.@Nullable OfOrder order, Explain explain) {
        var language = explain.language();
        var explained = line.explained();
        return new OrderLine(
                line.lineId(),
                line.sku(),
                line.productId(),
                line.slug(),
                line.name().in(language),
                line.options().in(language),
                line.image(),
                line.quantity(),
                line.shipped(),
                line.refunded(),
                line.refundedAmount(),
                line.listPrice(),
                line.price(),
                line.discount(),
                line.tax(),
                line.deliveryShare(),
                line.total(),
                explained.paid(),
                explain.taxes(explained, order),
                explain.line(explained),
                line.left() > 0 ? line.promisedOn() : null,
                line.awaiting(),
                line.leftOut());
    }

    public static OrderPayment paymentOf(PaymentView payment) {
        var refunded = payment.refunded().isPositive() && payment.refunded().equals(payment.captured());
        var action = payment.nextAction();
        return new OrderPayment(
                payment.id(),
                payment.method(),
                refunded
                        ? "refunded"
                        : payment.status().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                payment.amount(),
                payment.refunded(),
                payment.declineReason(),
                action == null ? null : new NextAction(action.type(), action.url()));
    }

    private static String code(TrackingStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Parcel parcelOf(Shipment shipment) {
        return new Parcel(
                shipment.carrier(),
                shipment.trackingNumber(),
                shipment.trackingUrl(),
                shipment.dispatchedAt(),
                shipment.lines().stream()
                        .map(line -> new ParcelLine(line.sku(), line.quantity()))
                        .toList(),
                code(shipment.status()),
                shipment.deliveredAt(),
                shipment.events().stream()
                        .map(event -> new TrackingEvent(event.at(), code(event.status()), event.place(), event.text()))
                        .toList());
    }

    /** Buyers are not told which member of staff it was. */
    private static TimelineEntry entryOf(Entry entry, Language language) {
        var actor =
                Messages.of(MESSAGES).text(language, "actor." + entry.actor().kind());
        return new TimelineEntry(entry.at(), entry.code(), text(entry, language), actor);
    }

    static String text(Entry entry, Language language) {
        var byShop = entry.actor().kind() == Actor.Kind.SHOP;
        var key = switch (entry.code()) {
            case "cancelled" -> byShop ? "cancelled-unpaid" : "cancelled";
            case "received" -> byShop ? "received-by-time" : "received";
            // An amount is told when money went back; the move of the whole order has none.
            case "refunded" -> entry.note().isEmpty() ? "all-refunded" : "refunded";
            default -> entry.code();
        };
        return Messages.of(MESSAGES)
                .text(language, "timeline." + key, entry.note())
                .strip();
    }

    /** @param paidWith the numbers of the other orders of its group */
    OrderSummary summary(KeptOrder order, List<String> paidWith, Language language) {
        return new OrderSummary(
                order.number(),
                order.status().code(),
                order.placedAt(),
                order.totals().total(),
                order.lines().stream().mapToInt(Line::quantity).sum(),
                order.lines().stream()
                        .map(line -> new SummaryLine(line.name().in(language), line.image(), line.quantity()))
                        .toList(),
                isPayable(order),
                OrderMove.RECEIVE.isAllowedFrom(order.status()),
                paidWith);
    }
}
