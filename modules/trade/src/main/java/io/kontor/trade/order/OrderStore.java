package io.kontor.trade.order;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.batch.Columns;
import io.kontor.trade.Trade.Address;
import io.kontor.trade.Trade.Contact;
import io.kontor.trade.Trade.LeftOutLine;
import io.kontor.trade.Trade.RefundedLine;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.TradeProblem;
import io.kontor.trade.order.KeptOrder.Entry;
import io.kontor.trade.order.KeptOrder.Line;
import io.kontor.trade.order.KeptOrder.Revised;
import io.kontor.trade.pricing.Breakdown;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Orders as they were agreed, with their lines; where they stand is changed by {@link OrderStandings}. */
@Repository
public class OrderStore {
    /** What an order is read from; conditions follow. */
    static final String FROM = "trade.orders JOIN trade.order_standing AS standing USING (order_id)";

    private static final String ORDER = """
            order_id, number, group_id, merchant_id, account_id, status, orders.placed_at, pay_before, payment_id, currency, goods_minor, discount_minor,
            delivery_minor, tax_minor, total_minor, tendered_minor, email, phone, address, delivery_method, delivery_name, note, explanation,
            version, paid_minor, due_before""";

    private final JdbcClient db;
    private final JsonMapper json;

    OrderStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** An order that has just been placed, and the cart it takes its goods from. @param cartLeft the lines that stay, as JSON */
    public record Placement(KeptOrder order, UUID cartId, int cartVersion, String cartLeft) {}

    /**
     * Writes orders that have just been placed, with their lines, where they stand and the first entries of their
     * timelines, and takes them out of their carts: all in one statement, and nothing of a group whose cart is not
     * the one that was read.
     *
     * @return the ids of the groups that were written
     */
    public Set<UUID> insert(List<Placement> placements) {
        var orders = placements.stream().map(Placement::order).toList();
        var lines = orders.stream()
                .flatMap(order -> IntStream.range(0, order.lines().size())
                        .mapToObj(at -> new Placed(order, at + 1, order.lines().get(at))))
                .toList();
        return new HashSet<>(db.sql("""
                        WITH wanted AS MATERIALIZED (
                            SELECT * FROM unnest(
                                       :orderIds::uuid[], :cartIds::uuid[], :cartVersions::int[], :cartLefts::text[], :numbers::text[],
                                       :groupIds::uuid[], :merchantIds::uuid[], :accountIds::uuid[],
                                       :placedAts::timestamptz[], :payBefores::timestamptz[], :currencies::text[], :goods::bigint[],
                                       :discounts::bigint[], :deliveries::bigint[], :taxes::bigint[], :totals::bigint[], :tendereds::bigint[], :emails::text[],
                                       :phones::text[], :recipients::text[], :recipientPhones::text[], :addresses::text[],
                                       :deliveryMethods::text[], :deliveryNames::text[], :notes::text[], :orderExplanations::text[], :actors::text[],
                                       :actorIds::uuid[])
                                   AS w (order_id, cart_id, version, cart_left, number, group_id, merchant_id, account_id, placed_at, pay_before, currency, goods,
                                       discount, delivery, tax, total, tendered, email, phone, recipient, recipient_phone, address,
                                       delivery_method, delivery_name, note, explanation, actor, actor_id)
                        ), taken AS (
                            UPDATE trade.cart c SET lines = w.cart_left, version = c.version + 1, touched_at = w.placed_at FROM wanted w
                             WHERE c.cart_id = w.cart_id AND c.version = w.version
                            RETURNING w.group_id
                        ), placed AS (
                            SELECT wanted.* FROM wanted JOIN taken USING (group_id)
                        ), written AS (
                            INSERT INTO trade.orders
                                (order_id, number, group_id, merchant_id, account_id, placed_at, pay_before, currency, goods_minor, discount_minor,
                                 delivery_minor, tax_minor, total_minor, tendered_minor, email, phone, recipient, recipient_phone, address,
                                 delivery_method, delivery_name, note, explanation)
                            SELECT order_id, number, group_id, merchant_id, account_id, placed_at, pay_before, currency, goods, discount,
                                   delivery, tax, total, tendered, email, phone, recipient, recipient_phone, address,
                                   delivery_method, delivery_name, note, explanation
                              FROM placed
                        ), stands AS (
                            INSERT INTO trade.order_standing (order_id, status, status_at, placed_at)
                            SELECT order_id, 'UNPAID', placed_at, placed_at FROM placed
                        ), lines AS (
                            INSERT INTO trade.order_line
                                (order_id, line_no, line_id, sku, product_id, slug, name, options, image, quantity, list_price_minor,
                                 price_minor, discount_minor, tax_minor, delivery_share_minor, total_minor, explanation)
                            SELECT l.* FROM placed JOIN unnest(
                                       :lineOrderIds::uuid[], :lineNos::int[], :lineIds::uuid[], :skus::text[], :productIds::uuid[],
                                       :slugs::text[], :names::text[], :options::text[], :images::text[], :quantities::int[],
                                       :listPrices::bigint[], :prices::bigint[], :lineDiscounts::bigint[], :lineTaxes::bigint[],
                                       :deliveryShares::bigint[], :lineTotals::bigint[], :explanations::text[])
                                   AS l (order_id, line_no, line_id, sku, product_id, slug, name, options, image, quantity, list_price,
                                       price, discount, tax, delivery_share, total, explanation) USING (order_id)
                        ), told AS (
                            INSERT INTO trade.order_timeline (order_id, entry_id, at, code, actor, account_id, name, note)
                            SELECT order_id, gen_random_uuid(), placed_at, 'placed', actor, actor_id, '', '' FROM placed
                        )
                        SELECT group_id FROM taken
                        """)
                .param("orderIds", Columns.ids(orders, KeptOrder::orderId))
                .param("cartIds", Columns.ids(placements, Placement::cartId))
                .param("cartVersions", Columns.ints(placements, Placement::cartVersion))
                .param("cartLefts", Columns.texts(placements, Placement::cartLeft))
                .param("numbers", Columns.texts(orders, KeptOrder::number))
                .param("groupIds", Columns.ids(orders, KeptOrder::groupId))
                .param("merchantIds", Columns.ids(orders, KeptOrder::merchantId))
                .param("accountIds", Columns.ids(orders, KeptOrder::accountId))
                .param("placedAts", Columns.times(orders, KeptOrder::placedAt))
                .param("payBefores", Columns.times(orders, KeptOrder::payBefore))
                .param(
                        "currencies",
                        Columns.texts(
                                orders,
                                order -> order.totals().total().currency().getCurrencyCode()))
                .param("goods", minors(orders, order -> order.totals().goods()))
                .param("discounts", minors(orders, order -> order.totals().discount()))
                .param("deliveries", minors(orders, order -> order.totals().delivery()))
                .param("taxes", minors(orders, order -> order.totals().tax()))
                .param("totals", minors(orders, order -> order.totals().total()))
                .param("tendereds", minors(orders, order -> order.totals().tendered()))
                .param("emails", Columns.texts(orders, order -> order.contact().email()))
                .param("phones", Columns.texts(orders, order -> order.contact().phone()))
                .param(
                        "recipients",
                        Columns.texts(orders, order -> order.address().name()))
                .param(
                        "recipientPhones",
                        Columns.texts(orders, order -> order.address().phone()))
                .param("addresses", Columns.texts(orders, order -> json.writeValueAsString(order.address())))
                .param("deliveryMethods", Columns.texts(orders, KeptOrder::deliveryMethod))
                .param("deliveryNames", Columns.texts(orders, order -> json.writeValueAsString(order.deliveryName())))
                .param("notes", Columns.texts(orders, KeptOrder::note))
                .param("orderExplanations", Columns.texts(orders, order -> written(order.breakdown())))
                .param(
                        "actors",
                        Columns.texts(orders, order -> placer(order).kind().name()))
                .param("actorIds", Columns.ids(orders, order -> placer(order).accountId()))
                .param(
                        "lineOrderIds",
                        Columns.ids(lines, placed -> placed.order().orderId()))
                .param("lineNos", Columns.ints(lines, Placed::no))
                .param("lineIds", Columns.ids(lines, placed -> placed.line().lineId()))
                .param("skus", Columns.texts(lines, placed -> placed.line().sku()))
                .param("productIds", Columns.ids(lines, placed -> placed.line().productId()))
                .param("slugs", Columns.texts(lines, placed -> placed.line().slug()))
                .param(
                        "names",
                        Columns.texts(
                                lines,
                                placed -> json.writeValueAsString(placed.line().name())))
                .param(
                        "options",
                        Columns.texts(
                                lines,
                                placed -> json.writeValueAsString(placed.line().options())))
                .param("images", Columns.texts(lines, placed -> placed.line().image()))
                .param("quantities", Columns.ints(lines, placed -> placed.line().quantity()))
                .param("listPrices", minors(lines, placed -> placed.line().listPrice()))
                .param("prices", minors(lines, placed -> placed.line().price()))
                .param("lineDiscounts", minors(lines, placed -> placed.line().discount()))
                .param("lineTaxes", minors(lines, placed -> placed.line().tax()))
                .param("deliveryShares", minors(lines, placed -> placed.line().deliveryShare()))
                .param("lineTotals", minors(lines, placed -> placed.line().total()))
                .param(
                        "explanations",
                        Columns.texts(
                                lines,
                                placed -> json.writeValueAsString(placed.line().breakdown())))
                .query(UUID.class)
                .list());
    }

    private record Placed(KeptOrder order, int no, Line line) {}

    /** Notes what the lines of orders that were just written promise; most promise nothing, and then nothing is asked. */
    public void notePromises(List<KeptOrder> orders) {
        record Promised(UUID orderId, UUID lineId, String on) {}
        var promised = orders.stream()
                .flatMap(order -> order.lines().stream()
                        .filter(line -> line.promisedOn() != null)
                        .map(line -> new Promised(order.orderId(), line.lineId(), String.valueOf(line.promisedOn()))))
                .toList();
        if (!promised.isEmpty()) {
            db.sql("""
                            UPDATE trade.order_line l SET promised_on = p.day
                              FROM unnest(:orderIds::uuid[], :lineIds::uuid[], :days::date[]) AS p (order_id, line_id, day)
                             WHERE l.order_id = p.order_id AND l.line_id = p.line_id
                            """)
                    .param("orderIds", Columns.ids(promised, Promised::orderId))
                    .param("lineIds", Columns.ids(promised, Promised::lineId))
                    .param("days", Columns.texts(promised, Promised::on))
                    .update();
        }
    }

    private @Nullable String written(Breakdown.@Nullable OfOrder breakdown) {
        return breakdown == null ? null : json.writeValueAsString(breakdown);
    }

    private static Actor placer(KeptOrder order) {
        return order.timeline().getFirst().actor();
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
        return db.sql("SELECT bool_and(shipped + left_out = quantity) FROM trade.order_line WHERE order_id = :orderId")
                .param("orderId", orderId)
                .query(Boolean.class)
                .single();
    }

    /** Whether the order was shipped as far as it will be, and something of it was. */
    boolean isAllShipped(UUID orderId) {
        return db.sql("""
                        SELECT bool_and(shipped + left_out = quantity) AND bool_or(shipped > 0) FROM trade.order_line
                         WHERE order_id = :orderId
                        """).param("orderId", orderId).query(Boolean.class).single();
    }

    /** Counts what will never be shipped, all of it or nothing. @return false when some of it has left the house, or is left out */
    boolean countLeftOut(UUID orderId, List<LeftOutLine> lines) {
        return db.sql("""
                        UPDATE trade.order_line l SET left_out = l.left_out + r.quantity
                          FROM unnest(:lineIds::text[], :quantities::int[]) AS r (line_id, quantity)
                         WHERE l.order_id = :orderId AND l.line_id = r.line_id::uuid
                           AND l.quantity - l.shipped - l.left_out - l.awaiting >= r.quantity
                        """)
                        .param("orderId", orderId)
                        .param(
                                "lineIds",
                                lines.stream()
                                        .map(line -> line.lineId().toString())
                                        .toArray(String[]::new))
                        .param(
                                "quantities",
                                lines.stream().map(LeftOutLine::quantity).toArray(Integer[]::new))
                        .update()
                == lines.size();
    }

    /** Counts what was given back; answers whether nothing of the order is left that was not. */
    boolean countRefunded(UUID orderId, List<RefundedLine> lines) {
        db.sql("""
                        UPDATE trade.order_line l SET refunded = l.refunded + r.quantity, refunded_minor = l.refunded_minor + r.amount
                          FROM unnest(:lineIds::text[], :quantities::int[], :amounts::bigint[]) AS r (line_id, quantity, amount)
                         WHERE l.order_id = :orderId AND l.line_id = r.line_id::uuid
                        """)
                .param("orderId", orderId)
                .param(
                        "lineIds",
                        lines.stream().map(line -> line.lineId().toString()).toArray(String[]::new))
                .param("quantities", lines.stream().map(RefundedLine::quantity).toArray(Integer[]::new))
                .param(
                        "amounts",
                        lines.stream().map(line -> line.amount().minor()).toArray(Long[]::new))
                .update();
        return db.sql("SELECT bool_and(refunded = quantity) FROM trade.order_line WHERE order_id = :orderId")
                .param("orderId", orderId)
                .query(Boolean.class)
                .single();
    }

    public Optional<KeptOrder> find(UUID orderId) {
        return read("order_id = :orderId", Map.of("orderId", orderId)).stream().findFirst();
    }

    public KeptOrder require(UUID orderId) {
        return find(orderId).orElseThrow(OrderStore::unknown);
    }

    /** The orders that are paid together, in the order of their checkout; one for one that is paid by itself. */
    public List<KeptOrder> ofGroup(UUID groupId) {
        return read(
                "(order_id = :groupId OR (group_id = :groupId AND group_id <> order_id)) ORDER BY order_id",
                Map.of("groupId", groupId));
    }

    public List<KeptOrder> requireGroup(UUID groupId) {
        var group = ofGroup(groupId);
        if (group.isEmpty()) {
            throw unknown();
        }
        return group;
    }

    /** All that is paid together with an order, the order itself among them; asks only when there is more. */
    public List<KeptOrder> groupOf(KeptOrder order) {
        return order.isGrouped() ? ofGroup(order.groupId()) : List.of(order);
    }

    public Optional<KeptOrder> findByNumber(String number) {
        return number.matches("\\d{14}")
                ? read("number = :number", Map.of("number", number)).stream().findFirst()
                : Optional.empty();
    }

    /** Other modules know an order by its id. */
    public Optional<KeptOrder> findByNumberOrId(String numberOrId) {
        return numberOrId.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? find(UUID.fromString(numberOrId))
                : findByNumber(numberOrId);
    }

    public static io.kontor.kernel.Refusal unknown() {
        return TradeProblem.ORDER_NOT_FOUND.refusal("Check the number; only its buyer can see an order.");
    }

    /** @param condition and order and limit, over {@link #FROM} */
    List<KeptOrder> read(String condition, Map<String, ?> parameters) {
        var orders = db.sql("SELECT " + ORDER + " FROM " + FROM + " WHERE " + condition)
                .params(parameters)
                .query(this::order)
                .list();
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
                        order.groupId(),
                        order.merchantId(),
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
                        timelines.getOrDefault(order.orderId(), List.of()),
                        order.breakdown(),
                        order.revised()))
                .toList();
    }

    private KeptOrder order(ResultSet row, int number) throws SQLException {
        var currency = row.getString("currency");
        var explanation = row.getString("explanation");
        return new KeptOrder(
                row.getObject("order_id", UUID.class),
                row.getString("number"),
                row.getObject("group_id", UUID.class),
                row.getObject("merchant_id", UUID.class),
                row.getObject("account_id", UUID.class),
                OrderStatus.valueOf(row.getString("status")),
                instant(row, "placed_at"),
                instant(row, "pay_before"),
                row.getObject("payment_id", UUID.class),
                totals(row, currency),
                new Contact(row.getString("email"), row.getString("phone")),
                json.readValue(row.getString("address"), Address.class),
                row.getString("delivery_method"),
                json.readValue(row.getString("delivery_name"), Text.class),
                row.getString("note"),
                List.of(),
                List.of(),
                explanation == null ? null : json.readValue(explanation, Breakdown.OfOrder.class),
                revised(row, currency));
    }

    private static @Nullable Revised revised(ResultSet row, String currency) throws SQLException {
        var version = row.getInt("version");
        if (version == 0) {
            return null;
        }
        var paid = row.getObject("paid_minor", Long.class);
        var dueBefore = row.getObject("due_before", OffsetDateTime.class);
        return new Revised(
                version,
                paid == null ? null : Money.of(paid, currency),
                dueBefore == null ? null : dueBefore.toInstant());
    }

    private static Totals totals(ResultSet row, String currency) throws SQLException {
        var goods = money(row, "goods_minor", currency);
        var discount = money(row, "discount_minor", currency);
        var delivery = money(row, "delivery_minor", currency);
        var total = money(row, "total_minor", currency);
        var tendered = money(row, "tendered_minor", currency);
        var taxAdded = total.minus(goods).plus(discount).minus(delivery);
        return new Totals(
                goods,
                discount,
                delivery,
                money(row, "tax_minor", currency),
                total,
                taxAdded.isZero() ? null : taxAdded,
                tendered.isZero() ? null : total.minus(tendered));
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
                json.readValue(row.getString("explanation"), Breakdown.class),
                row.getInt("refunded"),
                money(row, "refunded_minor", currency),
                row.getObject("promised_on", LocalDate.class),
                row.getInt("awaiting"),
                row.getInt("left_out"));
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

    private static <T> Long[] minors(List<T> rows, Function<T, Money> amount) {
        return Columns.longs(rows, row -> amount.apply(row).minor());
    }
}
