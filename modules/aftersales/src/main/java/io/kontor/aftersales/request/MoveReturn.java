package io.kontor.aftersales.request;

import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.AftersalesSettings;
import io.kontor.aftersales.RefundGranted;
import io.kontor.aftersales.ReturnApproved;
import io.kontor.aftersales.request.KeptReturn.Entry;
import io.kontor.kernel.Refusal;
import io.kontor.platform.event.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Moves a request by the table of moves: its status, its timeline, its next deadline, and what the house is told. */
@Component
public class MoveReturn {
    private final ReturnStore returns;
    private final AftersalesSettings settings;
    private final Outbox outbox;
    private final Clock clock;

    MoveReturn(ReturnStore returns, AftersalesSettings settings, Outbox outbox, Clock clock) {
        this.returns = returns;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Must be called inside a transaction. @throws Refusal RETURN_MOVED_ON (409) */
    public void move(KeptReturn request, Move move, Actor actor, String note, List<String> photos) {
        if (!tryMove(request, move, actor, note, photos)) {
            throw movedOn(returns.require(request.requestId()));
        }
    }

    public void move(KeptReturn request, Move move, Actor actor, String note) {
        move(request, move, actor, note, List.of());
    }

    /** The same for who is content when somebody else was faster. */
    public boolean tryMove(KeptReturn request, Move move, Actor actor, String note, List<String> photos) {
        var at = now();
        var entry = new Entry(at, move.code(), actor, note, photos);
        var moved = returns.move(request, move, entry, dueAt(move.to(), at));
        if (moved) {
            switch (move) {
                case APPROVE, CHARGE, GRANT ->
                    outbox.publish(new ReturnApproved(
                            request.requestId(),
                            request.number(),
                            request.orderNumber(),
                            request.kind().code(),
                            request.accountId()));
                case PAY_BACK ->
                    outbox.publish(new RefundGranted(
                            request.requestId(),
                            request.number(),
                            request.orderId(),
                            request.orderNumber(),
                            request.accountId(),
                            request.refund()));
                default -> {
                    // The others are nobody's business but the buyer's, who reads the timeline.
                }
            }
        }
        return moved;
    }

    /** Leaves the request to a person. Must be called inside a transaction. */
    public void escalate(KeptReturn request, String why) {
        returns.escalate(
                request.requestId(), request.version(), new Entry(now(), "escalated", Actor.SHOP, why, List.of()));
    }

    /** When the shop acts by itself on a request that came to stand there, or null. */
    @Nullable
    Instant dueAt(Status status, Instant at) {
        return switch (status) {
            case REQUESTED -> at.plus(settings.answerMax());
            case ASKED -> at.plus(settings.replyMax());
            case TO_PAY -> at.plus(settings.payMax());
            case APPROVED -> at.plus(settings.parcelMax());
            case SENT -> at.plus(settings.arrivalMax());
            case RECEIVED -> at.plus(settings.inspectionMax());
            case REFUNDING, SENDING_BACK, REFUNDED, COMPLETED, REJECTED, CANCELLED, CLOSED -> null;
        };
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Refusal movedOn(KeptReturn request) {
        return AftersalesProblem.RETURN_MOVED_ON
                .refusal("It is " + request.status().code() + " by now.")
                .with("returnStatus", request.status().code());
    }
}
