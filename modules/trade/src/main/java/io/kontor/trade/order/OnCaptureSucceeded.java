package io.kontor.trade.order;

import io.kontor.payment.CaptureSucceeded;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.util.List;
import org.springframework.stereotype.Component;

/** Held money was captured: the order's timeline says so. What was captured for a cancelled order goes back. */
@Component
class OnCaptureSucceeded implements EventHandler<CaptureSucceeded> {
    private final OrderStandings standings;
    private final RefundPayment refundPayment;
    private final SettleGroup settleGroup;

    OnCaptureSucceeded(OrderStandings standings, RefundPayment refundPayment, SettleGroup settleGroup) {
        this.standings = standings;
        this.refundPayment = refundPayment;
        this.settleGroup = settleGroup;
    }

    @Override
    public Class<CaptureSucceeded> event() {
        return CaptureSucceeded.class;
    }

    @Override
    public void handle(List<CaptureSucceeded> events) {
        standings.tell(events.stream()
                .map(event -> new Note(
                        event.orderId(),
                        event.captureId(),
                        new Entry(
                                event.capturedAt(),
                                "payment-captured",
                                Actor.of(event.staff()),
                                event.amount().toString())))
                .toList());
        var now = standings.of(
                events.stream().map(CaptureSucceeded::orderId).distinct().toList());
        for (var event : events) {
            var standing = now.get(event.orderId());
            if (standing == null) {
                settleGroup.giveBack(event.orderId());
            } else if (standing.status() == OrderStatus.CANCELLED) {
                refundPayment.refund(event.orderId(), event.paymentId(), "order cancelled");
            } else if (standing.status() != OrderStatus.UNPAID
                    && !standing.changed()
                    && !event.paymentId().equals(standing.paymentId())) {
                refundPayment.refundExcess(event.orderId(), event.paymentId(), standing.payable());
            }
        }
    }
}
