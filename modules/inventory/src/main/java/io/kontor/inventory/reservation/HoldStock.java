package io.kontor.inventory.reservation;

import io.kontor.inventory.Inventory.Line;
import io.kontor.inventory.Inventory.Promise;
import io.kontor.inventory.Inventory.Reservation;
import io.kontor.inventory.Inventory.Reservation.Granted;
import io.kontor.inventory.Inventory.ReserveStock;
import io.kontor.inventory.InventoryProblem;
import io.kontor.inventory.InventorySettings;
import io.kontor.inventory.location.AllocationRule;
import io.kontor.inventory.location.Locations;
import io.kontor.inventory.reservation.HoldDecision.Holder;
import io.kontor.inventory.reservation.ReservationStore.ReservedLine;
import io.kontor.inventory.reservation.ReservationStore.Status;
import io.kontor.inventory.stock.Balances;
import io.kontor.inventory.stock.Claim;
import io.kontor.inventory.stock.Limits;
import io.kontor.inventory.stock.ShopCalendar;
import io.kontor.inventory.stock.StockStore;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Refusal;
import io.kontor.platform.batch.Combiner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets stock aside for an order, all lines or none. Requests that come at the same moment are decided together: their
 * balances are locked once, those that can be served are served in the order in which they came, and one commit makes
 * it true for all. So a SKU that everybody wants is not sold one commit after the other.
 */
@Component
public class HoldStock {
    private static final Duration HOLD_MIN = Duration.ofMinutes(1);
    private static final Duration HOLD_MAX = Duration.ofHours(24);
    private static final Duration EXPIRE_EVERY = Duration.ofSeconds(1);
    private static final int TRIES_MAX = 20;
    private static final int BATCH_MAX = 100;

    private final StockStore stock;
    private final ReservationStore reservations;
    private final ExpireReservations expireReservations;
    private final Locations locations;
    private final AllocationRule rule;
    private final InventorySettings settings;
    private final TransactionTemplate tx;
    private final ShopCalendar calendar;
    private final Clock clock;
    private final Combiner<ReserveStock, Answer> requests;
    private final AtomicReference<Instant> expiredAt = new AtomicReference<>(Instant.MIN);

    HoldStock(
            StockStore stock,
            ReservationStore reservations,
            ExpireReservations expireReservations,
            Locations locations,
            AllocationRule rule,
            InventorySettings settings,
            TransactionTemplate tx,
            ShopCalendar calendar,
            Clock clock) {
        this.stock = stock;
        this.reservations = reservations;
        this.expireReservations = expireReservations;
        this.locations = locations;
        this.rule = rule;
        this.settings = settings;
        this.tx = tx;
        this.calendar = calendar;
        this.clock = clock;
        this.requests = new Combiner<>(BATCH_MAX, wanted -> tx.execute(_ -> decide(wanted)));
    }

    /** What a batch says to one of its requests. */
    private sealed interface Answer {
        record Decided(Reservation reservation) implements Answer {}

        /** The order was reserved before. */
        record Known() implements Answer {}

        /** It was decided beside one that turned out to be known: what was short may not be. */
        record Again() implements Answer {}
    }

    public Reservation hold(ReserveStock wanted) {
        check(wanted);
        for (var attempt = 1; attempt <= TRIES_MAX; attempt++) {
            switch (requests.ask(wanted)) {
                case Answer.Decided(Granted granted) -> {
                    return granted;
                }
                case Answer.Decided(var refusal) -> {
                    if (attempt > 1 || !givesBackOverdue()) {
                        return refusal;
                    }
                }
                case Answer.Known() -> {
                    var answer = standing(wanted).or(() -> takeAgain(wanted));
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
                case Answer.Again() -> {}
            }
        }
        throw CommonProblem.BUSY.refusal("Many are buying the same goods. Repeat the request.");
    }

    private List<Answer> decide(List<ReserveStock> wanted) {
        var skus = wanted.stream()
                .flatMap(one -> one.lines().stream().map(Line::sku))
                .distinct()
                .toList();
        var balances = stock.lockForSale(skus);
        var now = clock.instant();
        var shelves = new Shelves(balances, locations.enabled(), rule, calendar.dayOf(now));
        var decision = HoldDecision.of(wanted, balances, shelves, unpaid(wanted, balances), settings, now);
        var made = decision.grants.isEmpty()
                ? Set.<UUID>of()
                : stock.hold(List.copyOf(decision.grants.values()), balances);
        claim(decision.grants.values().stream()
                .filter(grant -> made.contains(grant.orderId()))
                .flatMap(grant -> grant.claims().stream())
                .toList());
        var known = decision.refusals.isEmpty() ? Set.<UUID>of() : reservations.known(decision.refusals.keySet());
        var counted = made.size() == decision.grants.size();
        var answers = new HashMap<UUID, Answer>();
        decision.grants.forEach((orderId, grant) -> answers.put(
                orderId,
                made.contains(orderId)
                        ? new Answer.Decided(new Granted(orderId, grant.expiresAt(), promises(grant.claims())))
                        : new Answer.Known()));
        decision.refusals.forEach((orderId, refusal) -> answers.put(
                orderId,
                known.contains(orderId)
                        ? new Answer.Known()
                        : counted ? new Answer.Decided(refusal) : new Answer.Again()));
        // What one order asked twice at once has one answer; what it asked otherwise is asked anew.
        return wanted.stream()
                .map(one -> one.equals(decision.firsts.get(one.orderId()))
                        ? Objects.requireNonNull(answers.get(one.orderId()))
                        : new Answer.Again())
                .toList();
    }

    /** Notes what was sold beyond what is there; for most goods nothing ever is. */
    private void claim(List<Claim> claims) {
        if (!claims.isEmpty()) {
            reservations.insertClaims(claims);
            stock.changeBacklog(claims.stream()
                    .collect(Collectors.groupingBy(Claim::sku, TreeMap::new, Collectors.summingInt(Claim::units))));
        }
    }

    private static List<Promise> promises(List<Claim> claims) {
        return claims.stream()
                .map(claim -> new Promise(claim.sku(), claim.units(), claim.promisedOn()))
                .toList();
    }

    /** What the buyers hold unpaid already, asked for only where one could come to hold too much. */
    private Map<Holder, Integer> unpaid(List<ReserveStock> wanted, Balances balances) {
        var watched = HoldDecision.watched(wanted, balances, settings);
        return watched.isEmpty()
                ? Map.of()
                : reservations.unpaid(
                        wanted.stream()
                                .map(ReserveStock::buyer)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()),
                        watched);
    }

    /** Before anybody is refused, goods come back whose time is up; many who are told so look once a second. */
    private boolean givesBackOverdue() {
        var now = clock.instant();
        var before = Objects.requireNonNull(expiredAt.get());
        return before.isBefore(now.minus(EXPIRE_EVERY))
                && expiredAt.compareAndSet(before, now)
                && expireReservations.expire() > 0;
    }

    /** The answer of a reservation that stands; one that is overdue but still holds its goods gets new time. */
    private Optional<Reservation> standing(ReserveStock wanted) {
        return Objects.requireNonNull(tx.execute(_ -> reservations
                .lock(wanted.orderId())
                .filter(ReservationStore.Reservation::stands)
                .<Reservation>map(earlier -> {
                    var lines = reservations.lines(wanted.orderId());
                    if (!isFor(lines, wanted.lines())) {
                        throw differs();
                    }
                    var promises = lines.stream()
                            .filter(line -> line.backlog() > 0)
                            .map(line ->
                                    new Promise(line.sku(), line.backlog(), Objects.requireNonNull(line.promisedOn())))
                            .toList();
                    if (earlier.status() == Status.HELD && !earlier.expiresAt().isAfter(clock.instant())) {
                        var expiresAt = HoldDecision.expiry(clock.instant(), wanted.holdFor());
                        reservations.setExpiry(wanted.orderId(), expiresAt);
                        return new Granted(earlier.orderId(), expiresAt, promises);
                    }
                    return new Granted(earlier.orderId(), earlier.expiresAt(), promises);
                })));
    }

    /** A reservation that was released or ran out makes way for a new one, but only if that one succeeds. */
    private Optional<Reservation> takeAgain(ReserveStock wanted) {
        return Objects.requireNonNull(tx.execute(status -> reservations
                .lock(wanted.orderId())
                .filter(earlier -> !earlier.stands())
                .map(_ -> {
                    if (reservations.lines(wanted.orderId()).stream().anyMatch(line -> line.shipped() > 0)) {
                        throw differs();
                    }
                    reservations.delete(wanted.orderId());
                    if (decide(List.of(wanted)).getFirst() instanceof Answer.Decided(var decided)) {
                        if (!(decided instanceof Granted)) {
                            status.setRollbackOnly();
                        }
                        return decided;
                    }
                    throw new IllegalStateException("It was just deleted");
                })));
    }

    private static Refusal differs() {
        return InventoryProblem.RESERVATION_DIFFERS.refusal("Reserve other goods under another order id.");
    }

    private static boolean isFor(List<ReservedLine> reserved, List<Line> wanted) {
        return reserved.stream()
                .collect(Collectors.groupingBy(ReservedLine::sku, Collectors.summingInt(ReservedLine::quantity)))
                .equals(wanted.stream().collect(Collectors.toMap(Line::sku, Line::quantity)));
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
