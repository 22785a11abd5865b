package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.platform.event.Outbox;
import io.kontor.trade.OrderPlaced.Tender;
import io.kontor.trade.TenderReturned;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.OrderStandings.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives back to points and gift cards what they paid of an order: the one that paid first is the first to get it, each up to
 * what it paid, and all together never more than that.
 */
@Component
public class ReturnTenders {
    private final JdbcClient db;
    private final OrderStandings standings;
    private final Outbox outbox;

    ReturnTenders(JdbcClient db, OrderStandings standings, Outbox outbox) {
        this.db = db;
        this.standings = standings;
        this.outbox = outbox;
    }

    /** Must be called inside a transaction, once for each cause. */
    void giveBack(KeptOrder order, UUID causeId, Money amount, Instant at) {
        record Back(long before, long after) {}
        if (!amount.isPositive()) {
            return;
        }
        var back = db.sql("""
                        WITH was AS (SELECT order_id, tendered_back_minor FROM trade.order_standing WHERE order_id = :orderId FOR UPDATE)
                        UPDATE trade.order_standing s
                           SET tendered_back_minor = greatest(was.tendered_back_minor, least(:tendered, was.tendered_back_minor + :amount))
                          FROM was WHERE s.order_id = was.order_id
                        RETURNING was.tendered_back_minor AS before, s.tendered_back_minor AS after
                        """)
                .param("orderId", order.orderId())
                .param("tendered", order.totals().tendered().minor())
                .param("amount", amount.minor())
                .query(Back.class)
                .single();
        tell(order, causeId, between(order.tenders(), back.before(), back.after()), at);
    }

    /** What a change leaves less for them to pay. Must be called inside the transaction of the change. */
    public void giveBackLess(KeptOrder before, List<Tender> now, UUID changeId, Instant at) {
        tell(
                before,
                changeId,
                before.tenders().stream()
                        .map(one -> new Tender(
                                one.code(),
                                now.stream()
                                        .filter(other -> other.code().equals(one.code()))
                                        .map(Tender::amount)
                                        .reduce(one.amount(), Money::minus)))
                        .filter(one -> one.amount().isPositive())
                        .toList(),
                at);
    }

    private void tell(KeptOrder order, UUID causeId, List<Tender> tenders, Instant at) {
        tenders.stream().map(Tender::amount).reduce(Money::plus).ifPresent(sum -> {
            var entry = new Entry(at, "tender-returned", Actor.SHOP, sum.toString());
            standings.tell(List.of(new Note(order.orderId(), Ids.named("tender-returned", causeId.toString()), entry)));
            outbox.publish(
                    List.of(new TenderReturned(causeId, order.orderId(), order.number(), order.accountId(), tenders)));
        });
    }

    /** Of what they paid one after the other, what lies between two sums. */
    static List<Tender> between(List<Tender> tenders, long from, long to) {
        var parts = new ArrayList<Tender>();
        var end = 0L;
        for (var tender : tenders) {
            var start = end;
            end += tender.amount().minor();
            var part = Math.min(end, to) - Math.max(start, from);
            if (part > 0) {
                parts.add(new Tender(
                        tender.code(), new Money(part, tender.amount().currency())));
            }
        }
        return parts;
    }
}
