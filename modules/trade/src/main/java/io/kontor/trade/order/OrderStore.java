package io.kontor.trade.order;

import io.kontor.kernel.Ids;
import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.event.Event;
import io.kontor.platform.event.Outbox;
import io.kontor.trade.OrderCancelled;
import io.kontor.trade.OrderPaid;
import io.kontor.trade.OrderShipped;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.KeptOrder.Line;
import io.kontor.trade.pricing.PriceQuote.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Orders, their lines and what happened to them. A status changes in {@link #move} and nowhere else. */
@Repository
public class OrderStore {
    private static final String ORDER = """
            order_id, number, account_id, status, placed_at, pay_before, payment_id, currency, goods_minor, discount_minor,
            delivery_minor, tax_minor, total_minor, email, phone, address, delivery_method, delivery_name, note""";

    private final JdbcClient db;
    private final JsonMapper json;
    private final Outbox outbox;

    OrderStore(JdbcClient db, JsonMapper json, Outbox outbox) {
        this.db = db;
        this.json = json;
        this.outbox = outbox;
    }

    /**
     * Writes an order that has just been placed, with its lines and the first entry of its timeline, and empties the
     * cart it came from: all in one statement, and nothing of it when the cart is not the one that was read.
     *
     * @return whether the cart was still at that version
     */
    public boolean insert(KeptOrder order, UUID cartId, int cartVersion) {
        var lines = order.lines();
        var placed = order.timeline().getFirst();
        return db.sql("""
                        WITH taken AS (
                            UPDATE trade.cart SET version = version + 1, touched_at = :placedAt
                             WHERE cart_id = :cartId AND version = :cartVersion
                            RETURNING cart_id
                        ), emptied AS (
                            DELETE FROM trade.cart_line USING taken WHERE cart_line.cart_id = taken.cart_id
                        ), placed AS (
                            INSERT INTO trade.orders
                                (order_id, number, account_id, status, status_at, placed_at, pay_before, currency, goods_minor,
                                 discount_minor, delivery_minor, tax_minor, total_minor, email, phone, recipient, recipient_phone,
                                 address, delivery_method, delivery_name, note)
                            SELECT :orderId, :number, CAST(:accountId AS uuid), :status, :placedAt, :placedAt, :payBefore, :currency, :goods,
                                   :discount, :delivery, :tax, :total, :email, :phone, :recipient, :recipientPhone,
                                   :address, :deliveryMethod, :deliveryName, :note
                              FROM taken
                            RETURNING order_id
                        ), lines AS (
                            INSERT INTO trade.order_line
                                (order_id, line_no, line_id, sku, product_id, slug, name, options, image, quantity, list_price_minor,
                                 price_minor, discount_minor, tax_minor, delivery_share_minor, total_minor, explanation)
                            SELECT order_id, line_no, line_id::uuid, sku, product_id::uuid, slug, name, options, image, quantity, list_price,
                                   price, line_discount, line_tax, delivery_share, line_total, explanation
                              FROM placed, unnest(:lineIds::text[], :skus::text[], :productIds::text[], :slugs::text[], :names::text[],
                                           :options::text[], :images::text[], :quantities::int[], :listPrices::bigint[], :prices::bigint[],
                                           :discounts::bigint[], :taxes::bigint[], :deliveryShares::bigint[], :totals::bigint[],
                                           :explanations::text[])
                                   WITH ORDINALITY AS l (line_id, sku, product_id, slug, name, options, image, quantity, list_price,
                                           price, line_discount, line_tax, delivery_share, line_total, explanation, line_no)
                        )
                        INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, account_id, name, note)
                        SELECT order_id, :entryId, :placedAt, :code, :actor, CAST(:actorId AS uuid), :actorName, :entryNote FROM placed
                        """)
                        .param("cartId", cartId)
                        .param("cartVersion", cartVersion)
                        .param("orderId", order.orderId())
                        .param("number", order.number())
                        .param("accountId", order.accountId(), Types.OTHER)
                        .param("status", order.status().name())
                        .param("placedAt", utc(order.placedAt()))
                        .param("payBefore", utc(order.payBefore()))
                        .param("currency", order.totals().total().currency().getCurrencyCode())
                        .param("goods", order.totals().goods().minor())
                        .param("discount", order.totals().discount().minor())
                        .param("delivery", order.totals().delivery().minor())
                        .param("tax", order.totals().tax().minor())
                        .param("total", order.totals().total().minor())
                        .param("email", order.contact().email(), Types.VARCHAR)
                        .param("phone", order.contact().phone(), Types.VARCHAR)
                        .param("recipient", order.address().name())
                        .param("recipientPhone", order.address().phone())
                        .param("address", json.writeValueAsString(order.address()))
                        .param("deliveryMethod", order.deliveryMethod())
                        .param("deliveryName", json.writeValueAsString(order.deliveryName()))
                        .param("note", order.note(), Types.VARCHAR)
                        .param("lineIds", texts(lines, line -> line.lineId().toString()))
                        .param("skus", texts(lines, Line::sku))
                        .param(
                                "productIds",
                                texts(lines, line -> line.productId().toString()))
                        .param("slugs", texts(lines, Line::slug))
                        .param("names", texts(lines, line -> json.writeValueAsString(line.name())))
                        .param("options", texts(lines, line -> json.writeValueAsString(line.options())))
                        .param("images", texts(lines, Line::image))
                        .param("quantities", lines.stream().map(Line::quantity).toArray(Integer[]::new))
                        .param("listPrices", minors(lines, Line::listPrice))
                        .param("prices", minors(lines, Line::price))
                        .param("discounts", minors(lines, Line::discount))
                        .param("taxes", minors(lines, Line::tax))
                        .param("deliveryShares", minors(lines, Line::deliveryShare))
                        .param("totals", minors(lines, Line::total))
                        .param("explanations", texts(lines, line -> json.writeValueAsString(line.explanation())))
                        .param("entryId", Ids.named("placed", order.orderId().toString()))
                        .param("code", placed.code())
                        .param("actor", placed.actor().kind().name())
                        .param("actorId", placed.actor().accountId(), Types.OTHER)
                        .param("actorName", placed.actor().name())
                        .param("entryNote", placed.note())
                        .update()
                == 1;
    }

    /**
     * Moves those of the orders that stand where the move is allowed: writes the new status, tells the timeline who did
     * it, when and why, and tells the house. Must be called inside a transaction.
     *
     * @param paymentId of the payment that paid it, with PAY; otherwise null
     * @return the ids of the orders that moved
     */
    public List<UUID> move(
            Collection<UUID> orderIds, OrderMove move, Actor actor, String note, @Nullable UUID paymentId, Instant at) {
        var moved = db.sql("""
                        WITH moved AS (
                            UPDATE trade.orders
                               SET status = :to, status_at = :at, shipping_until = NULL,
                                   payment_id = coalesce(CAST(:paymentId AS uuid), payment_id)
                             WHERE order_id = ANY(:orderIds::uuid[]) AND status = ANY(:from)
                               AND (:shipping OR shipping_until IS NULL OR shipping_until < :at)
                            RETURNING order_id, number, account_id, total_minor, currency
                        ), told AS (
                            INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, account_id, name, note)
                            SELECT order_id, gen_random_uuid(), :at, :code, :actor, CAST(:actorId AS uuid), :actorName, :note FROM moved
                        )
                        SELECT * FROM moved
                        """)
                .param("to", move.to().name())
                .param("from", move.from().stream().map(OrderStatus::name).toArray(String[]::new))
                .param("shipping", move.isShipping())
                .param("orderIds", ids(orderIds))
                .param("paymentId", paymentId, Types.OTHER)
                .param("code", move.to().code())
                .param("actor", actor.kind().name())
                .param("actorId", actor.accountId(), Types.OTHER)
                .param("actorName", actor.name())
                .param("note", note)
                .param("at", utc(at))
                .query((row, _) -> new Moved(
                        row.getObject("order_id", UUID.class),
                        row.getString("number"),
                        row.getObject("account_id", UUID.class),
                        Money.of(row.getLong("total_minor"), row.getString("currency"))))
                .list();
        outbox.publish(
                moved.stream().flatMap(one -> eventOf(move, one, note).stream()).toList());
        return moved.stream().map(Moved::orderId).toList();
    }

    private record Moved(
            UUID orderId, String number, @Nullable UUID accountId, Money total) {}

    private static Optional<Event> eventOf(OrderMove move, Moved order, String note) {
        return switch (move) {
            case PAY -> Optional.of(new OrderPaid(order.orderId(), order.number(), order.accountId(), order.total()));
            case SHIP_ALL ->
                Optional.of(new OrderShipped(order.orderId(), order.number(), order.accountId(), order.total()));
            case CANCEL -> Optional.of(new OrderCancelled(order.orderId(), order.number(), note));
            case SHIP_SOME, RECEIVE -> Optional.empty();
        };
    }

    /** Adds to the timeline something that moves nothing. The same entry id is written once; an unknown order is passed over. */
    public void tell(UUID orderId, UUID entryId, Entry entry) {
        db.sql("""
                        INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, account_id, name, note)
                        SELECT order_id, :entryId, :at, :code, :actor, CAST(:actorId AS uuid), :actorName, :note
                          FROM trade.orders WHERE order_id = :orderId
                        ON CONFLICT DO NOTHING
                        """)
                .param("orderId", orderId)
                .param("entryId", entryId)
                .param("at", utc(entry.at()))
                .param("code", entry.code())
                .param("actor", entry.actor().kind().name())
                .param("actorId", entry.actor().accountId(), Types.OTHER)
                .param("actorName", entry.actor().name())
                .param("note", entry.note())
                .update();
    }

    /** Keeps everybody else from moving the order while its parcel is being recorded. */
    public boolean claimForShipping(UUID orderId, Instant now, Duration limit) {
        return db.sql("""
                        UPDATE trade.orders SET shipping_until = :until
                         WHERE order_id = :orderId AND status = ANY(:from) AND (shipping_until IS NULL OR shipping_until < :now)
                        """)
                        .param("orderId", orderId)
                        .param(
                                "from",
                                OrderMove.SHIP_ALL.from().stream()
                                        .map(OrderStatus::name)
                                        .toArray(String[]::new))
                        .param("now", utc(now))
                        .param("until", utc(now.plus(limit)))
                        .update()
                == 1;
    }

    public void endShippingClaim(UUID orderId) {
        db.sql("UPDATE trade.orders SET shipping_until = NULL WHERE order_id = :orderId")
                .param("orderId", orderId)
                .update();
    }

    /** Counts what has left the house; answers whether nothing of the order is left to ship. */
    public boolean countShipped(UUID orderId, Map<String, Integer> quantityBySku) {
        db.sql("""
                        UPDATE trade.order_line SET shipped = shipped + parcel.quantity
                          FROM unnest(:skus::text[], :quantities::int[]) AS parcel (sku, quantity)
                         WHERE order_id = :orderId AND order_line.sku = parcel.sku
                        """)
                .param("orderId", orderId)
                .param("skus", quantityBySku.keySet().toArray(String[]::new))
                .param("quantities", quantityBySku.values().toArray(Integer[]::new))
                .update();
        return db.sql("SELECT bool_and(shipped = quantity) FROM trade.order_line WHERE order_id = :orderId")
                .param("orderId", orderId)
                .query(Boolean.class)
                .single();
    }

    public Optional<KeptOrder> find(UUID orderId) {
        return read("SELECT " + ORDER + " FROM trade.orders WHERE order_id = :orderId", Map.of("orderId", orderId))
                .stream()
                .findFirst();
    }

    public KeptOrder require(UUID orderId) {
        return find(orderId).orElseThrow(OrderStore::unknown);
    }

    public Optional<KeptOrder> findByNumber(String number) {
        return number.matches("\\d{14}")
                ? read("SELECT " + ORDER + " FROM trade.orders WHERE number = :number", Map.of("number", number))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    public static io.kontor.kernel.Refusal unknown() {
        return TradeProblem.ORDER_NOT_FOUND.refusal("Check the number; only its buyer can see an order.");
    }

    /** An account's orders, newest first, from behind that place on. */
    public List<KeptOrder> ofAccount(UUID accountId, int limit, @Nullable Place behind) {
        var place = behind != null ? behind : Place.NEWEST;
        return read(
                "SELECT " + ORDER + """
                         FROM trade.orders
                        WHERE account_id = :accountId AND (placed_at, order_id) < (:at, :orderId)
                        ORDER BY placed_at DESC, order_id DESC LIMIT :limit
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

    /** A place in a list of orders, newest first. */
    public record Place(Instant placedAt, UUID orderId) {
        static final Place NEWEST = new Place(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));
    }

    /**
     * What staff asks for.
     *
     * @param words the start of a number, e-mail, phone or recipient's name, or a whole SKU; empty for all
     */
    public record Search(
            String words,
            @Nullable OrderStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            int limit,
            @Nullable Place behind) {}

    public List<KeptOrder> search(Search wanted) {
        var place = wanted.behind() != null ? wanted.behind() : Place.NEWEST;
        var parameters = new HashMap<String, Object>(
                Map.of("at", utc(place.placedAt()), "orderId", place.orderId(), "limit", wanted.limit()));
        var where = new StringBuilder("(placed_at, order_id) < (:at, :orderId)");
        if (!wanted.words().isEmpty()) {
            parameters.put("words", wanted.words());
            parameters.put("start", startOf(wanted.words()));
            parameters.put("email", startOf(wanted.words().toLowerCase(java.util.Locale.ROOT)));
            parameters.put("phone", startOf(wanted.words().replaceAll("[ ()/-]", "")));
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
        if (wanted.from() != null) {
            parameters.put("from", utc(wanted.from()));
            where.append(" AND placed_at >= :from");
        }
        if (wanted.to() != null) {
            parameters.put("to", utc(wanted.to()));
            where.append(" AND placed_at < :to");
        }
        return read(
                "SELECT " + ORDER + " FROM trade.orders WHERE " + where
                        + " ORDER BY placed_at DESC, order_id DESC LIMIT :limit",
                parameters);
    }

    private static String startOf(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** Where an order stands. @param paymentId of the payment that paid it, or null */
    public record Standing(
            UUID orderId,
            String number,
            OrderStatus status,
            @Nullable UUID paymentId) {}

    public Map<UUID, Standing> standings(Collection<UUID> orderIds) {
        var standings = new HashMap<UUID, Standing>();
        db.sql("SELECT order_id, number, status, payment_id FROM trade.orders WHERE order_id = ANY(:orderIds::uuid[])")
                .param("orderIds", ids(orderIds))
                .query((row, _) -> new Standing(
                        row.getObject("order_id", UUID.class),
                        row.getString("number"),
                        OrderStatus.valueOf(row.getString("status")),
                        row.getObject("payment_id", UUID.class)))
                .list()
                .forEach(standing -> standings.put(standing.orderId(), standing));
        return standings;
    }

    /** Up to 200 orders that should have been paid before. */
    List<UUID> overdue(Instant now) {
        return db.sql(
                        "SELECT order_id FROM trade.orders WHERE status = 'UNPAID' AND pay_before <= :now ORDER BY placed_at LIMIT 200")
                .param("now", utc(now))
                .query(UUID.class)
                .list();
    }

    /** Up to 200 orders that were shipped before and not received yet. */
    List<UUID> shippedBefore(Instant time) {
        return db.sql("""
                        SELECT order_id FROM trade.orders
                         WHERE status = 'SHIPPED' AND placed_at < :time AND status_at < :time ORDER BY placed_at LIMIT 200
                        """).param("time", utc(time)).query(UUID.class).list();
    }

    /** @param placed orders since the day began; {@code revenueMinor} what those that were paid cost, in one currency */
    public record Day(long placed, long revenueMinor) {}

    public Day since(Instant dayBegan, String currency) {
        return db.sql("""
                        SELECT count(*) AS placed,
                               coalesce(sum(total_minor) FILTER (WHERE status NOT IN ('UNPAID', 'CANCELLED') AND currency = :currency), 0) AS revenue_minor
                          FROM trade.orders WHERE placed_at >= :dayBegan
                        """)
                .param("dayBegan", utc(dayBegan))
                .param("currency", currency)
                .query(Day.class)
                .single();
    }

    public long count(List<OrderStatus> statuses) {
        return db.sql("SELECT count(*) FROM trade.orders WHERE status = ANY(:statuses)")
                .param("statuses", statuses.stream().map(OrderStatus::name).toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private List<KeptOrder> read(String sql, Map<String, ?> parameters) {
        var orders = db.sql(sql).params(parameters).query(this::order).list();
        if (orders.isEmpty()) {
            return orders;
        }
        var orderIds = ids(orders.stream().map(KeptOrder::orderId).toList());
        var lines = new HashMap<UUID, List<Line>>();
        var currencies = new HashMap<UUID, String>();
        orders.forEach(order -> currencies.put(
                order.orderId(), order.totals().total().currency().getCurrencyCode()));
        db.sql("SELECT * FROM trade.order_line WHERE order_id = ANY(:orderIds::uuid[]) ORDER BY order_id, line_no")
                .param("orderIds", orderIds)
                .query(row -> {
                    var orderId = row.getObject("order_id", UUID.class);
                    var currency = Objects.requireNonNull(currencies.get(orderId));
                    lines.computeIfAbsent(orderId, _ -> new java.util.ArrayList<>())
                            .add(line(row, currency));
                });
        var timelines = new HashMap<UUID, List<Entry>>();
        db.sql(
                        "SELECT * FROM trade.order_timeline WHERE order_id = ANY(:orderIds::uuid[]) ORDER BY order_id, at, entry_id")
                .param("orderIds", orderIds)
                .query(row -> {
                    timelines
                            .computeIfAbsent(row.getObject("order_id", UUID.class), _ -> new java.util.ArrayList<>())
                            .add(entry(row));
                });
        return orders.stream()
                .map(order -> new KeptOrder(
                        order.orderId(),
                        order.number(),
                        order.accountId(),
                        order.status(),
                        order.placedAt(),
                        order.payBefore(),
                        order.paymentId(),
                        order.totals(),
                        order.contact(),
                        order.address(),
                        order.deliveryMethod(),
                        order.deliveryName(),
                        order.note(),
                        lines.getOrDefault(order.orderId(), List.of()),
                        timelines.getOrDefault(order.orderId(), List.of())))
                .toList();
    }

    private KeptOrder order(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        return new KeptOrder(
                row.getObject("order_id", UUID.class),
                row.getString("number"),
                row.getObject("account_id", UUID.class),
                OrderStatus.valueOf(row.getString("status")),
                instant(row, "placed_at"),
                instant(row, "pay_before"),
                row.getObject("payment_id", UUID.class),
                new Totals(
                        money(row, "goods_minor", currency),
                        money(row, "discount_minor", currency),
                        money(row, "delivery_minor", currency),
                        money(row, "tax_minor", currency),
                        money(row, "total_minor", currency)),
                new Contact(row.getString("email"), row.getString("phone")),
                json.readValue(row.getString("address"), Address.class),
                row.getString("delivery_method"),
                json.readValue(row.getString("delivery_name"), Text.class),
                row.getString("note"),
                List.of(),
                List.of());
    }

    private Line line(ResultSet row, String currency) throws SQLException {
        return new Line(
                row.getObject("line_id", UUID.class),
                row.getString("sku"),
                row.getObject("product_id", UUID.class),
                row.getString("slug"),
                json.readValue(row.getString("name"), Text.class),
                json.readValue(row.getString("options"), Text.class),
                row.getString("image"),
                row.getInt("quantity"),
                row.getInt("shipped"),
                money(row, "list_price_minor", currency),
                money(row, "price_minor", currency),
                money(row, "discount_minor", currency),
                money(row, "tax_minor", currency),
                money(row, "delivery_share_minor", currency),
                money(row, "total_minor", currency),
                json.readValue(row.getString("explanation"), new TypeReference<List<Step>>() {}));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var actor = new Actor(
                Actor.Kind.valueOf(row.getString("actor")),
                row.getObject("account_id", UUID.class),
                row.getString("name"));
        return new Entry(instant(row, "at"), row.getString("code"), actor, row.getString("note"));
    }

    private static Money money(ResultSet row, String column, String currency) throws SQLException {
        return Money.of(row.getLong(column), currency);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String[] ids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    private static <T> @Nullable String[] texts(List<T> lines, Function<T, @Nullable String> text) {
        return lines.stream().map(text).toArray(String[]::new);
    }

    private static Long[] minors(List<Line> lines, Function<Line, Money> amount) {
        return lines.stream().map(line -> amount.apply(line).minor()).toArray(Long[]::new);
    }
}
