package io.kontor.aftersales.staff;

import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.KeptReturn.Tracking;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.request.SplitRefund;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What staff decides of a request besides agreeing to it. */
@Component
class DecideReturn {
    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final SplitRefund splitRefund;
    private final TransactionTemplate tx;

    DecideReturn(ReturnStore returns, MoveReturn moveReturn, SplitRefund splitRefund, TransactionTemplate tx) {
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.splitRefund = splitRefund;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409) */
    void reject(KeptReturn request, Actor actor, String reason) {
        tx.executeWithoutResult(_ -> moveReturn.move(request, Move.REJECT, actor, reason));
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409) */
    void askBack(KeptReturn request, Actor actor, String question) {
        tx.executeWithoutResult(_ -> moveReturn.move(request, Move.ASK, actor, question));
    }

    /** For a return what was agreed; for an exchange or a repair that cannot be done, instead of it. @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409) */
    void refund(KeptReturn request, Actor actor, String note) {
        var paid = splitRefund.paid(request);
        tx.executeWithoutResult(_ -> {
            splitRefund.fit(request, paid);
            moveReturn.move(request, Move.REFUND, actor, note);
        });
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409) */
    void sendBack(KeptReturn request, Actor actor, Tracking parcel) {
        var paid = splitRefund.paid(request);
        tx.executeWithoutResult(_ -> {
            splitRefund.fit(request, paid);
            moveReturn.move(request, Move.SEND_BACK, actor, "");
            returns.setParcelBack(request.requestId(), parcel);
        });
    }
}
