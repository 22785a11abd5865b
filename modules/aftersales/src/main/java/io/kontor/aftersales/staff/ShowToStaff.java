package io.kontor.aftersales.staff;

import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.ShowReturn;
import io.kontor.aftersales.request.Status;
import io.kontor.kernel.Refusal;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.RefundPart;
import io.kontor.payment.Payment.RefundPreview;
import java.util.List;
import org.springframework.stereotype.Component;

/** A request as staff sees it, with where its money would go. */
@Component
class ShowToStaff {
    private final ShowReturn showReturn;
    private final Payment payment;

    ShowToStaff(ShowReturn showReturn, Payment payment) {
        this.showReturn = showReturn;
        this.payment = payment;
    }

    StaffReturn show(KeptReturn request) {
        return StaffReturn.of(request, showReturn.parcelBack(request), refundParts(request));
    }

    private List<RefundPart> refundParts(KeptReturn request) {
        var inMoney = request.refund().minus(request.tendered());
        if (request.status().isEnd() || request.status() == Status.REFUNDING || !inMoney.isPositive()) {
            return List.of();
        }
        try {
            return payment.previewRefund(new RefundPreview(request.paidAs(), inMoney));
        } catch (Refusal tooLarge) {
            // Less is left than the request comes to: staff learns that when it tries, and nothing is promised here.
            return List.of();
        }
    }
}
