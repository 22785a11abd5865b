package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.payment.Payment;
import io.kontor.payment.Payment.PaymentView;
import io.kontor.platform.batch.Combiner;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import io.kontor.trade.order.OrderStandings.Paid;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of payments: those that arrive at the same moment in one transaction. */
@Component
public class SettlePayment {
    private static final int BATCH_MAX = 100;

    private final OrderStore orders;
    private final OrderStandings standings;
    private final TransactionTemplate tx;
    private final Clock clock;
    private final Combiner<Settlement, Boolean> settlements;

    SettlePayment(OrderStore orders, OrderStandings standings, TransactionTemplate tx, Clock clock) {
        this.orders = orders;
        this.standings = standings;
        this.tx = tx;
        this.clock = clock;
        this.settlements = new Combiner<>(BATCH_MAX, all -> tx.execute(_ -> write(all)));
    }

    private record Settlement(List<UUID> orderIds, PaymentView taken, Entry entry) {
        boolean isCaptured() {
            return taken.status() == Payment.Status.CAPTURED;
        }

        Stream<Paid> paid() {
            return orderIds.stream().map(orderId -> new Paid(orderId, taken.id(), entry.at()));
        }

        Stream<Note> notes() {
            var entryId = Ids.named(entry.code(), taken.id().toString());
            return orderIds.stream().map(orderId -> new Note(orderId, entryId, entry));
        }
    }

    /** Moves the unpaid ones of orders on that are paid together, by their payment; answers all of them afterwards. */
    public List<KeptOrder> settle(List<KeptOrder> group, PaymentView taken) {
        var entry = entryOf(taken);
        var unpaid = group.stream()
                .filter(order -> order.status() == OrderStatus.UNPAID)
                .map(KeptOrder::orderId)
                .toList();
        if (settlements.ask(new Settlement(unpaid, taken, entry))) {
            return group.stream()
                    .map(order -> order.status() != OrderStatus.UNPAID
                            ? order
                            : taken.status() == Payment.Status.CAPTURED
                                    ? order.after(OrderMove.PAY, entry)
                                    : order.with(entry))
                    .toList();
        }
        // The event of the payment came first, or an order was cancelled meanwhile.
        return orders.requireGroup(group.getFirst().groupId());
    }

    private Entry entryOf(PaymentView taken) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (taken.status()) {
            case CAPTURED -> new Entry(at, OrderMove.PAY.to().code(), Actor.SHOP, "");
            case DECLINED ->
                new Entry(at, "payment-declined", Actor.SHOP, Objects.requireNonNullElse(taken.declineReason(), ""));
            case AUTHORISED -> new Entry(at, "payment-authorised", Actor.SHOP, "");
            case UNKNOWN, PENDING, PARTIALLY_CAPTURED, VOIDED -> new Entry(at, "payment-pending", Actor.SHOP, "");
        };
    }

    /** Answers for each whether it went as expected. */
    private List<Boolean> write(List<Settlement> all) {
        var moved = new HashSet<>(standings.pay(all.stream()
                .filter(Settlement::isCaptured)
                .flatMap(Settlement::paid)
                .toList()));
        standings.tell(all.stream()
                .filter(one -> !one.isCaptured())
                .flatMap(Settlement::notes)
                .toList());
        return all.stream()
                .map(one -> !one.isCaptured() || moved.containsAll(one.orderIds()))
                .toList();
    }
}
