package io.kontor.aftersales.staff;

import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.KeptReturn.Line;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.CommonProblem;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes what was in the parcel, and in what condition. What goes back is for what came back. */
@Component
class ReceiveParcel {
    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final Inventory inventory;
    private final TransactionTemplate tx;

    ReceiveParcel(ReturnStore returns, MoveReturn moveReturn, Inventory inventory, TransactionTemplate tx) {
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.inventory = inventory;
        this.tx = tx;
    }

    /** @param good units fit to be sold again; {@code damaged} units that are not */
    record Condition(UUID lineId, int good, int damaged) {}

    /**
     * @param location of the shop's, where the goods are now; null: where they were shipped from
     * @throws io.kontor.kernel.Refusal RETURN_MOVED_ON (409), INVALID_REQUEST (400)
     */
    void receive(
            KeptReturn request,
            Actor actor,
            @Nullable List<Condition> conditions,
            @Nullable String location,
            String note) {
        var arrived = decide(request, conditions);
        if (location != null
                && inventory.places().stream().noneMatch(place -> place.code().equals(location))) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Choose one of the shop's locations.")
                    .with("field", "location");
        }
        tx.executeWithoutResult(_ -> {
            moveReturn.move(request, Move.RECEIVE, actor, note);
            returns.setArrived(request.requestId(), arrived);
            returns.setLocation(request.requestId(), location);
        });
    }

    /** Lines that are not named did not come. */
    static List<Line> decide(KeptReturn request, @Nullable List<Condition> conditions) {
        var byLine = new HashMap<UUID, Condition>();
        for (var condition : conditions == null ? List.<Condition>of() : conditions) {
            if (condition == null || condition.lineId() == null || byLine.put(condition.lineId(), condition) != null) {
                throw wrong("Name each line once.");
            }
        }
        var lines = request.lines().stream()
                .map(line -> {
                    var condition = byLine.remove(line.lineId());
                    return condition == null ? line.arrived(0, 0) : arrived(line, condition);
                })
                .toList();
        if (!byLine.isEmpty()) {
            throw wrong("Name lines of this request.");
        }
        if (lines.stream().allMatch(line -> line.quantity() == 0)) {
            throw wrong("Reject the request when nothing of it was in the parcel.");
        }
        return lines;
    }

    private static Line arrived(Line line, Condition condition) {
        if (condition.good() < 0
                || condition.damaged() < 0
                || (long) condition.good() + condition.damaged() > line.quantity()) {
            throw wrong("Of " + line.sku() + " " + line.quantity() + " were asked for.");
        }
        return line.arrived(condition.good(), condition.damaged());
    }

    private static io.kontor.kernel.Refusal wrong(String detail) {
        return CommonProblem.INVALID_REQUEST.refusal(detail).with("field", "lines");
    }
}
