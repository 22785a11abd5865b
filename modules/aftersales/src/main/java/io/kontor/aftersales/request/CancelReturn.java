package io.kontor.aftersales.request;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a buyer withdraw a request before anything was sent. */
@Component
public class CancelReturn {
    private final MoveReturn moveReturn;
    private final TransactionTemplate tx;

    CancelReturn(MoveReturn moveReturn, TransactionTemplate tx) {
        this.moveReturn = moveReturn;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409) */
    public void cancel(KeptReturn request, Actor actor) {
        tx.executeWithoutResult(_ -> moveReturn.move(request, Move.CANCEL, actor, ""));
    }
}
