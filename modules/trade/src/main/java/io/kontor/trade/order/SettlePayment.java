package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Language;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.batch.Combiner;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.idempotency.Idempotency.Completion;
import io.kontor.platform.idempotency.Idempotency.Ticket;
import io.kontor.trade.Trade.Order;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import io.kontor.trade.order.OrderStandings.Paid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of payments: those that arrive at the same moment in one transaction. */
@Component
public class SettlePayment {
    private static final int BATCH_MAX = 100;

    private final OrderStore orders;
    private final OrderStandings standings;
    private final ShowOrder showOrder;
    private final Idempotency idempotency;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Combiner<Settlement, Boolean> settlements;

    SettlePayment(
            OrderStore orders,
            OrderStandings standings,
            ShowOrder showOrder,
            Idempotency idempotency,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.showOrder = showOrder;
        this.idempotency = idempotency;
        this.tx = tx;
        this.clock = clock;
        this.settlements = new Combiner<>(BATCH_MAX, all -> tx.execute(_ -> write(all)));
    }

    /** @param completion the answer to keep, if all goes as expected; null when nobody repeats this by a key */
    private record Settlement(
            KeptOrder order,
            PaymentView taken,
            Entry entry,
            @Nullable Completion completion) {
        boolean isCaptured() {
            return taken.status() == Payment.Status.CAPTURED;
        }

        Paid paid() {
            return new Paid(order.orderId(), taken.id(), entry.at());
        }

        Note note() {
            return new Note(order.orderId(), Ids.named(entry.code(), taken.id().toString()), entry);
        }
    }

    /**
     * Moves an unpaid order on by its payment, and keeps the answer for repeats of the request.
     *
     * @return the order as it is shown afterwards, without its access token
     */
    public Order settle(KeptOrder order, PaymentView taken, Language language, @Nullable Ticket ticket) {
        var captured = taken.status() == Payment.Status.CAPTURED;
        var entry = entryOf(taken);
        var expected = captured ? order.after(OrderMove.PAY, entry) : order.with(entry);
        var shown = showOrder.show(expected, taken, List.of(), language);
        var wanted = new Settlement(order, taken, entry, ticket == null ? null : ticket.completion(201, shown));
        if (settlements.ask(wanted)) {
            return shown;
        }
        // The event of the payment came first, or the order was cancelled meanwhile.
        var actual = showOrder.show(orders.require(order.orderId()), taken, List.of(), language);
        if (ticket != null) {
            idempotency.complete(List.of(ticket.completion(201, actual)));
        }
        return actual;
    }

    private Entry entryOf(PaymentView taken) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (taken.status()) {
            case CAPTURED -> new Entry(at, OrderMove.PAY.to().code(), Actor.SHOP, "");
            case DECLINED ->
                new Entry(at, "payment-declined", Actor.SHOP, Objects.requireNonNullElse(taken.declineReason(), ""));
            case PENDING -> new Entry(at, "payment-pending", Actor.SHOP, "");
        };
    }

    /** Answers for each whether it went as expected. */
    private List<Boolean> write(List<Settlement> all) {
        var moved = new HashSet<>(standings.pay(all.stream()
                .filter(Settlement::isCaptured)
                .map(Settlement::paid)
                .toList()));
        standings.tell(all.stream()
                .filter(one -> !one.isCaptured())
                .map(Settlement::note)
                .toList());
        var done = all.stream()
                .map(one -> !one.isCaptured() || moved.contains(one.order().orderId()))
                .toList();
        idempotency.complete(java.util.stream.IntStream.range(0, all.size())
                .filter(done::get)
                .mapToObj(at -> all.get(at).completion())
                .filter(Objects::nonNull)
                .toList());
        return done;
    }
}
