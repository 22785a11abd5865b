package io.kontor.aftersales.settling;

import io.kontor.aftersales.request.ReturnStore;
import io.kontor.payment.RefundSucceeded;
import io.kontor.platform.event.EventHandler;
import java.util.List;
import org.springframework.stereotype.Component;

/** A provider confirmed a refund: the requests of its order that waited for that are finished. Most were given at once and wait for nothing. */
@Component
class OnRefundSucceeded implements EventHandler<RefundSucceeded> {
    private final ReturnStore returns;
    private final SettleReturn settleReturn;

    OnRefundSucceeded(ReturnStore returns, SettleReturn settleReturn) {
        this.returns = returns;
        this.settleReturn = settleReturn;
    }

    @Override
    public Class<RefundSucceeded> event() {
        return RefundSucceeded.class;
    }

    @Override
    public void handle(List<RefundSucceeded> events) {
        returns.unsettledOf(
                        events.stream().map(RefundSucceeded::orderId).distinct().toList())
                .forEach(settleReturn::settle);
    }
}
