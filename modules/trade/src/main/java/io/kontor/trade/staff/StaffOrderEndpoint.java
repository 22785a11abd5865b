package io.kontor.trade.staff;

import io.kontor.fulfilment.Fulfilment;
import io.kontor.fulfilment.Fulfilment.PickUp;
import io.kontor.inventory.Inventory;
import io.kontor.kernel.Caller;
import io.kontor.kernel.CommonProblem;
import io.kontor.kernel.Cursor;
import io.kontor.kernel.Language;
import io.kontor.kernel.Money;
import io.kontor.kernel.Page;
import io.kontor.payment.Payment;
import io.kontor.platform.access.Access;
import io.kontor.platform.idempotency.Idempotency;
import io.kontor.platform.start.KontorSettings;
import io.kontor.platform.web.Versions;
import io.kontor.trade.TradeSettings;
import io.kontor.trade.order.Actor;
import io.kontor.trade.order.CancelOrder;
import io.kontor.trade.order.KeptOrder;
import io.kontor.trade.order.ListOrders;
import io.kontor.trade.order.OrderEndpoint;
import io.kontor.trade.order.OrderMove;
import io.kontor.trade.order.OrderSearch;
import io.kontor.trade.order.OrderSearch.Search;
import io.kontor.trade.order.OrderStatus;
import io.kontor.trade.order.OrderStore;
import io.kontor.trade.order.OrderTags;
import io.kontor.trade.staff.ShipOrder.Parcel;
import io.kontor.trade.staff.ShipOrder.Shipped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders in the admin API. */
@RestController
@Access(value = Caller.Kind.STAFF, permission = "orders.read")
class StaffOrderEndpoint {
    private static final int WORDS_MAX = 100;
    private static final int CARRIER_MAX = 60;

    private final OrderStore orders;
    private final OrderSearch search;
    private final OrderTags tags;
    private final ShipOrder shipOrder;
    private final CancelOrder cancelOrder;
    private final Payment payment;
    private final Fulfilment fulfilment;
    private final Inventory inventory;
    private final Idempotency idempotency;
    private final TradeSettings settings;
    private final ZoneId zone;
    private final Clock clock;

    StaffOrderEndpoint(
            OrderStore orders,
            OrderSearch search,
            OrderTags tags,
            ShipOrder shipOrder,
            CancelOrder cancelOrder,
            Payment payment,
            Fulfilment fulfilment,
            Inventory inventory,
            Idempotency idempotency,
            TradeSettings settings,
            KontorSettings shop,
            Clock clock) {
        this.orders = orders;
        this.search = search;
        this.tags = tags;
        this.shipOrder = shipOrder;
        this.cancelOrder = cancelOrder;
        this.payment = payment;
        this.fulfilment = fulfilment;
        this.inventory = inventory;
        this.idempotency = idempotency;
        this.settings = settings;
        this.zone = shop.zone();
        this.clock = clock;
    }

    record Cancellation(String reason) {}

    /** @param today orders placed since midnight, in the shop's time zone; {@code revenueToday} what the paid ones of them cost */
    record Summary(long today, long unpaid, long toShip, Money revenueToday) {}

    /**
     * @param q the start of a number, e-mail, phone or recipient's name, or a whole SKU
     * @param tag orders that have it, however it is written
     * @param from placed at this time or later; {@code to}: before this time
     */
    @GetMapping("/api/admin/v1/orders")
    ResponseEntity<Page<StaffOrder.Row>> list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String tag,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        ListOrders.requireLimit(limit);
        var found = search.search(new Search(
                words("q", q), status(status), words("tag", tag), from, to, limit + 1, ListOrders.place(cursor)));
        var page = Cursor.page(found, limit, ListOrders::cursor);
        var tagged = tags.of(page.items().stream().map(KeptOrder::orderId).toList());
        var paidWith = search.paidWith(page.items());
        return answer(new Page<>(
                page.items().stream()
                        .map(order -> StaffOrder.row(
                                order,
                                tagged.getOrDefault(order.orderId(), List.of()),
                                paidWith.getOrDefault(order.orderId(), List.of())))
                        .toList(),
                page.next()));
    }

    static String words(String field, String given) {
        var words = given.strip();
        if (words.length() > WORDS_MAX || words.chars().anyMatch(Character::isISOControl)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Search for at most " + WORDS_MAX + " characters.")
                    .with("field", field);
        }
        return words;
    }

    static @Nullable OrderStatus status(String code) {
        return code.isBlank()
                ? null
                : OrderStatus.of(code.strip().toLowerCase(Locale.ROOT))
                        .orElseThrow(() -> CommonProblem.INVALID_REQUEST
                                .refusal("An order is "
                                        + String.join(
                                                ", ",
                                                List.of(OrderStatus.values()).stream()
                                                        .map(OrderStatus::code)
                                                        .toList())
                                        + ".")
                                .with("field", "status"));
    }

    /** Its ETag is what a change is based on. */
    @GetMapping("/api/admin/v1/orders/{number}")
    ResponseEntity<StaffOrder> show(@PathVariable String number, Language language) {
        var order = require(number);
        return ResponseEntity.ok()
                .eTag(Versions.etag(order.version()))
                .cacheControl(CacheControl.noStore())
                .body(shown(order, language));
    }

    private StaffOrder shown(KeptOrder order, Language language) {
        var orderIds = List.of(order.orderId());
        var pickUps = order.pickUpPoint() == null ? List.<PickUp>of() : fulfilment.pickUps(orderIds);
        return StaffOrder.of(
                order,
                payment.payments(order.payables()),
                fulfilment.shipments(orderIds),
                pickUps,
                tags.of(orderIds).getOrDefault(order.orderId(), List.of()),
                orders.groupOf(order),
                mayWait(order) ? inventory.waitingFor(orderIds) : List.of(),
                language);
    }

    private static boolean mayWait(KeptOrder order) {
        return (order.status() == OrderStatus.UNPAID || OrderMove.SHIP_ALL.isAllowedFrom(order.status()))
                && order.lines().stream().anyMatch(line -> line.left() > 0);
    }

    private KeptOrder require(String number) {
        return orders.findByNumberOrId(number).orElseThrow(OrderStore::unknown);
    }

    /** Without {@code lines} everything that is left is shipped, or nothing when some of it is not there yet. */
    @PostMapping("/api/admin/v1/orders/{number}/shipments")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<Shipped> ship(
            @PathVariable String number,
            @RequestBody Parcel wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        var parcel = new Parcel(
                text("carrier", wanted.carrier()), text("trackingNumber", wanted.trackingNumber()), wanted.lines());
        return idempotency.answer(
                "trade",
                "shipment",
                number,
                key,
                parcel,
                Shipped.class,
                ticket -> ResponseEntity.created(URI.create("/api/admin/v1/orders/" + number))
                        .body(shipOrder.ship(number, parcel, caller, ticket)));
    }

    private static String text(String field, @Nullable String given) {
        var text = given == null ? "" : given.strip();
        if (text.isEmpty() || text.length() > CARRIER_MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("The " + field + " has 1 to " + CARRIER_MAX + " printable characters.")
                    .with("field", field);
        }
        return text;
    }

    @PostMapping("/api/admin/v1/orders/{number}/cancellation")
    @Access(value = Caller.Kind.STAFF, permission = "orders.write")
    ResponseEntity<StaffOrder> cancel(
            @PathVariable String number, @RequestBody Cancellation cancellation, Caller caller, Language language) {
        var reason = OrderEndpoint.requireReason(cancellation.reason());
        if (reason.isEmpty()) {
            throw CommonProblem.INVALID_REQUEST
                    .refusal("Say why: the buyer reads it.")
                    .with("field", "reason");
        }
        return answer(shown(cancelOrder.cancel(require(number), Actor.staff(caller), reason), language));
    }

    @GetMapping("/api/admin/v1/orders-summary")
    ResponseEntity<Summary> summary() {
        var midnight =
                LocalDate.ofInstant(clock.instant(), zone).atStartOfDay(zone).toInstant();
        var currency = settings.currency();
        var day = search.since(midnight, currency.getCurrencyCode());
        return answer(new Summary(
                day.placed(),
                search.count(List.of(OrderStatus.UNPAID)),
                search.count(List.of(OrderStatus.PAID, OrderStatus.PARTIALLY_SHIPPED)),
                new Money(day.revenueMinor(), currency)));
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
