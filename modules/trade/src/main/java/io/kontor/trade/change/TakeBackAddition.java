package io.kontor.trade.change;

import io.kontor.inventory.Inventory;
import io.kontor.inventory.Inventory.Amendment;
import io.kontor.kernel.Ids;
import io.kontor.kernel.Refusal;
import io.kontor.platform.event.Outbox;
import io.kontor.platform.job.Job;
import io.kontor.trade.OrderChanged;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.change.ChangeStore.Content;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.OrderStandings;
import io.kontor.trade.order.OrderStandings.Note;
import io.kontor.trade.order.OrderStore;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes back what was added to a paid order and is not paid: the order is what it was before, and costs what was paid. */
@Component
class TakeBackAddition implements Job {
    private static final Logger log = LoggerFactory.getLogger(TakeBackAddition.class);

    private final OrderStore orders;
    private final ChangeStore changes;
    private final ChangeOrder changeOrder;
    private final OrderStandings standings;
    private final Inventory inventory;
    private final Outbox outbox;
    private final TransactionTemplate tx;
    private final Clock clock;

    TakeBackAddition(
            OrderStore orders,
            ChangeStore changes,
            ChangeOrder changeOrder,
            OrderStandings standings,
            Inventory inventory,
            Outbox outbox,
            TransactionTemplate tx,
            Clock clock) {
        this.orders = orders;
        this.changes = changes;
        this.changeOrder = changeOrder;
        this.standings = standings;
        this.inventory = inventory;
        this.outbox = outbox;
        this.tx = tx;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "trade.take-back-additions";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    /** Those whose time to be paid has passed. */
    @Override
    public void run() {
        for (var orderId : changes.overdue(clock.instant())) {
            var order = orders.require(orderId);
            try {
                takeBack(order, Actor.SHOP);
            } catch (Refusal refused) {
                // Most often a payment or a parcel is under way; what comes of it is seen in the next round.
                log.info("What was added to order {} stays for now: {}", order.number(), refused.detail());
            }
        }
    }

    /** @throws Refusal NOTHING_DUE, PAYMENT_UNDER_WAY, NOT_CHANGEABLE (409) */
    KeptOrder takeBack(KeptOrder order, Actor actor) {
        var due = order.due();
        if (!due.isPositive()) {
            tx.executeWithoutResult(_ -> changes.stopWaiting(order.orderId()));
            throw TradeProblem.NOTHING_DUE.refusal("Nothing of it waits for a payment.");
        }
        var paid = order.totals().payable().minus(due);
        var before = changes.lastAt(order.orderId(), paid)
                .flatMap(content -> restored(order, content))
                .orElseThrow(() -> {
                    tx.executeWithoutResult(_ -> changes.stopWaiting(order.orderId()));
                    return TradeProblem.NOT_CHANGEABLE.refusal("What was added cannot be told from the rest any more.");
                });
        changeOrder.closeDue(order);
        var changeId = Ids.named(
                Ids.timeOf(order.orderId()),
                "addition taken back",
                order.orderId().toString(),
                String.valueOf(order.version()));
        var givesBack = givesBack(order, before);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entry = new Entry(
                now,
                "addition-taken-back",
                actor,
                order.totals().total() + " → " + before.totals().total());
        tx.executeWithoutResult(_ -> {
            if (!changes.lock(order, now) || !changes.write(order, before, paid, null)) {
                throw ReviseOrder.notChangeable(orders.require(order.orderId()));
            }
            changes.keep(changeId, order, now);
            standings.tell(List.of(new Note(order.orderId(), changeId, entry)));
            if (before.lines().stream().allMatch(line -> line.shipped() + line.leftOut() == line.quantity())) {
                standings.move(
                        List.of(order.orderId()), OrderMove.SHIP_ALL, Actor.SHOP, "", now.plus(1, ChronoUnit.MICROS));
            }
            outbox.publish(new OrderChanged(
                    order.orderId(),
                    order.number(),
                    order.accountId(),
                    changeId,
                    before.totals().total(),
                    givesBack));
        });
        inventory.amend(new Amendment(changeId, order.orderId(), givesBack));
        return orders.require(order.orderId());
    }

    /** The lines as they were, with what was shipped of them since; empty when more than was added would have to change. */
    private static Optional<Content> restored(KeptOrder order, Content before) {
        var now = order.lines().stream().collect(Collectors.toMap(KeptOrder.Line::sku, Function.identity()));
        var lines = new ArrayList<KeptOrder.Line>();
        for (var line : before.lines()) {
            var is = now.get(line.sku());
            if (is == null
                    || is.quantity() < line.quantity()
                    || is.shipped() + is.leftOut() > line.quantity()
                    || is.refundedAmount().compareTo(line.total()) > 0) {
                return Optional.empty();
            }
            lines.add(new KeptOrder.Line(
                    line.lineId(),
                    line.sku(),
                    line.productId(),
                    line.slug(),
                    line.name(),
                    line.options(),
                    line.image(),
                    line.quantity(),
                    is.shipped(),
                    line.listPrice(),
                    line.price(),
                    line.discount(),
                    line.tax(),
                    line.deliveryShare(),
                    line.total(),
                    line.breakdown(),
                    is.refunded(),
                    is.refundedAmount(),
                    line.promisedOn(),
                    0,
                    is.leftOut()));
        }
        var shippedOfOthers = order.lines().stream()
                .anyMatch(line -> line.shipped() > 0
                        && before.lines().stream().noneMatch(one -> one.sku().equals(line.sku())));
        return shippedOfOthers
                ? Optional.empty()
                : Optional.of(new Content(
                        before.totals(), lines, before.breakdown(), before.deliveryMethod(), before.deliveryName()));
    }

    private static List<Inventory.Line> givesBack(KeptOrder order, Content before) {
        var stays = new HashMap<String, Integer>();
        before.lines().forEach(line -> stays.put(line.sku(), line.quantity()));
        return order.lines().stream()
                .map(line -> new Inventory.Line(
                        line.sku(), line.quantity() - Objects.requireNonNull(stays.getOrDefault(line.sku(), 0))))
                .filter(line -> line.quantity() > 0)
                .toList();
    }
}
