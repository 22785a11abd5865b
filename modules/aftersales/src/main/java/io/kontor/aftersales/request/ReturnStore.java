package io.kontor.aftersales.request;

import io.kontor.aftersales.AftersalesProblem;
import io.kontor.aftersales.request.KeptReturn.Entry;
import io.kontor.aftersales.request.KeptReturn.Instead;
import io.kontor.aftersales.request.KeptReturn.Line;
import io.kontor.aftersales.request.KeptReturn.Paid;
import io.kontor.aftersales.request.KeptReturn.Tracking;
import io.kontor.aftersales.request.RefundShare.Claimed;
import io.kontor.kernel.Money;
import io.kontor.kernel.Refusal;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Requests, their lines and what happened to them. A status changes in {@link #move} and nowhere else. */
@Repository
public class ReturnStore {
    /** How long the mover itself has to tell other modules, before the job goes on for it. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final JdbcClient db;
    private final JsonMapper json;
    private final ReturnRows rows;

    ReturnStore(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
        this.rows = new ReturnRows(json);
    }

    /** Makes requests for one order wait for each other; answers how many there have been. Must be called inside a transaction. */
    int lockOrder(UUID orderId) {
        db.sql("INSERT INTO aftersales.returning_order (order_id) VALUES (:orderId) ON CONFLICT DO NOTHING")
                .param("orderId", orderId)
                .update();
        return db.sql("SELECT requests FROM aftersales.returning_order WHERE order_id = :orderId FOR UPDATE")
                .param("orderId", orderId)
                .query(Integer.class)
                .single();
    }

    /** What standing requests ask for, by line of the order. */
    Map<UUID, Claimed> claimed(UUID orderId, Currency currency) {
        var claimed = new HashMap<UUID, Claimed>();
        db.sql("""
                        SELECT l.line_id, sum(l.quantity) AS units,
                               coalesce(sum(l.quantity) FILTER (WHERE r.kind = 'LEAVE_OUT'), 0) AS units_left_out,
                               coalesce(sum(l.quantity) FILTER (WHERE r.with_delivery), 0) AS units_with_delivery,
                               sum(l.amount_minor) AS goods, sum(l.tax_minor) AS tax,
                               sum(l.delivery_minor) AS delivery, sum(l.delivery_tax_minor) AS delivery_tax,
                               sum(l.tendered_minor) AS tendered
                          FROM aftersales.request r JOIN aftersales.request_line l ON l.request_id = r.request_id
                         WHERE r.order_id = :orderId AND (r.status <> ALL(:free) OR (r.status = 'COMPLETED' AND l.wanted_sku IS NOT NULL))
                         GROUP BY l.line_id
                        """)
                .param("orderId", orderId)
                .param("free", names(Status.UNITS_FREE))
                .query(row -> {
                    claimed.put(
                            row.getObject("line_id", UUID.class),
                            new Claimed(
                                    row.getInt("units"),
                                    row.getInt("units_left_out"),
                                    row.getInt("units_with_delivery"),
                                    new RefundShare(
                                            new Money(row.getLong("goods"), currency),
                                            new Money(row.getLong("tax"), currency),
                                            new Money(row.getLong("delivery"), currency),
                                            new Money(row.getLong("delivery_tax"), currency),
                                            new Money(row.getLong("tendered"), currency))));
                });
        return claimed;
    }

    /** Writes a request that was just made, with its lines and the first entry of its timeline. The order must be locked. */
    void insert(KeptReturn request) {
        db.sql("UPDATE aftersales.returning_order SET requests = requests + 1 WHERE order_id = :orderId")
                .param("orderId", request.orderId())
                .update();
        db.sql("""
                        INSERT INTO aftersales.request
                               (request_id, number, order_id, order_number, paid_as, account_id, contact_name, email, phone, kind, status,
                                status_at, due_at, reason, with_delivery, currency, requested_at)
                        VALUES (:requestId, :number, :orderId, :orderNumber, :paidAs, CAST(:accountId AS uuid), :contactName, :email, :phone,
                                :kind, :status, :at, :dueAt, :reason, :withDelivery, :currency, :at)
                        """)
                .param("requestId", request.requestId())
                .param("number", request.number())
                .param("orderId", request.orderId())
                .param("orderNumber", request.orderNumber())
                .param("paidAs", request.paidAs())
                .param("accountId", request.accountId(), Types.OTHER)
                .param("contactName", request.contact().name())
                .param("email", request.contact().email(), Types.VARCHAR)
                .param("phone", request.contact().phone(), Types.VARCHAR)
                .param("kind", request.kind().name())
                .param("status", request.status().name())
                .param("at", utc(request.requestedAt()))
                .param("dueAt", utcOrNull(request.dueAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("reason", request.reason().name())
                .param("withDelivery", request.withDelivery())
                .param("currency", request.currency().getCurrencyCode())
                .update();
        insertLines(request);
        request.timeline().forEach(entry -> tell(request.requestId(), entry));
    }

    private void insertLines(KeptReturn request) {
        var lines = request.lines();
        db.sql("""
                        INSERT INTO aftersales.request_line
                               (request_id, line_no, line_id, sku, product_id, slug, name, options, image, quantity,
                                amount_minor, tax_minor, delivery_minor, delivery_tax_minor, tendered_minor, wanted_sku, wanted_options,
                                wanted_price_minor)
                        SELECT :requestId, line_no, line_id::uuid, sku, product_id::uuid, slug, name, options, image, quantity,
                               amount, tax, delivery, delivery_tax, tendered, wanted_sku, wanted_options, wanted_price
                          FROM unnest(:lineIds::text[], :skus::text[], :productIds::text[], :slugs::text[], :names::text[],
                                      :options::text[], :images::text[], :quantities::int[], :amounts::bigint[], :taxes::bigint[],
                                      :deliveries::bigint[], :deliveryTaxes::bigint[], :tendered::bigint[], :wantedSkus::text[],
                                      :wantedOptions::text[], :wantedPrices::bigint[])
                               WITH ORDINALITY AS l (line_id, sku, product_id, slug, name, options, image, quantity, amount, tax,
                                      delivery, delivery_tax, tendered, wanted_sku, wanted_options, wanted_price, line_no)
                        """)
                .param("requestId", request.requestId())
                .param(
                        "lineIds",
                        lines.stream().map(line -> line.lineId().toString()).toArray(String[]::new))
                .param("skus", lines.stream().map(Line::sku).toArray(String[]::new))
                .param(
                        "productIds",
                        lines.stream().map(line -> line.productId().toString()).toArray(String[]::new))
                .param("slugs", lines.stream().map(Line::slug).toArray(String[]::new))
                .param(
                        "names",
                        lines.stream()
                                .map(line -> json.writeValueAsString(line.name()))
                                .toArray(String[]::new))
                .param(
                        "options",
                        lines.stream()
                                .map(line -> json.writeValueAsString(line.options()))
                                .toArray(String[]::new))
                .param("images", lines.stream().map(Line::image).toArray(String[]::new))
                .param("quantities", lines.stream().map(Line::quantity).toArray(Integer[]::new))
                .param("amounts", minors(lines, line -> line.share().goods().minor()))
                .param("taxes", minors(lines, line -> line.share().tax().minor()))
                .param(
                        "deliveries",
                        minors(lines, line -> line.share().delivery().minor()))
                .param(
                        "deliveryTaxes",
                        minors(lines, line -> line.share().deliveryTax().minor()))
                .param("tendered", minors(lines, line -> line.share().tendered().minor()))
                .param("wantedSkus", wanted(lines, Instead::sku))
                .param("wantedOptions", wanted(lines, one -> json.writeValueAsString(one.options())))
                .param(
                        "wantedPrices",
                        lines.stream()
                                .map(Line::wanted)
                                .map(one ->
                                        one == null ? null : (Long) one.price().minor())
                                .toArray(Long[]::new))
                .update();
    }

    /**
     * Moves a request if it stands where the move is allowed, and tells its timeline who did it, when and why. Must be
     * called inside a transaction.
     *
     * @return whether it moved
     */
    boolean move(KeptReturn request, Move move, Entry entry, @Nullable Instant dueAt) {
        return db.sql("""
                        WITH moved AS (
                            UPDATE aftersales.request
                               SET status = :to, status_at = :at, due_at = :dueAt, escalated = false, trouble = NULL,
                                   unsettled_at = CASE WHEN :ends THEN NULL WHEN :unsettled THEN :settleBy ELSE unsettled_at END,
                                   version = version + 1
                             WHERE request_id = :requestId AND kind = ANY(:kinds) AND status = ANY(:from)
                            RETURNING request_id)
                        INSERT INTO aftersales.request_timeline (request_id, at, code, actor, account_id, name, note, photos)
                        SELECT request_id, :at, :code, :actor, CAST(:actorId AS uuid), :actorName, :note, :photos::text[] FROM moved
                        """)
                        .param("requestId", request.requestId())
                        .param("to", move.to().name())
                        .param("dueAt", utcOrNull(dueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("ends", move == Move.PAY_BACK || move == Move.COMPLETE || move == Move.REFUSE)
                        .param("unsettled", move.leavesSomethingToDo(request.kind()))
                        .param("settleBy", utc(entry.at().plus(SETTLING)))
                        .param("kinds", names(move.kinds()))
                        .param("from", names(move.from()))
                        .params(entryParameters(entry))
                        .update()
                == 1;
    }

    /** Adds to the timeline something that moves nothing. */
    void tell(UUID requestId, Entry entry) {
        db.sql("""
                        INSERT INTO aftersales.request_timeline (request_id, at, code, actor, account_id, name, note, photos)
                        VALUES (:requestId, :at, :code, :actor, CAST(:actorId AS uuid), :actorName, :note, :photos::text[])
                        """).param("requestId", requestId).params(entryParameters(entry)).update();
    }

    private static Map<String, Object> entryParameters(Entry entry) {
        var parameters = new HashMap<String, Object>();
        parameters.put("at", utc(entry.at()));
        parameters.put("code", entry.code());
        parameters.put("actor", entry.actor().kind().name());
        parameters.put(
                "actorId",
                new org.springframework.jdbc.core.SqlParameterValue(
                        Types.OTHER, entry.actor().accountId()));
        parameters.put("actorName", entry.actor().name());
        parameters.put("note", entry.note());
        parameters.put("photos", entry.photos().toArray(String[]::new));
        return parameters;
    }

    /** Leaves a request to a person: time passed and the shop must not decide by itself. @return whether it was not marked before */
    boolean escalate(UUID requestId, int version, Entry entry) {
        var marked = db.sql("""
                        UPDATE aftersales.request SET escalated = true, due_at = NULL, version = version + 1
                         WHERE request_id = :requestId AND version = :version
                        """)
                        .param("requestId", requestId)
                        .param("version", version)
                        .update()
                == 1;
        if (marked) {
            tell(requestId, entry);
        }
        return marked;
    }

    void setParcel(UUID requestId, Tracking parcel) {
        db.sql(
                        "UPDATE aftersales.request SET carrier = :carrier, tracking_number = :number WHERE request_id = :requestId")
                .param("requestId", requestId)
                .param("carrier", parcel.carrier())
                .param("number", parcel.trackingNumber())
                .update();
    }

    public void setParcelBack(UUID requestId, Tracking parcel) {
        db.sql(
                        "UPDATE aftersales.request SET back_carrier = :carrier, back_tracking = :number WHERE request_id = :requestId")
                .param("requestId", requestId)
                .param("carrier", parcel.carrier())
                .param("number", parcel.trackingNumber())
                .update();
    }

    public void setPaid(UUID requestId, Paid paid) {
        db.sql(
                        "UPDATE aftersales.request SET payment_id = :paymentId, paid_minor = :amount WHERE request_id = :requestId")
                .param("requestId", requestId)
                .param("paymentId", paid.paymentId())
                .param("amount", paid.amount().minor())
                .update();
    }

    /** Notes at which of the shop's locations the parcel is. */
    public void setLocation(UUID requestId, @Nullable String location) {
        db.sql("UPDATE aftersales.request SET location = :location WHERE request_id = :requestId")
                .param("requestId", requestId)
                .param("location", location)
                .update();
    }

    /** Where the parcel is, if somebody said so. */
    public Optional<String> location(UUID requestId) {
        return db.sql("SELECT location FROM aftersales.request WHERE request_id = :requestId AND location IS NOT NULL")
                .param("requestId", requestId)
                .query(String.class)
                .optional();
    }

    /** The request of that number, or id: other modules know it by its id. */
    public KeptReturn requireByNumberOrId(String numberOrId) {
        return numberOrId.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? require(UUID.fromString(numberOrId))
                : requireByNumber(numberOrId);
    }

    /** What was in the parcel, and what goes back for that. */
    public void setArrived(UUID requestId, List<Line> lines) {
        db.sql("""
                        UPDATE aftersales.request_line l
                           SET quantity = a.good + a.damaged, good = a.good, damaged = a.damaged, amount_minor = a.amount,
                               tax_minor = a.tax, delivery_minor = a.delivery, delivery_tax_minor = a.delivery_tax,
                               tendered_minor = a.tendered
                          FROM unnest(:lineIds::text[], :good::int[], :damaged::int[], :amounts::bigint[], :taxes::bigint[],
                                      :deliveries::bigint[], :deliveryTaxes::bigint[], :tendered::bigint[])
                               AS a (line_id, good, damaged, amount, tax, delivery, delivery_tax, tendered)
                         WHERE l.request_id = :requestId AND l.line_id = a.line_id::uuid
                        """)
                .param("requestId", requestId)
                .param(
                        "lineIds",
                        lines.stream().map(line -> line.lineId().toString()).toArray(String[]::new))
                .param("good", lines.stream().map(Line::good).toArray(Integer[]::new))
                .param("damaged", lines.stream().map(Line::damaged).toArray(Integer[]::new))
                .param("amounts", minors(lines, line -> line.share().goods().minor()))
                .param("taxes", minors(lines, line -> line.share().tax().minor()))
                .param(
                        "deliveries",
                        minors(lines, line -> line.share().delivery().minor()))
                .param(
                        "deliveryTaxes",
                        minors(lines, line -> line.share().deliveryTax().minor()))
                .param("tendered", minors(lines, line -> line.share().tendered().minor()))
                .update();
    }

    /** What goes back of the delivery, and what of all of it to points and gift cards. */
    void setFitted(UUID requestId, List<Line> lines) {
        db.sql("""
                        UPDATE aftersales.request_line l
                           SET delivery_minor = a.delivery, delivery_tax_minor = a.delivery_tax, tendered_minor = a.tendered
                          FROM unnest(:lineIds::text[], :deliveries::bigint[], :deliveryTaxes::bigint[], :tendered::bigint[])
                               AS a (line_id, delivery, delivery_tax, tendered)
                         WHERE l.request_id = :requestId AND l.line_id = a.line_id::uuid
                        """)
                .param("requestId", requestId)
                .param(
                        "lineIds",
                        lines.stream().map(line -> line.lineId().toString()).toArray(String[]::new))
                .param(
                        "deliveries",
                        minors(lines, line -> line.share().delivery().minor()))
                .param(
                        "deliveryTaxes",
                        minors(lines, line -> line.share().deliveryTax().minor()))
                .param("tendered", minors(lines, line -> line.share().tendered().minor()))
                .update();
    }

    /** Other modules have heard of everything up to this version; but for a payment on its way, they are asked again. */
    public void setSettled(UUID requestId, int version, Instant now) {
        db.sql("""
                        UPDATE aftersales.request
                           SET unsettled_at = CASE WHEN paying_until > :now THEN paying_until END, trouble = NULL
                         WHERE request_id = :requestId AND version = :version
                        """)
                .param("requestId", requestId)
                .param("version", version)
                .param("now", utc(now))
                .update();
    }

    /** A payment is about to be taken: the job goes on with it when this is never heard of again. */
    public void setPaying(UUID requestId, Instant until) {
        db.sql("""
                        UPDATE aftersales.request
                           SET unsettled_at = :until, paying_until = :until, version = version + 1
                         WHERE request_id = :requestId
                        """).param("requestId", requestId).param("until", utc(until)).update();
    }

    /** @param trouble why it could not be done, or null when it only takes time; {@code nextAt}: when to try again */
    public void setTrouble(UUID requestId, int version, @Nullable String trouble, Instant nextAt) {
        db.sql("""
                        UPDATE aftersales.request SET unsettled_at = :nextAt, trouble = :trouble
                         WHERE request_id = :requestId AND version = :version
                        """)
                .param("requestId", requestId)
                .param("version", version)
                .param("trouble", trouble, Types.VARCHAR)
                .param("nextAt", utc(nextAt))
                .update();
    }

    public List<UUID> unsettled(Instant now, int max) {
        return db.sql(
                        "SELECT request_id FROM aftersales.request WHERE unsettled_at <= :now ORDER BY unsettled_at LIMIT :max")
                .param("now", utc(now))
                .param("max", max)
                .query(UUID.class)
                .list();
    }

    /** Those that wait for other modules, of orders that were paid as any of these. */
    public List<UUID> unsettledOf(Collection<UUID> paidAs) {
        return db.sql("""
                        SELECT request_id FROM aftersales.request
                         WHERE paid_as = ANY(:paidAs::uuid[]) AND status = 'REFUNDING' AND unsettled_at IS NOT NULL
                        """)
                .param("paidAs", paidAs.stream().map(UUID::toString).toArray(String[]::new))
                .query(UUID.class)
                .list();
    }

    public List<UUID> due(Instant now, int max) {
        return db.sql("SELECT request_id FROM aftersales.request WHERE due_at <= :now ORDER BY due_at LIMIT :max")
                .param("now", utc(now))
                .param("max", max)
                .query(UUID.class)
                .list();
    }

    public Optional<KeptReturn> find(UUID requestId) {
        return read("request_id = :requestId", Map.of("requestId", requestId)).stream()
                .findFirst();
    }

    public KeptReturn require(UUID requestId) {
        return find(requestId).orElseThrow(ReturnStore::unknown);
    }

    public Optional<KeptReturn> findByNumber(String number) {
        return number.matches("\\d{14}-\\d{1,3}")
                ? read("number = :number", Map.of("number", number)).stream().findFirst()
                : Optional.empty();
    }

    public KeptReturn requireByNumber(String number) {
        return findByNumber(number).orElseThrow(ReturnStore::unknown);
    }

    public static Refusal unknown() {
        return AftersalesProblem.RETURN_NOT_FOUND.refusal("Check the number; only the order's buyer can see it.");
    }

    /** Those of an order of which something goes or went back: all of it, or what an exchange costs less. */
    List<KeptReturn> granted(UUID orderId) {
        return read(
                "order_id = :orderId AND status IN ('REFUNDING', 'REFUNDED', 'SENDING_BACK', 'COMPLETED')",
                Map.of("orderId", orderId));
    }

    /** Newest first. */
    List<KeptReturn> ofOrder(UUID orderId) {
        return read(
                "order_id = :orderId ORDER BY requested_at DESC, request_id DESC LIMIT 100",
                Map.of("orderId", orderId));
    }

    /** @param where condition, order and limit */
    List<KeptReturn> read(String where, Map<String, ?> parameters) {
        var requests = db.sql("SELECT * FROM aftersales.request WHERE " + where)
                .params(parameters)
                .query((row, _) -> rows.request(row))
                .list();
        if (requests.isEmpty()) {
            return requests;
        }
        var ids = requests.stream().map(one -> one.requestId().toString()).toArray(String[]::new);
        var currencies = new HashMap<UUID, Currency>();
        requests.forEach(one -> currencies.put(one.requestId(), one.currency()));
        var lines = new HashMap<UUID, List<Line>>();
        db.sql(
                        "SELECT * FROM aftersales.request_line WHERE request_id = ANY(:ids::uuid[]) ORDER BY request_id, line_no")
                .param("ids", ids)
                .query(row -> {
                    var requestId = row.getObject("request_id", UUID.class);
                    lines.computeIfAbsent(requestId, _ -> new ArrayList<>())
                            .add(rows.line(row, Objects.requireNonNull(currencies.get(requestId))));
                });
        var timelines = new HashMap<UUID, List<Entry>>();
        db.sql(
                        "SELECT * FROM aftersales.request_timeline WHERE request_id = ANY(:ids::uuid[]) ORDER BY request_id, entry_id")
                .param("ids", ids)
                .query(row -> {
                    timelines
                            .computeIfAbsent(row.getObject("request_id", UUID.class), _ -> new ArrayList<>())
                            .add(rows.entry(row));
                });
        return requests.stream()
                .map(one -> new KeptReturn(
                        one.requestId(),
                        one.number(),
                        one.orderId(),
                        one.orderNumber(),
                        one.paidAs(),
                        one.accountId(),
                        one.contact(),
                        one.kind(),
                        one.status(),
                        one.statusAt(),
                        one.dueAt(),
                        one.escalated(),
                        one.reason(),
                        one.withDelivery(),
                        one.currency(),
                        one.requestedAt(),
                        one.parcel(),
                        one.back(),
                        one.paid(),
                        one.unsettled(),
                        one.trouble(),
                        one.version(),
                        lines.getOrDefault(one.requestId(), List.of()),
                        timelines.getOrDefault(one.requestId(), List.of())))
                .toList();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    private static String[] names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).toArray(String[]::new);
    }

    private static @Nullable String[] wanted(List<Line> lines, Function<Instead, String> text) {
        return lines.stream()
                .map(Line::wanted)
                .map(one -> one == null ? null : text.apply(one))
                .toArray(String[]::new);
    }

    private static Long[] minors(List<Line> lines, ToLongFunction<Line> amount) {
        return lines.stream().map(amount::applyAsLong).toArray(Long[]::new);
    }
}
