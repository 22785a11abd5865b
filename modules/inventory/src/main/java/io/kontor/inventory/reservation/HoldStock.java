package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Availability;
import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Reservation;
import io.kontor.inventory.Inventory.Reservation.Denied;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.Inventory.Shortage;
import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.reservation.ReservationStore.Status;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets stock aside for an order, all lines or none. The usual case is one statement and a commit; only when that
 * statement could not take everything is it asked why.
 */
@Component
public class HoldStock {
    private static final Duration HOLD_MIN = Duration.ofMinutes(1);
    private static final Duration HOLD_MAX = Duration.ofHours(24);
    private static final int TRIES_MAX = 5;

    private final StockStore stock;
    private final ReservationStore reservations;
    private final ExpireReservations expireReservations;
    private final TransactionTemplate tx;
    private final Clock clock;

    HoldStock(
            StockStore stock,
            ReservationStore reservations,
            ExpireReservations expireReservations,
            TransactionTemplate tx,
            Clock clock) {
        this.stock = stock;
        this.reservations = reservations;
        this.expireReservations = expireReservations;
        this.tx = tx;
        this.clock = clock;
    }

    public Reservation hold(ReserveStock wanted) {
        check(wanted);
        // Between the statement that fell short and the look at why, somebody may have given stock back.
        for (var attempt = 1; attempt <= TRIES_MAX; attempt++) {
            var answer = takeAll(wanted).or(() -> standing(wanted)).or(() -> takeAgain(wanted));
            if (answer.isPresent()) {
                return answer.get();
            }
            if (attempt > 1 || expireReservations.expire() == 0) {
                var shortages = shortages(wanted);
                if (!shortages.isEmpty()) {
                    return new Denied(shortages);
                }
            }
        }
        throw CommonProblem.BUSY.refusal("Many are buying the same goods. Repeat the request.");
    }

    private Optional<Reservation> takeAll(ReserveStock wanted) {
        return inOneTransaction(() -> take(wanted));
    }

    private Optional<Reservation> take(ReserveStock wanted) {
        var expiresAt = expiry(wanted);
        return stock.hold(wanted.orderId(), wanted.lines(), expiresAt.atOffset(ZoneOffset.UTC))
                ? Optional.of(new Granted(wanted.orderId(), expiresAt))
                : Optional.empty();
    }

    /** The answer of a reservation that stands; one that is overdue but still holds its goods gets new time. */
    private Optional<Reservation> standing(ReserveStock wanted) {
        return inOneTransaction(() -> reservations
                .lock(wanted.orderId())
                .filter(ReservationStore.Reservation::stands)
                .map(earlier -> {
                    if (!isFor(reservations.lines(wanted.orderId()), wanted.lines())) {
                        throw differs();
                    }
                    if (earlier.status() == Status.HELD && !earlier.expiresAt().isAfter(clock.instant())) {
                        reservations.setExpiry(wanted.orderId(), expiry(wanted));
                        return new Granted(earlier.orderId(), expiry(wanted));
                    }
                    return new Granted(earlier.orderId(), earlier.expiresAt());
                }));
    }

    /** A reservation that was released or ran out makes way for a new one, but only if that one succeeds. */
    private Optional<Reservation> takeAgain(ReserveStock wanted) {
        return inOneTransaction(() -> reservations
                .lock(wanted.orderId())
                .filter(earlier -> !earlier.stands())
                .flatMap(_ -> {
                    if (reservations.lines(wanted.orderId()).stream().anyMatch(line -> line.shipped() > 0)) {
                        throw differs();
                    }
                    reservations.delete(wanted.orderId());
                    return take(wanted);
                }));
    }

    private Optional<Reservation> inOneTransaction(Supplier<Optional<Reservation>> work) {
        return tx.execute(status -> {
            var answer = work.get();
            if (answer.isEmpty()) {
                status.setRollbackOnly();
            }
            return answer;
        });
    }

    /** To the microsecond, as PostgreSQL keeps it: the answer is the same when it is read back. */
    private Instant expiry(ReserveStock wanted) {
        return clock.instant().plus(wanted.holdFor()).truncatedTo(ChronoUnit.MICROS);
    }

    private static Refusal differs() {
        return InventoryProblem.RESERVATION_DIFFERS.refusal("Reserve other goods under another order id.");
    }

    private static boolean isFor(List<ReservedLine> reserved, List<Line> wanted) {
        return reserved.size() == wanted.size()
                && reserved.stream()
                        .map(line -> new Line(line.sku(), line.quantity()))
                        .collect(Collectors.toSet())
                        .containsAll(wanted);
    }

    /** Empty when nothing is short by now. */
    private List<Shortage> shortages(ReserveStock wanted) {
        var available = stock.available(wanted.lines().stream().map(Line::sku).toList()).stream()
                .collect(Collectors.toMap(Availability::sku, Availability::available));
        return wanted.lines().stream()
                .filter(line -> available.getOrDefault(line.sku(), 0) < line.quantity())
                .map(line -> new Shortage(line.sku(), line.quantity(), available.getOrDefault(line.sku(), 0)))
                .toList();
    }

    private static void check(ReserveStock wanted) {
        if (wanted.orderId() == null) {
            throw CommonProblem.INVALID_REQUEST.refusal("Name the order.").with("field", "orderId");
        }
        if (wanted.holdFor() == null
                || wanted.holdFor().compareTo(HOLD_MIN) < 0
                || wanted.holdFor().compareTo(HOLD_MAX) > 0) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Stock is held for 1 minute to 24 hours.")
                    .with("field", "holdFor");
        }
        Limits.check(wanted.lines());
    }
}
