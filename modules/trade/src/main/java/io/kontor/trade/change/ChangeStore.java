package io.kontor.trade.change;

import io.kontor.kernel.Money;
import io.kontor.kernel.Text;
import io.kontor.platform.batch.Columns;
import io.kontor.trade.Trade.Totals;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.KeptOrder.Line;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.pricing.Breakdown;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes orders anew, and keeps what they were before. */
@Repository
class ChangeStore {
    private final JdbcClient db;
    private final JsonMapper json;

    ChangeStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** What an order costs and holds. */
    record Content(
            Totals totals,
            List<Line> lines,
            Breakdown.@Nullable OfOrder breakdown,
            String deliveryMethod,
            Text deliveryName) {
        static Content of(KeptOrder order) {
            return new Content(
                    order.totals(), order.lines(), order.breakdown(), order.deliveryMethod(), order.deliveryName());
        }
    }

    /** Keeps everybody else from moving the order until the transaction ends. @return false when it has moved already */
    boolean lock(KeptOrder order, Instant now) {
        return lockStanding(order, now) && isAsRead(order);
    }

    /** Whether no more of it was shipped, left out or given back than when it was read. */
    private boolean isAsRead(KeptOrder order) {
        return db.sql("""
                        SELECT sum(shipped) = :shipped AND sum(left_out) = :leftOut AND sum(refunded_minor) = :refunded
                          FROM trade.order_line WHERE order_id = :orderId
                        """)
                .param("orderId", order.orderId())
                .param("shipped", order.lines().stream().mapToInt(Line::shipped).sum())
                .param("leftOut", order.lines().stream().mapToInt(Line::leftOut).sum())
                .param(
                        "refunded",
                        order.lines().stream()
                                .mapToLong(line -> line.refundedAmount().minor())
                                .sum())
                .query(Boolean.class)
                .single();
    }

    private boolean lockStanding(KeptOrder order, Instant now) {
        return db.sql("""
                        SELECT true FROM trade.order_standing
                         WHERE order_id = :orderId AND status = :status AND (shipping_until IS NULL OR shipping_until < :now) FOR UPDATE
                        """)
                .param("orderId", order.orderId())
                .param("status", order.status().name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    /**
     * Writes the order anew, if it is still the version that was read.
     *
     * @param paid what was paid for it, less what goes back; null while it is unpaid
     * @param dueBefore until when the rest is waited for, or null
     */
    boolean write(KeptOrder order, Content content, @Nullable Money paid, @Nullable Instant dueBefore) {
        var totals = content.totals();
        var written = db.sql("""
                        UPDATE trade.orders
                           SET tendered_minor = :tendered, goods_minor = :goods, discount_minor = :discount, delivery_minor = :delivery, tax_minor = :tax,
                               total_minor = :total, explanation = :explanation, delivery_method = :method, delivery_name = :methodName, version = version + 1, paid_minor = :paid, due_before = :dueBefore
                         WHERE order_id = :orderId AND version = :version
                        """)
                .param("tendered", totals.tendered().minor())
                .param("goods", totals.goods().minor())
                .param("discount", totals.discount().minor())
                .param("delivery", totals.delivery().minor())
                .param("tax", totals.tax().minor())
                .param("total", totals.total().minor())
                .param("explanation", content.breakdown() == null ? null : json.writeValueAsString(content.breakdown()))
                .param("method", content.deliveryMethod())
                .param("methodName", json.writeValueAsString(content.deliveryName()))
                .param("paid", paid == null ? null : paid.minor(), Types.BIGINT)
                .param(
                        "dueBefore",
                        dueBefore == null ? null : dueBefore.atOffset(ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("orderId", order.orderId())
                .param("version", order.version())
                .update();
        if (written == 1) {
            writeLines(order.orderId(), content.lines());
        }
        return written == 1;
    }

    private void writeLines(UUID orderId, List<Line> lines) {
        db.sql("DELETE FROM trade.order_line WHERE order_id = :orderId")
                .param("orderId", orderId)
                .update();
        db.sql("""
                        INSERT INTO trade.order_line
                            (order_id, line_no, line_id, sku, product_id, slug, name, options, image, quantity, shipped, refunded,
                             refunded_minor, promised_on, awaiting, left_out, list_price_minor, price_minor, discount_minor, tax_minor, delivery_share_minor,
                             total_minor, explanation)
                        SELECT :orderId, line_no, line_id, sku, product_id, slug, name, options, image, quantity, shipped, refunded,
                               refunded_minor, promised_on, awaiting, left_out, list_price, price, discount, tax, delivery_share, total, explanation
                          FROM unnest(:lineIds::uuid[], :skus::text[], :productIds::uuid[], :slugs::text[], :names::text[], :options::text[],
                                      :images::text[], :quantities::int[], :shipped::int[], :refunded::int[], :refundedMinors::bigint[],
                                      :promises::date[], :awaiting::int[], :leftOut::int[], :listPrices::bigint[], :prices::bigint[], :discounts::bigint[], :taxes::bigint[],
                                      :deliveryShares::bigint[], :totals::bigint[], :explanations::text[])
                               WITH ORDINALITY AS l (line_id, sku, product_id, slug, name, options, image, quantity, shipped, refunded,
                                      refunded_minor, promised_on, awaiting, left_out, list_price, price, discount, tax, delivery_share, total, explanation, line_no)
                        """)
                .param("orderId", orderId)
                .param("lineIds", Columns.ids(lines, Line::lineId))
                .param("skus", Columns.texts(lines, Line::sku))
                .param("productIds", Columns.ids(lines, Line::productId))
                .param("slugs", Columns.texts(lines, Line::slug))
                .param("names", Columns.texts(lines, line -> json.writeValueAsString(line.name())))
                .param("options", Columns.texts(lines, line -> json.writeValueAsString(line.options())))
                .param("images", Columns.texts(lines, Line::image))
                .param("quantities", Columns.ints(lines, Line::quantity))
                .param("shipped", Columns.ints(lines, Line::shipped))
                .param("refunded", Columns.ints(lines, Line::refunded))
                .param("refundedMinors", minors(lines, Line::refundedAmount))
                .param(
                        "promises",
                        Columns.texts(
                                lines,
                                line -> line.promisedOn() == null
                                        ? null
                                        : line.promisedOn().toString()))
                .param("awaiting", Columns.ints(lines, Line::awaiting))
                .param("leftOut", Columns.ints(lines, Line::leftOut))
                .param("listPrices", minors(lines, Line::listPrice))
                .param("prices", minors(lines, Line::price))
                .param("discounts", minors(lines, Line::discount))
                .param("taxes", minors(lines, Line::tax))
                .param("deliveryShares", minors(lines, Line::deliveryShare))
                .param("totals", minors(lines, Line::total))
                .param("explanations", Columns.texts(lines, line -> json.writeValueAsString(line.breakdown())))
                .update();
        // Where a product limits what one buyer may have, what the order has now counts.
        db.sql("""
                        WITH has AS (SELECT product_id, sum(quantity)::int AS units FROM trade.order_line WHERE order_id = :orderId GROUP BY product_id),
                        gone AS (DELETE FROM trade.bought WHERE order_id = :orderId AND product_id NOT IN (SELECT product_id FROM has))
                        UPDATE trade.bought SET quantity = has.units FROM has
                         WHERE bought.order_id = :orderId AND bought.product_id = has.product_id
                        """).param("orderId", orderId).update();
    }

    private static Long[] minors(List<Line> lines, Function<Line, Money> amount) {
        return Columns.longs(lines, line -> amount.apply(line).minor());
    }

    /** Keeps the order as it was before a change. */
    void keep(UUID changeId, KeptOrder before, Instant at) {
        db.sql("""
                        INSERT INTO trade.order_change (change_id, order_id, version, payable_minor, before, paid, at)
                        VALUES (:changeId, :orderId, :version, :payable, :before, :paid, :at)
                        """)
                .param("changeId", changeId)
                .param("orderId", before.orderId())
                .param("version", before.version())
                .param("payable", before.totals().payable().minor())
                .param("before", json.writeValueAsString(Content.of(before)))
                .param("paid", before.status() != OrderStatus.UNPAID)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What the order was when it last cost just so much in money. */
    Optional<Content> lastAt(UUID orderId, Money payable) {
        return db.sql("""
                        SELECT before FROM trade.order_change WHERE order_id = :orderId AND payable_minor = :payable ORDER BY version DESC LIMIT 1
                        """)
                .param("orderId", orderId)
                .param("payable", payable.minor())
                .query(String.class)
                .optional()
                .map(before -> json.readValue(before, Content.class));
    }

    /** Up to 200 orders whose rest was waited for long enough. */
    List<UUID> overdue(Instant now) {
        return db.sql("SELECT order_id FROM trade.orders WHERE due_before <= :now ORDER BY due_before LIMIT 200")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** Nothing is waited for any more. */
    void stopWaiting(UUID orderId) {
        db.sql("UPDATE trade.orders SET due_before = NULL WHERE order_id = :orderId")
                .param("orderId", orderId)
                .update();
    }
}
