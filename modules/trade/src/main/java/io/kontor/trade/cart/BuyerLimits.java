package io.kontor.trade.cart;

import io.kontor.catalog.Catalog.Offer;
import io.kontor.kernel.Ids;
import io.kontor.platform.batch.Columns;
import io.kontor.trade.Trade.Contact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How many units of a product one buyer ordered lately, where the product limits that. A buyer is known by account, phone
 * and e-mail address, and an order counts for each of these. Orders that were cancelled or given back do not count.
 */
@Repository
public class BuyerLimits {
    private static final UUID NO_ORDER = new UUID(0, 0);

    private final JdbcClient db;
    private final Clock clock;

    BuyerLimits(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** So many units of a product, of which a buyer may have at most {@code max} within a time. */
    public record Limited(
            UUID groupId, UUID orderId, List<UUID> buyers, UUID productId, int quantity, int max, Instant since) {}

    /** The limited goods among these, one for each product. @param quantities of the offers, in their order */
    public List<Limited> limited(
            UUID groupId,
            UUID orderId,
            @Nullable UUID accountId,
            Contact contact,
            List<Offer> offers,
            List<Integer> quantities) {
        var byProduct = new LinkedHashMap<UUID, Limited>();
        for (var at = 0; at < offers.size(); at++) {
            var terms = offers.get(at).terms();
            if (terms == null || terms.buyerMax() == null || terms.buyerDays() == null) {
                continue;
            }
            var productId = offers.get(at).productId();
            var since = clock.instant().minus(Duration.ofDays(terms.buyerDays()));
            var more = new Limited(
                    groupId,
                    orderId,
                    buyers(accountId, contact),
                    productId,
                    quantities.get(at),
                    terms.buyerMax(),
                    since);
            byProduct.merge(
                    productId,
                    more,
                    (one, other) -> new Limited(
                            groupId,
                            orderId,
                            one.buyers(),
                            productId,
                            one.quantity() + other.quantity(),
                            one.max(),
                            one.since()));
        }
        return List.copyOf(byProduct.values());
    }

    private static List<UUID> buyers(@Nullable UUID accountId, Contact contact) {
        var buyers = new ArrayList<UUID>();
        if (accountId != null) {
            buyers.add(accountId);
        }
        if (contact.phone() != null) {
            buyers.add(Ids.named("phone", contact.phone()));
        }
        if (contact.email() != null) {
            buyers.add(Ids.named("email", contact.email()));
        }
        return buyers;
    }

    /** What a buyer ordered lately of the limited products among these, as far as known. */
    public Map<UUID, Integer> bought(@Nullable UUID accountId, Contact contact, List<Offer> offers) {
        var limited = limited(
                NO_ORDER,
                NO_ORDER,
                accountId,
                contact,
                offers,
                offers.stream().map(_ -> 0).toList());
        if (limited.isEmpty() || buyers(accountId, contact).isEmpty()) {
            return Map.of();
        }
        var bought = new HashMap<UUID, Integer>();
        count(limited).forEach((key, units) -> bought.merge(key.productId(), units, Math::max));
        return bought;
    }

    /** Whether some purchase would be too much already, before anything is held for it; {@link #take} says it for sure. */
    public boolean isTooMuch(List<Limited> limited) {
        if (limited.isEmpty()) {
            return false;
        }
        var taken = count(limited);
        return limited.stream().anyMatch(one -> isTooMuch(one, taken));
    }

    private record Key(UUID buyer, UUID productId) {}

    /**
     * Takes note of all that keep within their limits, in the transaction that writes the orders. Two orders of one
     * buyer cannot both take what is left: each waits for the other, in an order that makes no circle.
     *
     * @return the groups of orders of which some purchase would be too much; nothing of them is noted
     */
    public Set<UUID> take(List<Limited> all) {
        if (all.isEmpty()) {
            return Set.of();
        }
        lock(all);
        var taken = count(all);
        var refused = new HashSet<UUID>();
        var groups = new LinkedHashMap<UUID, List<Limited>>();
        all.forEach(one ->
                groups.computeIfAbsent(one.groupId(), _ -> new ArrayList<>()).add(one));
        var noted = new ArrayList<Limited>();
        groups.forEach((groupId, some) -> {
            if (some.stream().anyMatch(one -> isTooMuch(one, taken))) {
                refused.add(groupId);
            } else {
                some.forEach(one -> one.buyers()
                        .forEach(buyer -> taken.merge(new Key(buyer, one.productId()), one.quantity(), Integer::sum)));
                noted.addAll(some);
            }
        });
        note(noted);
        return refused;
    }

    private static boolean isTooMuch(Limited limited, Map<Key, Integer> taken) {
        return limited.buyers().stream()
                .anyMatch(buyer -> taken.getOrDefault(new Key(buyer, limited.productId()), 0) + limited.quantity()
                        > limited.max());
    }

    private void lock(List<Limited> all) {
        var words = all.stream()
                .flatMap(one -> one.buyers().stream().map(buyer -> buyer + " " + one.productId()))
                .distinct()
                .toArray(String[]::new);
        db.sql("""
                        SELECT count(pg_advisory_xact_lock(key))
                          FROM (SELECT DISTINCT hashtextextended('trade.bought ' || word, 0) AS key
                                  FROM unnest(:words::text[]) AS word ORDER BY key OFFSET 0) AS keys
                        """).param("words", words).query(Long.class).single();
    }

    private Map<Key, Integer> count(List<Limited> all) {
        var rows = rows(all);
        var counted = new HashMap<Key, Integer>();
        db.sql("""
                        SELECT w.buyer, w.product_id, sum(bought.quantity)::int AS units
                          FROM (SELECT buyer, product_id, min(since) AS since
                                  FROM unnest(:buyers::uuid[], :products::uuid[], :sinces::timestamptz[])
                                       AS w (buyer, product_id, since)
                                 GROUP BY buyer, product_id) AS w
                          JOIN trade.bought ON bought.buyer = w.buyer AND bought.product_id = w.product_id AND bought.at > w.since
                          JOIN trade.order_standing USING (order_id)
                         WHERE status NOT IN ('CANCELLED', 'REFUNDED')
                         GROUP BY w.buyer, w.product_id
                        """)
                .param("buyers", Columns.ids(rows, Row::buyer))
                .param("products", Columns.ids(rows, row -> row.limited().productId()))
                .param("sinces", Columns.times(rows, row -> row.limited().since()))
                .query(row -> {
                    counted.put(
                            new Key(
                                    Objects.requireNonNull(row.getObject("buyer", UUID.class)),
                                    Objects.requireNonNull(row.getObject("product_id", UUID.class))),
                            row.getInt("units"));
                });
        return counted;
    }

    private record Row(UUID buyer, Limited limited) {}

    private static List<Row> rows(List<Limited> all) {
        return all.stream()
                .flatMap(one -> one.buyers().stream().map(buyer -> new Row(buyer, one)))
                .toList();
    }

    private void note(List<Limited> all) {
        var rows = rows(all);
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                        INSERT INTO trade.bought (buyer, product_id, order_id, quantity, at)
                        SELECT *, :now FROM unnest(:buyers::uuid[], :products::uuid[], :orders::uuid[], :quantities::int[])
                        ON CONFLICT DO NOTHING
                        """)
                .param("buyers", Columns.ids(rows, Row::buyer))
                .param("products", Columns.ids(rows, row -> row.limited().productId()))
                .param("orders", Columns.ids(rows, row -> row.limited().orderId()))
                .param("quantities", Columns.ints(rows, row -> row.limited().quantity()))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
