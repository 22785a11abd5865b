package io.kontor.fulfilment.pickup;

import io.kontor.fulfilment.Fulfilment.HandOverRequest;
import io.kontor.fulfilment.Fulfilment.PickUp;
import io.kontor.fulfilment.Fulfilment.ReadyOrder;
import io.kontor.fulfilment.FulfilmentProblem;
import io.kontor.fulfilment.pickup.PickUpStore.Kept;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.secret.Secrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives an order that waits at a point its code, and checks the code that its buyer shows. */
@Component
public class HandOver {
    private static final int WRONG_MAX = 5;
    private static final Duration LOCKED = Duration.ofMinutes(15);

    private final PickUpStore pickUps;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    HandOver(PickUpStore pickUps, TransactionTemplate tx, Clock clock) {
        this.pickUps = pickUps;
        this.tx = tx;
        this.clock = clock;
    }

    /** An order gets one code, however often it is made ready. */
    public PickUp ready(ReadyOrder order) {
        if (order.orderId() == null || order.orderNumber() == null || order.point() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the order and the point.");
        }
        var code = "%06d".formatted(random.nextInt(1_000_000));
        pickUps.insert(new PickUp(order.orderId(), order.point(), code, now(), null), order.orderNumber());
        return pickUps.ofOrders(List.of(order.orderId())).getFirst();
    }

    /** The try counts even though it is refused, so the refusal is thrown behind the transaction. */
    public PickUp check(HandOverRequest shown) {
        var given = shown.code() == null ? "" : shown.code().replaceAll("\\s", "");
        var refusal = tx.execute(_ -> {
            var kept = pickUps.lock(shown.orderId())
                    .orElseThrow(() -> FulfilmentProblem.NOT_READY.refusal("Mark it as ready first."));
            return judge(kept, given);
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return pickUps.ofOrders(List.of(shown.orderId())).getFirst();
    }

    private Optional<Refusal> judge(Kept kept, String given) {
        var now = now();
        var locked = kept.lockedUntil();
        if (locked != null && now.isBefore(locked)) {
            return Optional.of(FulfilmentProblem.TOO_MANY_CODES
                    .refusal("Too many wrong codes. Try again in " + LOCKED.toMinutes() + " minutes.")
                    .with("lockedUntil", locked));
        }
        var orderId = kept.pickUp().orderId();
        if (Secrets.equal(kept.pickUp().code(), given)) {
            pickUps.countWrong(orderId, 0, null);
            return Optional.empty();
        }
        var wrong = kept.wrongTries() + 1;
        pickUps.countWrong(orderId, wrong >= WRONG_MAX ? 0 : wrong, wrong >= WRONG_MAX ? now.plus(LOCKED) : null);
        return Optional.of(FulfilmentProblem.WRONG_CODE
                .refusal("Ask the buyer to show the code on the order's page.")
                .with("triesLeft", WRONG_MAX - wrong));
    }

    /** Once the goods have left the stock. */
    public void handedOver(java.util.UUID orderId) {
        pickUps.handOver(orderId, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
