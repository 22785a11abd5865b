package io.kontor.payment;

import io.kontor.kernel.Caller;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.TakePayment;
import io.kontor.payment.refund.GiveRefund;
import io.kontor.platform.access.Access;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.RestController;

/** Payment, answered in the process that has its data. */
@RestController
@Access(Caller.Kind.SYSTEM)
class LocalPayment implements Payment {
    private final TakePayment takePayment;
    private final GiveRefund giveRefund;
    private final PaymentStore payments;
    private final Providers providers;

    LocalPayment(TakePayment takePayment, GiveRefund giveRefund, PaymentStore payments, Providers providers) {
        this.takePayment = takePayment;
        this.giveRefund = giveRefund;
        this.payments = payments;
        this.providers = providers;
    }

    @Override
    public PaymentView pay(NewPayment wanted) {
        return takePayment.take(wanted);
    }

    @Override
    public RefundView refund(NewRefund wanted) {
        return giveRefund.give(wanted);
    }

    @Override
    public List<PaymentView> payments(List<UUID> orderIds) {
        return payments.ofOrders(orderIds);
    }

    @Override
    public List<String> methods() {
        return providers.methods();
    }
}
