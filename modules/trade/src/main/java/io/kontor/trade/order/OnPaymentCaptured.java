package io.kontor.trade.order;

import io.kontor.payment.PaymentCaptured;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.OrderStandings.Paid;
import io.kontor.trade.order.OrderStandings.Standing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The money arrived: the order is paid. Money for an order that is cancelled, or that another payment paid, goes back; what
 * arrived for an order that was changed is held against what it costs now.
 * Most payments were captured while their order was placed; for those nothing is left to do.
 */
@Component
class OnPaymentCaptured implements EventHandler<PaymentCaptured> {
    private final OrderStandings standings;
    private final RefundPayment refundPayment;
    private final SettleGroup settleGroup;
    private final SettleDifference settleDifference;
    private final TransactionTemplate tx;
    private final ArrivedInParts arrived;
    private final Clock clock;

    OnPaymentCaptured(
            OrderStandings standings,
            RefundPayment refundPayment,
            SettleGroup settleGroup,
            SettleDifference settleDifference,
            TransactionTemplate tx,
            ArrivedInParts arrived,
            Clock clock) {
        this.standings = standings;
        this.refundPayment = refundPayment;
        this.settleGroup = settleGroup;
        this.settleDifference = settleDifference;
        this.tx = tx;
        this.arrived = arrived;
        this.clock = clock;
    }

    @Override
    public Class<PaymentCaptured> event() {
        return PaymentCaptured.class;
    }

    @Override
    public void handle(List<PaymentCaptured> events) {
        var now = standings.of(orderIds(events));
        // What is not named after an order was paid for several.
        events.stream().filter(event -> !now.containsKey(event.orderId())).forEach(settleGroup::pay);
        var unsettled = unsettled(events, now);
        // What was changed in between is held against what it costs by then.
        var after = unsettled.isEmpty() ? now : settle(unsettled, now);
        events.stream()
                .filter(event -> {
                    var standing = after.getOrDefault(event.orderId(), now.get(event.orderId()));
                    return standing != null && standing.changed();
                })
                .forEach(event -> settleDifference.settle(event.orderId(), event.paymentId(), event.amount()));
    }

    /** @return where they stand afterwards */
    private Map<UUID, Standing> settle(List<PaymentCaptured> unsettled, Map<UUID, Standing> before) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var whole = unsettled.stream()
                .filter(event -> paysWhole(event, Objects.requireNonNull(before.get(event.orderId()))))
                .toList();
        tx.executeWithoutResult(_ -> standings.pay(whole.stream()
                .map(event -> new Paid(event.orderId(), event.paymentId(), at))
                .toList()));
        var after = standings.of(orderIds(unsettled));
        unsettled(unsettled, after).forEach(event -> {
            var standing = Objects.requireNonNull(after.get(event.orderId()));
            var status = standing.status();
            if (status == OrderStatus.UNPAID) {
                // A part of what it costs, and the order waits for the rest.
                return;
            }
            if (!standing.changed() || status == OrderStatus.CANCELLED) {
                refundPayment.refund(event.orderId(), event.paymentId(), "order " + status.code());
            }
        });
        return after;
    }

    /** By itself, or with what other payments brought before. What is missing of a changed order is due afterwards. */
    private boolean paysWhole(PaymentCaptured event, Standing standing) {
        return standing.changed()
                || event.amount().compareTo(standing.payable()) >= 0
                || arrived.covers(event.orderId(), standing.payable());
    }

    /** Those that did not pay their order. */
    private static List<PaymentCaptured> unsettled(List<PaymentCaptured> events, Map<UUID, Standing> now) {
        return events.stream()
                .filter(event -> {
                    var standing = now.get(event.orderId());
                    return standing != null && !event.paymentId().equals(standing.paymentId());
                })
                .toList();
    }

    private static List<UUID> orderIds(List<PaymentCaptured> events) {
        return events.stream().map(PaymentCaptured::orderId).distinct().toList();
    }
}
