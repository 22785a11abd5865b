package io.kontor.payment;

import io.kontor.kernel.Caller;
import io.kontor.payment.capture.CapturePayment;
import io.kontor.payment.charge.PaymentStore;
import io.kontor.payment.charge.Providers;
import io.kontor.payment.charge.ReleasePayment;
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
    private final CapturePayment capturePayment;
    private final ReleasePayment releasePayment;
    private final GiveRefund giveRefund;
    private final PaymentStore payments;
    private final Providers providers;

    LocalPayment(
            TakePayment takePayment,
            CapturePayment capturePayment,
            ReleasePayment releasePayment,
            GiveRefund giveRefund,
            PaymentStore payments,
            Providers providers) {
        this.takePayment = takePayment;
        this.capturePayment = capturePayment;
        this.releasePayment = releasePayment;
        this.giveRefund = giveRefund;
        this.payments = payments;
        this.providers = providers;
    }

    @Override
    public PaymentView pay(NewPayment wanted) {
        return takePayment.take(wanted);
    }

    @Override
    public PaymentView authorise(NewPayment wanted) {
        return takePayment.authorise(wanted);
    }

    @Override
    public PaymentView capture(NewCapture wanted) {
        return capturePayment.capture(wanted, null);
    }

    @Override
    public PaymentView release(UUID paymentId) {
        return releasePayment.release(paymentId, null);
    }

    @Override
    public List<RefundPart> previewRefund(RefundPreview wanted) {
        return giveRefund.preview(wanted);
    }

    @Override
    public RefundView refund(NewRefund wanted) {
        return giveRefund.give(wanted, null);
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
