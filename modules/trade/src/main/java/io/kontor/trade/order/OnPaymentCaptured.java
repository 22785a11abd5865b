package io.kontor.trade.order;

import io.kontor.payment.PaymentCaptured;
import io.kontor.platform.event.EventHandler;
import io.kontor.trade.order.OrderStandings.Paid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The money arrived: the order is paid. Money for an order that is cancelled, or that another payment paid, goes back.
 * Most payments were captured while their order was placed; for those nothing is left to do.
 */
@Component
class OnPaymentCaptured implements EventHandler<PaymentCaptured> {
    private final OrderStandings standings;
    private final RefundPayment refundPayment;
    private final TransactionTemplate tx;
    private final Clock clock;

    OnPaymentCaptured(OrderStandings standings, RefundPayment refundPayment, TransactionTemplate tx, Clock clock) {
        this.standings = standings;
        this.refundPayment = refundPayment;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public Class<PaymentCaptured> event() {
        return PaymentCaptured.class;
    }

    @Override
    public void handle(List<PaymentCaptured> events) {
        var standing = standings.of(
                events.stream().map(PaymentCaptured::orderId).distinct().toList());
        events.stream()
                .filter(event -> standing.containsKey(event.orderId()))
                .filter(event -> !event.paymentId()
                        .equals(Objects.requireNonNull(standing.get(event.orderId()))
                                .paymentId()))
                .forEach(this::settle);
    }

    private void settle(PaymentCaptured event) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var moved = tx.execute(_ -> standings.pay(List.of(new Paid(event.orderId(), event.paymentId(), at))));
        if (moved.isEmpty()) {
            var now = Objects.requireNonNull(
                    standings.of(List.of(event.orderId())).get(event.orderId()));
            if (!event.paymentId().equals(now.paymentId())) {
                refundPayment.refund(
                        event.orderId(),
                        event.paymentId(),
                        event.amount(),
                        "order " + now.status().code());
            }
        }
    }
}
