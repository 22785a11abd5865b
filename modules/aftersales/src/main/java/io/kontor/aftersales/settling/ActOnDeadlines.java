package io.kontor.aftersales.settling;

import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.AftersalesSettings;
import io.kontor.aftersales.AftersalesSettings.Unanswered;
import io.kontor.aftersales.request.Actor;
import io.kontor.aftersales.request.KeptReturn;
import io.kontor.aftersales.request.Kind;
import io.kontor.aftersales.request.Move;
import io.kontor.aftersales.request.MoveReturn;
import io.kontor.aftersales.request.ReturnStore;
import io.kontor.aftersales.request.SplitRefund;
import io.kontor.aftersales.request.Status;
import io.kontor.aftersales.staff.ApproveReturn;
import io.kontor.kernel.Refusal;
import io.kontor.platform.job.Job;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What the shop does by itself when a request's time has passed, so that no buyer waits for ever. */
@Component
public class ActOnDeadlines implements Job {
    private static final Logger log = LoggerFactory.getLogger(ActOnDeadlines.class);
    private static final int BATCH = 200;

    private final ReturnStore returns;
    private final MoveReturn moveReturn;
    private final SplitRefund splitRefund;
    private final ApproveReturn approveReturn;
    private final SettleReturn settleReturn;
    private final AftersalesSettings settings;
    private final TransactionTemplate tx;
    private final Clock clock;

    ActOnDeadlines(
            ReturnStore returns,
            MoveReturn moveReturn,
            SplitRefund splitRefund,
            ApproveReturn approveReturn,
            SettleReturn settleReturn,
            AftersalesSettings settings,
            TransactionTemplate tx,
            Clock clock) {
        this.returns = returns;
        this.moveReturn = moveReturn;
        this.splitRefund = splitRefund;
        this.approveReturn = approveReturn;
        this.settleReturn = settleReturn;
        this.settings = settings;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "aftersales.act-on-deadlines";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        for (var requestId : returns.due(clock.instant(), BATCH)) {
            try {
                act(requestId);
            } catch (RuntimeException failed) {
                // One that fails must not keep the others waiting; it is due again in a minute.
                log.warn(
                        "The deadline of after-sales request {} could not be acted on: {}",
                        requestId,
                        failed.toString());
            }
        }
    }

    private void act(UUID requestId) {
        var request = returns.require(requestId);
        if (request.dueAt() == null || request.dueAt().isAfter(clock.instant())) {
            return;
        }
        switch (request.status()) {
            case REQUESTED -> answer(request);
            // What was paid at the last moment still counts.
            case TO_PAY -> {
                if (settleReturn.settle(requestId).status() == Status.TO_PAY) {
                    move(request, Move.CLOSE);
                }
            }
            case ASKED, APPROVED -> move(request, Move.CLOSE);
            case RECEIVED -> {
                if (request.kind() == Kind.RETURN) {
                    refund(request);
                } else {
                    escalate(request);
                }
            }
            case SENT -> escalate(request);
            case REFUNDING, SENDING_BACK, REFUNDED, COMPLETED, REJECTED, CANCELLED, CLOSED -> {
                // These wait for nobody.
            }
        }
        settleReturn.settle(requestId);
    }

    private void answer(KeptReturn request) {
        if (settings.unanswered() == Unanswered.ESCALATE) {
            escalate(request);
            return;
        }
        try {
            approveReturn.approve(request, Actor.SHOP, "");
        } catch (Refusal refusal) {
            if (!refusal.is(AftersalesProblem.REPLACEMENT_OUT_OF_STOCK)) {
                throw refusal;
            }
            escalate(request);
        }
    }

    private void move(KeptReturn request, Move move) {
        tx.executeWithoutResult(_ -> moveReturn.tryMove(request, move, Actor.SHOP, "", List.of()));
    }

    private void refund(KeptReturn request) {
        var paid = splitRefund.paid(request);
        tx.executeWithoutResult(status -> {
            splitRefund.fit(request, paid);
            if (!moveReturn.tryMove(request, Move.REFUND, Actor.SHOP, "", List.of())) {
                status.setRollbackOnly();
            }
        });
    }

    private void escalate(KeptReturn request) {
        tx.executeWithoutResult(_ -> moveReturn.escalate(request, ""));
    }
}
