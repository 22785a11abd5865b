package io.kontor.trade.order;

import io.kontor.platform.database.Like;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists and counts of orders. */
@Repository
public class OrderSearch {
    private final JdbcClient db;
    private final OrderStore orders;

    OrderSearch(JdbcClient db, OrderStore orders) {
        this.db = db;
        this.orders = orders;
    }

    /** An account's orders, newest first, from behind that place on. */
    public List<KeptOrder> ofAccount(UUID accountId, int limit, @Nullable Place behind) {
        var place = behind != null ? behind : Place.NEWEST;
        return orders.read(
                """
                account_id = :accountId AND (orders.placed_at, order_id) < (:at, :orderId)
                ORDER BY orders.placed_at DESC, order_id DESC LIMIT :limit
                """,
                Map.of(
                        "accountId",
                        accountId,
                        "at",
                        utc(place.placedAt()),
                        "orderId",
                        place.orderId(),
                        "limit",
                        limit));
    }

    /** The numbers of the orders that are paid with each of these; asks only when there are some. */
    public Map<UUID, List<String>> paidWith(List<KeptOrder> orders) {
        var grouped = orders.stream().filter(KeptOrder::isGrouped).toList();
        if (grouped.isEmpty()) {
            return Map.of();
        }
        var numbers = new HashMap<UUID, List<String>>();
        db.sql("""
                        SELECT group_id, number FROM trade.orders
                         WHERE group_id = ANY(:groupIds) AND group_id <> order_id ORDER BY order_id
                        """)
                .param(
                        "groupIds",
                        grouped.stream().map(KeptOrder::groupId).distinct().toArray(UUID[]::new))
                .query(row -> {
                    numbers.computeIfAbsent(row.getObject("group_id", UUID.class), _ -> new ArrayList<>())
                            .add(row.getString("number"));
                });
        return grouped.stream()
                .collect(Collectors.toMap(
                        KeptOrder::orderId,
                        order -> numbers.getOrDefault(order.groupId(), List.of()).stream()
                                .filter(number -> !number.equals(order.number()))
                                .toList()));
    }

    /** A place in a list of orders, newest first. */
    public record Place(Instant placedAt, UUID orderId) {
        static final Place NEWEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));
    }

    /**
     * What staff asks for.
     *
     * @param words the start of a number, e-mail, phone or recipient's name, or a whole SKU; empty for all
     * @param tag without regard to case; empty for all
     */
    public record Search(
            String words,
            @Nullable OrderStatus status,
            String tag,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable Place behind) {}

    public List<KeptOrder> search(Search wanted) {
        var parameters = new HashMap<String, Object>(Map.of("limit", wanted.limit()));
        var where = where(wanted, parameters);
        return orders.read(
                where + " ORDER BY " + timeOf(wanted) + ".placed_at DESC, order_id DESC LIMIT :limit", parameters);
    }

    /** Whether the filters find more orders than the limit, from the place on. */
    public boolean findsMore(Search wanted) {
        var parameters = new HashMap<String, Object>(Map.of("more", wanted.limit() + 1));
        return db.sql("SELECT count(*) > :limit FROM (SELECT 1 FROM %s WHERE %s LIMIT :more) AS found"
                        .formatted(OrderStore.FROM, where(wanted, parameters)))
                .params(parameters)
                .param("limit", wanted.limit())
                .query(Boolean.class)
                .single();
    }

    /** Each table has the index that fits: by time alone, or by status and time. */
    private static String timeOf(Search wanted) {
        return wanted.status() == null ? "orders" : "standing";
    }

    private static String where(Search wanted, Map<String, Object> parameters) {
        var place = wanted.behind() != null ? wanted.behind() : Place.NEWEST;
        parameters.put("at", utc(place.placedAt()));
        parameters.put("orderId", place.orderId());
        var where = new StringBuilder("(" + timeOf(wanted) + ".placed_at, order_id) < (:at, :orderId)");
        if (!wanted.words().isEmpty()) {
            parameters.put("words", wanted.words());
            parameters.put("start", Like.startingWith(wanted.words()));
            parameters.put("email", Like.startingWith(wanted.words().toLowerCase(java.util.Locale.ROOT)));
            parameters.put("phone", Like.startingWith(wanted.words().replaceAll("[ ()/-]", "")));
            where.append("""
                     AND order_id IN (
                         SELECT order_id FROM trade.orders WHERE number LIKE :start
                         UNION SELECT order_id FROM trade.orders WHERE email LIKE :email
                         UNION SELECT order_id FROM trade.orders WHERE phone LIKE :phone
                         UNION SELECT order_id FROM trade.orders WHERE recipient_phone LIKE :phone
                         UNION SELECT order_id FROM trade.orders WHERE recipient LIKE :start
                         UNION SELECT order_id FROM trade.order_line WHERE sku = :words)
                    """);
        }
        if (wanted.status() != null) {
            parameters.put("status", wanted.status().name());
            where.append(" AND status = :status");
        }
        if (!wanted.tag().isEmpty()) {
            parameters.put("tag", wanted.tag());
            where.append(" AND order_id IN (SELECT order_id FROM trade.order_tag WHERE lower(tag) = lower(:tag))");
        }
        if (wanted.from() != null) {
            parameters.put("from", utc(wanted.from()));
            where.append(" AND orders.placed_at >= :from");
        }
        if (wanted.to() != null) {
            parameters.put("to", utc(wanted.to()));
            where.append(" AND orders.placed_at < :to");
        }
        return where.toString();
    }

    /** @param placed orders since the day began; {@code revenueMinor} what those that were paid cost, in one currency */
    public record Day(long placed, long revenueMinor) {}

    public Day since(Instant dayBegan, String currency) {
        return db.sql("""
                        SELECT count(*) AS placed,
                               coalesce(sum(total_minor) FILTER (WHERE status NOT IN ('UNPAID', 'CANCELLED') AND currency = :currency), 0) AS revenue_minor
                          FROM %s WHERE orders.placed_at >= :dayBegan
                        """.formatted(OrderStore.FROM))
                .param("dayBegan", utc(dayBegan))
                .param("currency", currency)
                .query(Day.class)
                .single();
    }

    public long count(List<OrderStatus> statuses) {
        return db.sql("SELECT count(*) FROM trade.order_standing WHERE status = ANY(:statuses)")
                .param("statuses", statuses.stream().map(OrderStatus::name).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** The ids of those of the numbers that are orders. */
    public List<UUID> idsOf(Collection<String> numbers) {
        return db.sql("SELECT order_id FROM trade.orders WHERE number = ANY(:numbers)")
                .param("numbers", numbers.toArray(String[]::new))
                .query(UUID.class)
                .list();
    }
}
