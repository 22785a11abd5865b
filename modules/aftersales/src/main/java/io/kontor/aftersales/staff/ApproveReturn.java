package io.kontor.aftersales.staff;

import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.Kind;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.SplitRefund;
import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation;
import io.kontor.inventory.Inventory.ReserveStock;
import java.time.Duration;
import java.util.LinkedHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Agrees to a request. For an exchange the replacement is set aside before anybody is told; what it costs more is paid next. */
@Component
public class ApproveReturn {
    /** Long enough to be committed right after; a crash in between gives it back by itself. */
    private static final Duration HOLD = Duration.ofHours(1);

    private final MoveReturn moveReturn;
    private final SplitRefund splitRefund;
    private final Inventory inventory;
    private final TransactionTemplate tx;

    ApproveReturn(MoveReturn moveReturn, SplitRefund splitRefund, Inventory inventory, TransactionTemplate tx) {
        this.moveReturn = moveReturn;
        this.splitRefund = splitRefund;
        this.inventory = inventory;
        this.tx = tx;
    }

    /** @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409), REPLACEMENT_OUT_OF_STOCK (409 with {@code shortages}) */
    public void approve(KeptReturn request, Actor actor, String note) {
        var move = request.kind().isForMoneyAtOnce()
                ? Move.GRANT
                : request.extra().isPositive() ? Move.CHARGE : Move.APPROVE;
        if (request.kind() == Kind.EXCHANGE && move.isAllowed(request.kind(), request.status())) {
            reserve(request);
        }
        if (move == Move.GRANT) {
            var paid = splitRefund.paid(request);
            tx.executeWithoutResult(_ -> {
                splitRefund.fit(request, paid);
                moveReturn.move(request, move, actor, note);
            });
        } else {
            tx.executeWithoutResult(_ -> moveReturn.move(request, move, actor, note));
        }
    }

    private void reserve(KeptReturn request) {
        var units = new LinkedHashMap<String, Integer>();
        request.lines().forEach(line -> units.merge(line.replacementSku(), line.quantity(), Integer::sum));
        var lines = units.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
        if (inventory.reserve(new ReserveStock(request.requestId(), lines, HOLD))
                instanceof Reservation.Denied denied) {
            throw AftersalesProblem.REPLACEMENT_OUT_OF_STOCK
                    .refusal("Wait for stock, or agree with the buyer on a return.")
                    .with("shortages", denied.shortages());
        }
    }
}
